// The reader of the search index without a browser: what it has to read as the reader in Rust does, and what it does
// when files do not come.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chunk, loadEngine } from '../search/portal.mjs';
import { demo } from './lib/portal.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const text = (path) => readFileSync(join(repository, path), 'utf8');
const { makeSearch, chunks } = loadEngine();
const { fold, mapOf, textOf, terms, hash, shardName, SYLLABLES } = makeSearch.parts;
const traditional = mapOf(text('src/search/table/traditional.txt').trimEnd());

/** Strings in the order of their code points, as Rust sorts them. */
function byCodePoint(a, b) {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** What `read` of `tests/suite/search_twin.rs` tells of a text. */
function read(input) {
  const folded = fold(input, traditional);
  const tokens = [];
  terms(folded.chars, (term, at, form) => tokens.push([term, at, form]));
  tokens.sort((a, b) => byCodePoint(a[0], b[0]) || a[1] - b[1] || a[2] - b[2]);
  return {
    input,
    folded: textOf(folded.chars),
    places: folded.from.map((from, at) => `${from}-${folded.to[at]}`).join(' '),
    tokens: tokens.map((token) => token.join(' ')),
  };
}

const hex = (number) => number.toString(16).padStart(8, '0');

function digest(input) {
  const { folded, places, tokens } = read(input);
  return hex(hash(`${folded}\n${places}\n${tokens.map((token) => `${token}\n`).join('')}`));
}

const vectors = JSON.parse(text('tests/search/vectors.json'));

test('texts are folded and cut into terms as in Rust', () => {
  for (const vector of vectors.texts) assert.deepEqual(read(vector.input), vector);
  for (const [input, times, wanted] of vectors.long) assert.equal(digest(input.repeat(times)), wanted, input);
});

test('unpaired surrogates divide words, and nothing is thrown', () => {
  for (const vector of vectors.texts.filter(({ input }) => input.includes('\ufffd'))) {
    for (const lone of ['\ud800', '\udbff', '\udc00', '\udfff']) {
      const { input, ...found } = read(vector.input.replaceAll('\ufffd', lone));
      assert.deepEqual({ ...found, input: vector.input }, vector);
      assert.ok(!input.includes('\ufffd'));
    }
  }
});

test('a folded text folds to itself', () => {
  for (const { folded } of vectors.texts) assert.equal(read(folded).folded, folded);
});

test('terms stand in the files that Rust puts them in', () => {
  for (const [term, number, name] of vectors.terms) {
    assert.equal(hash(term), number, term);
    assert.equal(shardName(term, 12), `t/${name}`, term);
  }
});

test('syllables are those of the table', () => {
  assert.deepEqual(Object.keys(SYLLABLES).sort(), vectors.syllables.split(' ').sort());
});

test('lines of the demo are read as in Rust', () => {
  const files = readdirSync(join(repository, 'content'), { recursive: true }).filter((path) => /[.](md|yaml|csv)$/.test(path));
  let known = 0;
  for (const line of new Set(files.flatMap((path) => text(join('content', path)).split('\n')))) {
    const wanted = vectors.lines[hex(hash(line))];
    if (!wanted) continue;
    known++;
    assert.equal(digest(line), wanted, line);
  }
  assert.ok(known >= 200, `${known} lines`);
});

test('the script says that it is there', () => {
  assert.deepEqual(chunks, [['ss/reader', true]]);
});

/* Faults. Files of the demo, of which some come otherwise. */

const ask = (search, query, options = {}) =>
  new Promise((resolve) => search.query(query, options, (answer) => answer.done && resolve(answer)));

/** A loader; `change(path, data, times)` gives other data, an error, or nothing for what is there. Counts what is asked. */
function faulty(change = () => undefined) {
  const asked = [];
  const load = (path, then) => {
    asked.push(path);
    const [name] = path.split('?');
    const found = chunk(demo(), name);
    const other = change(name.slice(3, -3), found?.data, asked.filter((one) => one.startsWith(name)).length);
    const answer = other === undefined ? found?.data : other;
    setImmediate(() => (answer === undefined || answer instanceof Error ? then(new Error(path)) : then(null, structuredClone(answer))));
  };
  return { load, asked, prefix: 'ss/' };
}

const shardOf = (term) => shardName(term, chunk(demo(), 'ss/head.js').data.bits);

test('a file that does not come is asked for twice and counted, and asked for again by the next query', async () => {
  const lost = shardOf('人才');
  let isLost = true;
  const place = faulty((path) => (isLost && path === lost ? new Error() : undefined));
  const search = makeSearch(place);
  const answer = await ask(search, '人才 公寓');
  assert.equal(answer.missing, 1);
  assert.equal(answer.error, null);
  assert.ok(answer.results.length > 0, 'what is there is answered from');
  const times = () => place.asked.filter((path) => path.startsWith(`ss/${lost}.js`)).length;
  assert.equal(times(), 2);
  isLost = false;
  const again = await ask(search, '人才 公寓');
  assert.equal(times(), 3);
  assert.equal(again.missing, 0);
  assert.ok(again.results[0].strict);
});

test('damaged files and those of another version are as if they did not come', async () => {
  const path = shardOf('公寓');
  const whole = chunk(demo(), `ss/${path}.js`).data[1];
  for (const damaged of [[1, '%%%'], [1, whole.slice(0, 41)], [1, 7], [2, whole], [1], {}, 'x', null, 7]) {
    const answer = await ask(makeSearch(faulty((name) => (name === path ? damaged : undefined))), '人才 公寓');
    assert.equal(answer.missing, 1, JSON.stringify(damaged).slice(0, 60));
    assert.equal(answer.error, null);
  }
  for (const damaged of [{}, { v: 2 }, { v: 1, n: 3 }, { v: 1, c: 7 }, [1, 2]]) {
    const answer = await ask(makeSearch(faulty((name) => (name.startsWith('f/') ? damaged : undefined))), '公寓');
    assert.ok(answer.missing > 0 && answer.results.length === 0 && answer.error === null, JSON.stringify(damaged));
  }
});

test('whatever is damaged, there is an answer', async () => {
  let seed = 1;
  const random = (below) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 1) % below;
  for (let round = 0; round < 150; round++) {
    const change = (name, data) => {
      if (!data || random(3) > 0) return undefined;
      if (name.startsWith('t/')) {
        const bytes = Buffer.from(data[1], 'base64');
        for (let times = 0; times < 20; times++) bytes[random(bytes.length)] = random(256);
        return [1, bytes.toString('base64')];
      }
      const text = JSON.stringify(data);
      const at = random(text.length);
      try {
        return JSON.parse(text.slice(0, at) + '019'[random(3)] + text.slice(at + 1));
      } catch {
        const keys = Object.keys(data);
        return { ...data, [keys[random(keys.length)]]: [null, 'x', -1, 1e9, []][random(5)] };
      }
    };
    const search = makeSearch(faulty(change));
    const query = ['人才公寓', '购房 补贴', 'rencai', '第八条', '50万元', 'talnet', '勞動', '博土后'][round % 8];
    const answer = await ask(search, query, { sort: ['relevance', 'deadline', 'amount'][round % 3], filters: { topic: ['housing'] } });
    assert.equal(answer.query, query);
    await new Promise((resolve) => search.facets(['topic', 'kind', 'year'], resolve));
    await new Promise((resolve) => search.suggest(query, resolve));
  }
});

test('an index of another version, or without a head, is told', async () => {
  const other = await ask(makeSearch(faulty((name, data) => (name === 'head' ? { ...data, format: 2 } : undefined))), '人才');
  assert.equal(other.error, 'version');
  for (const head of [new Error(), 'x', { format: 1 }]) {
    const place = faulty((name) => (name === 'head' ? head : undefined));
    const search = makeSearch(place);
    assert.equal((await ask(search, '人才')).error, 'head');
    assert.equal(place.asked.length, 2);
    assert.equal((await ask(search, '人才')).error, 'head');
    assert.deepEqual(await new Promise((resolve) => search.suggest('人才', resolve)), []);
    assert.deepEqual(await new Promise((resolve) => search.facets(['topic'], resolve)), []);
  }
});

/** A loader that answers only when told to. */
function slow() {
  const open = [];
  let most = 0;
  const load = (path, then) => {
    open.push({ path, then });
    most = Math.max(most, open.length);
  };
  const answerAll = () => {
    for (const { path, then } of open.splice(0)) {
      const found = chunk(demo(), path);
      then(found ? null : new Error(path), found?.data);
    }
  };
  return { load, prefix: 'ss/', open, answerAll, most: () => most };
}

test('at most eight files are under way', async () => {
  const place = slow();
  let answer;
  makeSearch(place).query('高层次人才引进培养支持奖励办法申请材料流程条件', {}, (found) => (answer = found));
  while (!answer?.done) place.answerAll();
  assert.equal(place.most(), 8);
  assert.equal(answer.missing, 0);
});

test('answers of a query after which another came are dropped, and nothing more is begun for it', async () => {
  const place = slow();
  const answers = [];
  const search = makeSearch(place);
  search.query('高层次人才引进培养支持奖励办法申请材料流程条件', {}, (found) => answers.push(found.query));
  place.answerAll();
  const begun = place.open.map(({ path }) => path);
  assert.equal(begun.length, 8);
  search.query('公寓', {}, (found) => answers.push(found.query));
  const wanted = new Set();
  const search2 = makeSearch({ prefix: 'ss/', load: (path, then) => (wanted.add(path), then(null, chunk(demo(), path).data)) });
  await ask(search2, '公寓');
  for (let round = 0; round < 20; round++) {
    for (const { path } of place.open) assert.ok(begun.includes(path) || wanted.has(path), path);
    place.answerAll();
  }
  assert.deepEqual([...new Set(answers)], ['公寓']);
});

test('the cache is bounded, and what was let go comes again', async () => {
  const place = faulty();
  const search = makeSearch({ ...place, cache: 300_000 });
  const first = await ask(search, '人才公寓');
  for (const query of ['博士后', '购房补贴', '高层次人才', '子女入学', '创业担保贷款', '申请材料', '政策', '企业', '奖励']) await ask(search, query);
  await ask(search, '');
  assert.ok(search.store.size <= 300_000 + 250_000, `${search.store.size}`);
  assert.deepEqual(await ask(search, '人才公寓'), first);
  const counts = {};
  for (const path of place.asked) counts[path] = (counts[path] || 0) + 1;
  assert.ok(Object.values(counts).some((count) => count > 1));
  const roomy = faulty();
  const other = makeSearch(roomy);
  for (let times = 0; times < 2; times++) for (const query of ['博士后', '购房补贴', '高层次人才']) await ask(other, query);
  assert.equal(new Set(roomy.asked).size, roomy.asked.length, 'nothing is asked for twice');
});

test('after a new build the head is loaded again, once', async () => {
  const right = await ask(makeSearch(faulty()), '人才公寓');
  const old = (data) => ({ ...data, build: 'old', pairs: [...data.pairs].reverse() });
  const place = faulty((name, data, times) => (name === 'head' && times === 1 ? old(data) : undefined));
  const search = makeSearch(place);
  assert.deepEqual(await ask(search, '人才公寓'), right);
  assert.ok(place.asked.includes('ss/head.js?not=old'));
  const still = faulty((name, data) => (name === 'head' ? old(data) : undefined));
  const stuck = makeSearch(still);
  assert.ok((await ask(stuck, '人才公寓')).done);
  assert.ok((await ask(stuck, '购房补贴')).done);
  assert.equal(still.asked.filter((path) => path.startsWith('ss/head')).length, 2);
});

test('what was typed is answered before the help, and the last answer is done', async () => {
  const answers = [];
  await new Promise((resolve) => {
    makeSearch(faulty()).query('购房补贴', {}, (answer) => {
      answers.push(answer);
      if (answer.done) resolve();
    });
  });
  assert.ok(answers.length <= 2);
  assert.deepEqual(answers.map(({ done }) => done), answers.map((_, at) => at === answers.length - 1));
});

test('a loader that answers at once, and twice, does no harm', async () => {
  const load = (path, then) => {
    const found = chunk(demo(), path);
    then(null, found.data);
    then(new Error(), undefined);
  };
  const right = await ask(makeSearch(faulty()), '购房补贴');
  assert.deepEqual(await ask(makeSearch({ load, prefix: 'ss/' }), '购房补贴'), right);
});

test('facets are counted over what was found, and without their own filter', async () => {
  const search = makeSearch(faulty());
  const facets = (names) => new Promise((resolve) => search.facets(names, resolve));
  assert.deepEqual(await facets(['topic']), []);
  const all = await ask(search, '补贴', { size: 1000, literal: true });
  const [topic, year, kind, state, none] = await facets(['topic', 'year', 'kind', 'state', 'nothing']);
  assert.ok(topic.label && topic.values.length > 2 && topic.values.every(({ label, count }) => label && count > 0));
  assert.ok(year.values.length > 0);
  assert.equal(kind.values.reduce((sum, { count }) => sum + count, 0), all.total);
  assert.equal(state.values.reduce((sum, { count }) => sum + count, 0), all.total);
  assert.deepEqual(none.values, []);
  for (const { code, count } of topic.values.slice(0, 5)) {
    const narrowed = await ask(search, '补贴', { filters: { topic: [code] }, literal: true });
    assert.equal(narrowed.total, count, code);
    const [again] = await facets(['topic']);
    assert.deepEqual(again, topic, 'a facet is counted without itself');
  }
});

test('titles are suggested by their words, pinyin and initials', async () => {
  const search = makeSearch(faulty());
  const suggest = (query) => new Promise((resolve) => search.suggest(query, resolve));
  for (const query of ['公寓', '人才公', 'rencai', 'rcgy']) {
    const found = await suggest(query);
    assert.ok(found.length > 0 && found.length <= 8, query);
    for (const { text: title, href, marks, kindLabel } of found) {
      assert.ok(title && href && kindLabel && marks.length > 0);
      assert.ok(marks.every(([from, to]) => from < to && to <= title.length));
    }
  }
  assert.deepEqual(await suggest(''), []);
  assert.deepEqual(await suggest('魑魅魍魉'), []);
});

test('portals carry the engine as it is written', async () => {
  const { minified } = await import('./minify.mjs');
  assert.equal(text('src/search/reader/engine.min.js'), await minified(), 'run `node minify.mjs` in tests/web');
});
