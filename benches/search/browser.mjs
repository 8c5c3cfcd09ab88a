// Measures the engine of the browser over a built portal: what a query loads, how long it takes, and whether it finds
// what is there, of which a plain search through all fragments is the judge. Prints Markdown.
//
//     node benches/search/browser.mjs PORTAL [--prefix ss/] [--phrases 500] [--queries FILE] [--seed 1]
//
// A file of queries has one a line; without it, phrases of the texts are asked. The clock is that of Node, warm; sizes
// are those of the files, one by one, as a host sends them; a round is what is under way at once, at most eight files.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chunk, loadEngine } from '../../tests/search/portal.mjs';

const words = process.argv.slice(2);
const option = (name, usual) => (words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : usual);
const portal = words[0];
const prefix = option('prefix', 'ss/');
const { makeSearch } = loadEngine();
const { fold, mapOf, textOf } = makeSearch.parts;

/** A row of numbers that is the same for the same seed (mulberry32). */
function randomly(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
const random = randomly(+option('seed', 1));

/** Sizes of files as they are sent. */
const sizes = new Map();
function size(path, text) {
  if (!sizes.has(path)) sizes.set(path, { raw: Buffer.byteLength(text), gzip: gzipSync(text, { level: 9 }).length });
  return sizes.get(path);
}

/** A loader that counts requests, bytes and rounds; files that are asked for together come together. */
function counting() {
  const seen = { requests: 0, raw: 0, gzip: 0, rounds: 0 };
  let open = [];
  const load = (path, then) => {
    if (open.length === 0) {
      setImmediate(() => {
        seen.rounds++;
        const coming = open;
        open = [];
        for (const [path, then] of coming) {
          const found = chunk(portal, path);
          seen.requests++;
          if (found) {
            const { raw, gzip } = size(path.split('?')[0], found.text);
            seen.raw += raw;
            seen.gzip += gzip;
          }
          then(found ? null : new Error(path), found?.data);
        }
      });
    }
    open.push([path, then]);
  };
  return { load, prefix, seen };
}

const ask = (search, text, options = {}, first = () => {}) =>
  new Promise((resolve) => {
    search.query(text, options, (answer) => {
      first();
      first = () => {};
      if (answer.done) resolve(answer);
    });
  });

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** Every document: titles and names, and units, folded. */
function texts() {
  const found = new Map();
  const root = join(portal, prefix, 'f');
  for (const path of readdirSync(root, { recursive: true }).filter((path) => path.endsWith('.js')).sort()) {
    const { data } = chunk(portal, `${prefix}f/${path}`);
    const map = mapOf(data.z);
    const plain = (text) => textOf(fold(text, map).chars);
    const one = found.get(data.n) || { names: [data.t, data.m, ...data.x].map(plain), units: [] };
    for (const [, label, text] of data.c) one.units.push(...[text, label].map(plain));
    found.set(data.n, one);
  }
  return found;
}

const isNumber = (c) => /[0-9零〇一二三四五六七八九十百千万亿.,%]/.test(c);
const isLetter = (c) => /[a-z0-9\u00df-\u1fff]/.test(c);
const joins = (a, b) => a !== undefined && b !== undefined && ((isNumber(a) && isNumber(b)) || (isLetter(a) && isLetter(b)));

/** Phrases of 2 to 12 folded characters of one unit, not beginning or ending inside a number or a word. */
function phrases(documents, wanted) {
  const units = [...documents.values()].flatMap(({ units }) => units).filter((unit) => unit.length > 1);
  const found = new Set();
  for (let tries = 0; found.size < wanted && tries < wanted * 200; tries++) {
    const unit = Array.from(units[random(units.length)]);
    const length = 2 + random(11);
    if (unit.length < length) continue;
    const at = random(unit.length - length + 1);
    const phrase = unit.slice(at, at + length);
    if (joins(unit[at - 1], unit[at]) || joins(unit[at + length - 1], unit[at + length])) continue;
    // What has no letter says nothing; signs at the ends are no part of a query, nor are quotes and spaces.
    if (!phrase.every((c) => !/["\s]/.test(c)) || !/^[\p{L}\p{N}].*[\p{L}\p{N}]$/su.test(phrase.join(''))) continue;
    found.add(phrase.join(''));
  }
  return [...found];
}

/** Whether a text has a phrase, not inside a number or a word. */
function holds(text, phrase) {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    if (!joins(text[at - 1], text[at]) && !joins(text[end - 1], text[end])) return true;
  }
  return false;
}

async function findings(documents, asked) {
  const search = makeSearch(counting());
  const lost = [];
  const examples = [];
  const rows = { exact: 0, total: 0, right: 0, rights: 0, missed: 0, within: 0, wrongShown: 0, shown: 0 };
  const times = [];
  for (const phrase of asked) {
    const having = (has) => new Set([...documents].filter(([, { names, units }]) => [...names, ...units].some((text) => has(text))).map(([no]) => no));
    const right = having((text) => holds(text, phrase));
    const anywhere = having((text) => text.includes(phrase));
    const answer = await ask(search, phrase, { size: documents.size, literal: true });
    const strict = answer.results.filter((result) => result.strict).map(({ no }) => no);
    const missed = [...right].filter((no) => !strict.includes(no));
    rows.within += missed.filter((no) => answer.results.some((result) => result.no === no)).length;
    rows.missed += missed.length;
    rows.rights += right.size;
    if (missed.length > 0) lost.push(`${phrase} (${missed.length} of ${right.size})`);
    const first = await ask(search, phrase, { literal: true });
    rows.shown += first.results.filter((result) => result.strict).length;
    const wrong = first.results.filter((result) => result.strict && !anywhere.has(result.no));
    rows.wrongShown += wrong.length;
    if (wrong.length > 0) examples.push(`${phrase}: ${wrong[0].title}`);
    rows.total += answer.total;
    rows.right += strict.filter((no) => anywhere.has(no)).length;
    rows.exact += first.exact ? 1 : 0;
    const begun = performance.now();
    await ask(search, phrase);
    times.push(performance.now() - begun);
  }
  return { lost, rows, times, examples };
}

async function costs(asked) {
  const cold = [];
  const first = [];
  const next = [];
  for (const text of asked) {
    const place = counting();
    const search = makeSearch(place);
    const letters = Array.from(text);
    await ask(search, letters.length > 2 ? letters.slice(0, -1).join('') : text);
    const before = { ...place.seen };
    await ask(search, text);
    next.push({ requests: place.seen.requests - before.requests, raw: place.seen.raw - before.raw, gzip: place.seen.gzip - before.gzip, rounds: place.seen.rounds - before.rounds });
    const fresh = counting();
    await ask(makeSearch(fresh), text, {}, () => first.push({ ...fresh.seen }));
    cold.push(fresh.seen);
  }
  return { cold, first, next };
}

const line = (name, rows, key, scale = 1) =>
  `| ${name} | ${[0.5, 0.95].map((share) => (percentile(rows.map((row) => row[key]), share) / scale).toFixed(scale > 1 ? 1 : 0)).join(' | ')} |`;

const documents = texts();
const asked = phrases(documents, +option('phrases', 500));
const given = option('queries', '');
const queries = given ? readFileSync(given, 'utf8').split('\n').filter(Boolean) : asked.slice(0, 200);
const source = readFileSync(join(portal, 'ss/reader.js'));
const { lost, rows, times, examples } = await findings(documents, asked);
const { cold, first, next } = await costs(queries);

console.log(`${documents.size} documents, ${asked.length} phrases, ${queries.length} queries; engine ${(source.length / 1000).toFixed(1)} KB, ${(gzipSync(source, { level: 9 }).length / 1000).toFixed(1)} KB gzip

| | |
|---|---|
| Phrases of which every document was found | ${asked.length - lost.length} of ${asked.length} |
| Documents that have the phrase and were not found as strict | ${rows.missed} of ${rows.rights}, ${rows.within} of them behind those |
| Documents that have the phrase, of those counted | ${(rows.right / Math.max(rows.total, 1)).toFixed(4)} |
| Strict results without the phrase, of those shown | ${rows.wrongShown} of ${rows.shown} |
| Counts that are told as exact | ${rows.exact} of ${asked.length} |

| Of a query | p50 | p95 |
|---|---|---|
${line('Until results stand, requests', first, 'requests')}
${line('Until results stand, KB', first, 'raw', 1000)}
${line('Until results stand, KB gzip', first, 'gzip', 1000)}
${line('Until results stand, rounds', first, 'rounds')}
${line('With all help, requests', cold, 'requests')}
${line('With all help, KB gzip', cold, 'gzip', 1000)}
${line('With all help, rounds', cold, 'rounds')}
${line('One character more, with all help, requests', next, 'requests')}
${line('One character more, with all help, KB gzip', next, 'gzip', 1000)}
${line('One character more, with all help, rounds', next, 'rounds')}
| Milliseconds, warm | ${percentile(times, 0.5).toFixed(1)} | ${percentile(times, 0.95).toFixed(1)} |
${lost.length > 0 ? `\nNot all found: ${lost.slice(0, 20).join('; ')}\n` : ''}${examples.length > 0 ? `\nStrict without the phrase: ${examples.slice(0, 20).join('; ')}\n` : ''}`);
