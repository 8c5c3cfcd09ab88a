// Narrowing a list: what the script computes is what the pages say; the address is the state; without the
// script, or without its data, the links lead to the same.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { visit } from './lib/browser.mjs';
import { demo, repository } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

const source = readFileSync(join(repository, 'themes/default/components/finder/script.js'), 'utf8');

/** The part of the script that does not touch the page. */
function finder() {
  const jx = { add() {} };
  new Function('jx', 'window', 'document', source)(jx, {}, {});
  return jx.finder;
}

/** What a chunk brings. */
function chunk(path) {
  let brought;
  new Function('jx', readFileSync(path, 'utf8'))({ chunk: (name, data) => { brought = data; } });
  return brought;
}

const empty = { values: {}, text: '', sort: '', page: 1 };
const hrefs = (html) => [...html.matchAll(/jx-card__title"><a href="(?:\.\.\/|\{root\})*([^"]+)"/g)].map((found) => found[1]);

/** Every list of the portal that can be narrowed: its columns and the folder of its pages. */
function lists(site) {
  return ['', 'en/'].flatMap((lang) => {
    const folder = join(site, lang, 'fx');
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder).filter((name) => !/-(\d+|titles)\.js$/.test(name));
    return names.map((name) => {
      const prefix = name.replace(/\.js$/, '');
      return { chunks: join(folder, prefix), pages: join(site, lang, prefix === 'pt-lx' ? 'pt/lx' : prefix) };
    });
  });
}

test('a single value gives the same entries as its page, in the same order', () => {
  const { read, match } = finder();
  let compared = 0;
  for (const { chunks, pages } of lists(demo())) {
    const columns = read(chunk(`${chunks}.js`));
    const cards = [];
    for (let number = 0; existsSync(`${chunks}-${number}.js`); number += 1) cards.push(...chunk(`${chunks}-${number}.js`));
    assert.equal(cards.length, columns.count, chunks);
    for (const facet of columns.facets) {
      const whole = match(columns, empty, null).counts[facet.key];
      for (const value of facet.values) {
        const { places } = match(columns, { ...empty, values: { [facet.key]: [value] } }, null);
        const name = join(pages, 'f', `${facet.key}-${value}`);
        let html = readFileSync(`${name}.html`, 'utf8');
        for (let number = 2; existsSync(`${name}/${number}.html`); number += 1) html += readFileSync(`${name}/${number}.html`, 'utf8');
        assert.deepEqual(places.flatMap((place) => hrefs(cards[place])), hrefs(html), name);
        assert.equal(whole[value], places.length, name);
        compared += 1;
      }
    }
  }
  assert.ok(compared > 200, `${compared} values`);
});

test('values of a facet add up, facets narrow, and each count is what a tick would give', () => {
  const { read, match, toggled } = finder();
  const columns = read(chunk(join(demo(), 'fx/pt.js')));
  const state = { ...empty, values: { level: ['provincial', 'national'], industry: ['new-materials', 'biotech'] } };
  const { places, counts } = match(columns, state, null);
  const of = (key, values) => new Set(values.flatMap((value) => match(columns, { ...empty, values: { [key]: [value] } }, null).places));
  const [levels, industries] = [of('level', state.values.level), of('industry', state.values.industry)];
  assert.deepEqual(places, [...levels].filter((place) => industries.has(place)).sort((a, b) => a - b));
  assert.ok(places.length > 0);
  for (const facet of columns.facets) {
    for (const value of facet.values) {
      if ((state.values[facet.key] || []).includes(value)) continue;
      const with_it = toggled({ ...state, values: { ...state.values, [facet.key]: [] } }, facet.key, value);
      assert.equal(counts[facet.key][value], match(columns, with_it, null).places.length, `${facet.key} ${value}`);
    }
  }
});

test('titles are found whatever their width and case, all words of the text together', () => {
  const { read, match } = finder();
  const columns = read({ format: 1, count: 3, size: 100, facets: [] });
  const titles = ['云溪ＡＢＣ孵化器', '云溪abc工作站', '其他'];
  assert.deepEqual(match(columns, { ...empty, text: 'ABC' }, titles).places, [0, 1]);
  assert.deepEqual(match(columns, { ...empty, text: '孵化 ａbc' }, titles).places, [0]);
  assert.equal(read({ format: 2 }), null);
});

test('calls are open, to come, closed or at rest by the day; what closes first comes first', () => {
  const { read, withState, match, sort } = finder();
  const columns = withState(read({ format: 1, count: 5, size: 100, facets: [], starts: [10, 30, 1, 10, 0], ends: [20, 40, 5, 25, 0], rests: [[3, 12, 0]] }), 15);
  const of = (value) => match(columns, { ...empty, values: { state: [value] } }, null).places;
  assert.deepEqual([of('open'), of('soon'), of('closed'), of('rest')], [[0], [1], [2], [3]]);
  assert.deepEqual(sort(columns, [0, 1, 2, 3, 4], 'deadline', 15, null), [0, 3, 1, 4, 2]);
});

test('an address says the state and keeps what is not ours', () => {
  const { parse, query, isWhole } = finder();
  const keys = ['level', 'industry'];
  const search = '?id=7&level=provincial,city&industry=biotech&q=%E5%AD%B5%E5%8C%96&sort=name&page=2';
  const state = parse(search, keys);
  assert.deepEqual(state, { values: { level: ['provincial', 'city'], industry: ['biotech'] }, text: '孵化', sort: 'name', page: 2 });
  assert.equal(query(state, keys, search), search);
  assert.ok(isWhole(parse('?id=7&level=&page=x', keys)));
  assert.deepEqual(parse('?q=%E0%A4%A&level=a&level=b', keys).values, { level: ['a', 'b'] });
});

test('a batch of results asks for few files', () => {
  const { shown, BATCH, FILES } = finder();
  const near = Array.from({ length: 300 }, (_, place) => place);
  const far = near.map((place) => place * 100);
  assert.deepEqual([shown(near, 1, 100), shown(near, 2, 100), shown(near, 99, 100)], [BATCH, 2 * BATCH, 300]);
  assert.deepEqual([shown(far, 1, 100), shown(far, 2, 100)], [FILES, 2 * FILES]);
});

test('the columns of ten thousand entries are light', () => {
  const { read } = finder();
  const random = (n) => { let seed = n; return (max) => { seed = (seed * 48271) % 2147483647; return seed % max; }; };
  const next = random(7);
  const facets = [8, 24, 5, 12, 10, 6].map((size, number) => {
    const sets = [];
    const names = new Map();
    let column = '';
    for (let place = 0; place < 10000; place += 1) {
      const set = number === 1 ? [...new Set([next(size), next(size)])].sort((a, b) => a - b) : [next(size)];
      if (!names.has(String(set))) names.set(String(set), sets.push(set) - 1);
      const code = names.get(String(set));
      column += String.fromCharCode(code < 44 ? code + 48 : code + 49);
    }
    return { key: `f${number}`, values: Array.from({ length: size }, (_, value) => `value-${value}`), sets, column };
  });
  const data = { format: 1, count: 10000, size: 100, facets };
  assert.ok(gzipSync(`jx.chunk("fx/zc",${JSON.stringify(data)});`).length < 60 * 1024);
  const columns = read(data);
  const started = performance.now();
  finder().match(columns, { ...empty, values: { f1: ['value-3'], f2: ['value-1'] } }, null);
  assert.ok(performance.now() - started < 200);
});

const results = (page) => page.$$eval('.jx-finder__results .jx-card', (cards) => cards.length);
const path = 'pt/index.html';

test('ticking combines, the address follows, Back restores; nothing is fetched before', async () => {
  const server = await serve(demo());
  const page = await visit({ host: server.origin });
  await page.goto(server.url(path));
  assert.deepEqual(server.asked.filter((asked) => asked.includes('/fx/')), []);
  const before = await results(page);
  await page.click('[data-jx-facet="level"] label:has-text("省级")');
  await page.waitForURL(/level=provincial/);
  await page.waitForFunction(() => document.querySelectorAll('.jx-chip').length === 1);
  await page.waitForFunction(() => document.querySelector('.jx-finder__results').getAttribute('aria-busy') === null);
  const provincial = await results(page);
  await page.click('[data-jx-facet="level"] label:has-text("市级")');
  await page.waitForFunction((count) => document.querySelectorAll('.jx-finder__results .jx-card').length > count, provincial);
  await page.waitForFunction(() => /找到\d+条/.test(document.getElementById('jx-said').textContent));
  await page.goBack();
  await page.waitForFunction((count) => document.querySelectorAll('.jx-finder__results .jx-card').length === count, provincial);
  await page.goBack();
  await page.waitForFunction((count) => document.querySelectorAll('.jx-finder__results .jx-card').length === count, before);
  assert.deepEqual(page.problems, []);
  await page.context().close();
  await server.close();
});

test('an address with a query works from disk, and each chip takes its value away', async () => {
  const page = await visit();
  await page.goto(`file://${demo()}/${path}?level=provincial&industry=new-materials&sort=name`);
  await page.waitForSelector('.jx-chip');
  await page.waitForFunction(() => /找到/.test(document.querySelector('.jx-finder__count').textContent));
  assert.equal(await page.$$eval('.jx-finder__box:checked', (boxes) => boxes.length), 2);
  await page.focus('.jx-chip');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.jx-finder__box:checked').length === 1);
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('jx-chip')));
  const href = await page.getAttribute('.jx-finder__results .jx-card a', 'href');
  assert.ok(existsSync(join(demo(), dirname(path), href)), href);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('nothing found offers what to leave out', async () => {
  const page = await visit();
  await page.goto(`file://${demo()}/${path}?level=national&type=desk`);
  await page.waitForSelector('.jx-finder__ways button');
  assert.equal(await page.$$eval('.jx-finder__ways button', (buttons) => buttons.length), 2);
  await page.click('.jx-finder__ways button');
  await page.waitForSelector('.jx-finder__results .jx-card');
  await page.context().close();
});

test('data that do not come leave the links, and a sentence', async () => {
  const page = await visit();
  await page.route('**/fx/*.js', (route) => route.abort());
  await page.goto(`file://${demo()}/${path}`);
  await page.click('[data-jx-facet="level"] label:has-text("省级")');
  await page.waitForSelector('.jx-finder__fault');
  assert.ok((await page.getAttribute('[data-jx-facet="level"] a.jx-finder__value', 'href')).startsWith('f/level-'));
  assert.ok((await results(page)) > 10);
  await page.context().close();
});

test('without scripts the facets are links, on phones one tap away', async () => {
  const page = await visit({ javaScriptEnabled: false, width: 360 });
  await page.goto(`file://${demo()}/${path}`);
  assert.equal(await page.isVisible('.jx-finder__panel'), false);
  await page.click('.jx-finder__opener');
  assert.equal(await page.isVisible('.jx-finder__panel'), true);
  await page.click('[data-jx-facet="level"] a >> nth=1');
  assert.match(await page.textContent('h1'), /省级/);
  await page.click('.jx-chip');
  assert.match(page.url(), /pt\/index\.html/);
  await page.context().close();
});
