// The parts of the theme's scripts that do not touch the page, run without a browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { repository } from './lib/portal.mjs';

const theme = (path) => readFileSync(join(repository, 'themes/default', path), 'utf8');

/** `jx` of `base.js` in a page that is hardly one: no storage, the clock given. */
function load({ now = '2026-11-26T04:00:00Z', words = {}, more = '' } = {}) {
  const document = {
    currentScript: { src: 'https://host/rcb/rencai/assets/jx-zh-1234.js' },
    readyState: 'loading',
    documentElement: {},
    querySelector: () => null,
    querySelectorAll: () => [],
    getElementById: () => null,
    addEventListener() {},
  };
  const window = { jx: { words }, document, setTimeout() {}, navigator: { userAgent: '' } };
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new Error('SecurityError');
    },
  });
  const fixed = class extends Date {
    constructor(...values) {
      super(...(values.length ? values : [now]));
    }
    static now() {
      return Date.parse(now);
    }
  };
  const context = vm.createContext({ window, document, Date: fixed, Promise, console });
  vm.runInContext(`"use strict";\n${theme('base.js')}\n${more}\nthis.jx = window.jx;`, context);
  return context;
}

test('the day is that of China, on any clock, and never before the build', () => {
  const day = (now, built) => load({ now }).jx.today(built);
  assert.equal(day('2026-11-26T15:59:59Z'), '2026-11-26');
  assert.equal(day('2026-11-26T16:00:00Z'), '2026-11-27');
  assert.equal(day('2024-02-29T17:00:00Z'), '2024-03-01');
  assert.equal(day('2024-01-01T00:00:00Z', '2026-11-26'), '2026-11-26');
  assert.equal(day('2028-01-01T00:00:00Z', '2026-11-26'), '2028-01-01');
});

test('days between two days count calendar days', () => {
  const { jx } = load();
  assert.equal(jx.daysBetween('2026-11-26', '2026-11-26T09:00'), 0);
  assert.equal(jx.daysBetween('2026-11-26', '2026-12-31T17:00'), 35);
  assert.equal(jx.daysBetween('2028-02-28', '2028-03-01'), 2);
  assert.equal(jx.daysBetween('2026-11-26', '2026-11-25'), -1);
});

test('words fill their names and keep what is missing', () => {
  const { jx } = load({ words: { left: '还剩{count}天，{who}' } });
  assert.equal(jx.word('left', { count: 3 }), '还剩3天，{who}');
  assert.equal(jx.word('unknown'), 'unknown');
});

test('nothing breaks where storage is barred', () => {
  const { jx } = load();
  assert.equal(jx.store('jx-elder'), null);
  assert.equal(jx.store('jx-elder', '1'), null);
  assert.equal(jx.store('jx-elder', null), null);
});

test('the root of the portal is told by the address of the script', () => {
  assert.equal(load().jx.base, 'https://host/rcb/rencai/');
});

test('a search finds all words in any form, titles before summaries', () => {
  const context = load({ more: `${theme('components/search/script.js')}\nthis.search = { folded: folded, score: score };` });
  const { folded, score } = context.search;
  const entry = (title, summary, code) => ({
    code,
    titleFolded: folded(title),
    namesFolded: folded('云人才〔2026〕5号'),
    summaryFolded: folded(summary),
  });
  const phd = entry('博士安家补助', '一次性补助10万元', 'in_force');
  assert.equal(score(phd, ['博士', '硕士']), 0);
  assert.ok(score(phd, [folded('博士')]) > score(entry('租房补贴', '博士每月800元', 'in_force'), ['博士']));
  assert.ok(score(phd, [folded('云人才(2026)5号')]) > 0, 'any form of brackets');
  assert.ok(score(phd, [folded('１０万')]) > 0, 'figures of any width');
  assert.ok(score(phd, ['博士']) > score(entry('博士安家补助', '一次性补助10万元', 'repealed'), ['博士']));
});
