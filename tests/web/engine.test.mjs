// The reader of the search index without a browser: what it has to read as the reader in Rust does, and what it does
// when files do not come.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadEngine } from '../search/portal.mjs';

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
