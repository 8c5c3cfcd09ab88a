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

test('a search is its address', () => {
  const script = `${theme('components/search/script.js')}\nthis.search = { parse: parse, cleaned: cleaned, toggled: toggled };`;
  const { parse, cleaned, toggled } = load({ more: script }).search;
  const plain = (value) => JSON.parse(JSON.stringify(value));
  const state = plain(parse('?id=7&q=%E5%AE%89%E5%AE%B6+%E8%A1%A5%E8%B4%B4&kind=policy,call,policy&sort=date&sort=x&year=%FF'));
  assert.deepEqual(state, { text: '安家 补贴', filters: { kind: ['policy', 'call'] }, sort: 'date', literal: false });
  assert.deepEqual(plain(toggled(state, 'kind', 'call').filters), { kind: ['policy'] });
  assert.deepEqual(plain(toggled(state, 'topic', 'housing').filters), { kind: ['policy', 'call'], topic: ['housing'] });
  assert.deepEqual(plain(toggled(state, 'kind').filters), {});
  assert.equal(cleaned(' \uD800补\uDC00𠮷 '), '补𠮷', 'halves of characters cannot stand in an address');
  assert.equal(cleaned('x'.repeat(10000)).length, 100);
});
