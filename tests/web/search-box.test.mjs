// The search box of every page: a combobox with suggestions, by keyboard, pointer, touch and input method. The engine is
// a fake one, so that its answers may be late, and it is told what was asked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe } from './lib/axe.mjs';
import { visit } from './lib/browser.mjs';
import { fake, fakeFile } from './lib/fake-search.mjs';
import { visitOld } from './lib/old.mjs';
import { demo } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

let server;
before(async () => {
  server = await serve(demo());
});
after(() => server.close());

/** A visitor on a page with a box in its header. */
async function open(path = 'zc/index.html', options = {}) {
  const page = await fake(await visit({ host: server.origin, ...options }));
  await page.goto(server.url(path));
  return page;
}

const field = (page) => page.locator('.jx-search__field').filter({ visible: true }).first();
const options = (page) => page.locator('.jx-search__option');
const active = (page) => page.evaluate(() => {
  const id = document.activeElement.getAttribute('aria-activedescendant');
  return id ? document.getElementById(id).textContent : null;
});
const asked = (page) => page.evaluate(() => window.fakes && window.fakes.suggestions);

test('the engine is fetched when the box is used, and not before', async () => {
  const page = await open();
  const loaded = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.waitForTimeout(300);
  assert.deepEqual(loaded, []);
  await field(page).focus();
  await page.waitForFunction(() => window.fakes);
  assert.ok(loaded.some((url) => url.includes('ss/reader.js')));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('by keyboard: arrows choose, Home goes back to the text, Escape closes and then clears', async () => {
  const page = await open();
  const box = field(page);
  assert.equal(await box.getAttribute('role'), 'combobox');
  assert.equal(await box.getAttribute('aria-autocomplete'), 'list');
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
  await box.focus();
  await page.keyboard.type('补贴');
  await options(page).first().waitFor();
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  assert.equal(await page.locator(`#${await box.getAttribute('aria-controls')}`).getAttribute('role'), 'listbox');
  assert.equal(await active(page), null, 'nothing is chosen yet');
  await page.keyboard.press('ArrowDown');
  assert.match(await active(page), /第0条/);
  await page.keyboard.press('ArrowDown');
  assert.match(await active(page), /第1条/);
  assert.equal(await page.locator('[role=option][aria-selected=true]').count(), 1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.match(await active(page), /第3条/, 'from the first to the last');
  await page.keyboard.press('Home');
  assert.equal(await active(page), null);
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Escape');
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
  assert.equal(await box.inputValue(), '补贴', 'the first Escape leaves the text');
  await page.keyboard.press('ArrowUp');
  await options(page).first().waitFor();
  assert.match(await active(page), /第3条/, 'opened by an arrow, at its end');
  await page.keyboard.press('Tab');
  assert.equal(await box.getAttribute('aria-expanded'), 'false', 'Tab leaves and closes');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('Enter follows what is chosen; without a choice it asks the search page', async () => {
  const page = await open();
  await field(page).focus();
  await page.keyboard.type('补贴');
  await options(page).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForURL(/yrc-2026-5\.html\?s=0/), page.keyboard.press('Enter')]);
  await field(page).focus();
  await page.keyboard.type('补贴');
  await options(page).first().waitFor();
  await Promise.all([page.waitForURL(/ss\/index\.html\?q=/), page.keyboard.press('Enter')]);
  assert.equal(new URL(page.url()).searchParams.get('q'), '补贴');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('by pointer and by touch; a press beside it closes', async () => {
  for (const touch of [false, true]) {
    const page = await open('index.html', touch ? { width: 360, height: 740, hasTouch: true, isMobile: true } : {});
    await field(page).pressSequentially('补贴');
    await options(page).first().waitFor();
    await page.locator('h1').click({ force: true });
    await options(page).first().waitFor({ state: 'hidden' });
    await field(page).pressSequentially('款');
    await options(page).nth(2).waitFor();
    const inside = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    assert.ok(inside, 'the list makes the page no wider');
    await Promise.all([page.waitForURL(/\?s=2/), touch ? options(page).nth(2).tap() : options(page).nth(2).click()]);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
});

test('the list moves nothing, and its number is said after a rest', async () => {
  const page = await open();
  const below = () => page.locator('h1').evaluate((element) => element.getBoundingClientRect().top);
  const top = await below();
  await field(page).pressSequentially('补贴');
  await options(page).first().waitFor();
  assert.equal(await below(), top);
  await page.waitForFunction(() => document.getElementById('jx-said').textContent.includes('4条建议'));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a late answer is dropped, and none comes where the box was left', async () => {
  const page = await open();
  await field(page).pressSequentially('慢');
  await page.waitForFunction(() => window.fakes && window.fakes.suggestions.length === 1);
  await field(page).fill('无');
  await page.waitForTimeout(700);
  assert.equal(await options(page).filter({ visible: true }).count(), 0);
  await field(page).fill('慢慢');
  await page.waitForFunction(() => window.fakes.suggestions.length === 3);
  await page.locator('.jx-search__button').first().focus();
  await page.waitForTimeout(600);
  assert.equal(await options(page).filter({ visible: true }).count(), 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('while an input method composes nothing is asked; then once', async () => {
  const page = await open();
  await field(page).focus();
  await page.waitForFunction(() => window.fakes);
  const session = await page.context().newCDPSession(page);
  for (const text of ['b', 'bu', 'but', 'butie']) {
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(150);
  }
  // Enter and the arrows belong to the input method.
  for (const key of ['ArrowDown', 'Enter', 'Escape']) {
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: 229 });
    await page.keyboard.press(key);
  }
  assert.equal(await field(page).inputValue(), 'butie');
  assert.deepEqual(await asked(page), []);
  assert.match(page.url(), /zc\/index\.html$/);
  await session.send('Input.insertText', { text: '补贴' });
  await options(page).first().waitFor();
  await page.waitForTimeout(300);
  assert.deepEqual(await asked(page), ['补贴']);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

// These browsers cannot be told to compose, and 70 in one process answers no keys: the events are made.
for (const version of [70, 77]) {
  test(`Chromium ${version}: suggestions, and composition`, async () => {
    const own = await serve({ '/': demo(), '/ss/reader.js': fakeFile() });
    const page = await visitOld(version);
    try {
      await page.goto(own.url('zc/index.html'));
      const [composing, after, chosen] = await page.evaluate(compose);
      assert.deepEqual(composing, [], 'while composing');
      assert.deepEqual(after, ['补贴'], 'then once');
      assert.equal(chosen, 'jx-search-q-list-0');
      assert.deepEqual(page.problems, []);
    } finally {
      await page.done();
      await own.close();
    }
  });
}

/** Runs in the page: a composition, then the arrow. */
async function compose() {
  const field = document.querySelector('.jx-search__field');
  const rest = () => new Promise((resolve) => setTimeout(resolve, 300));
  const fire = (event) => field.dispatchEvent(event);
  const type = (text, isComposing) => {
    field.value = text;
    fire(new InputEvent('input', { bubbles: true, isComposing }));
  };
  field.focus();
  await rest();
  fire(new CompositionEvent('compositionstart', { bubbles: true }));
  type('bu', true);
  fire(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true }));
  await rest();
  const composing = window.fakes.suggestions.slice();
  type('补贴', true);
  fire(new CompositionEvent('compositionend', { bubbles: true }));
  await rest();
  fire(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
  return [composing, window.fakes.suggestions, field.getAttribute('aria-activedescendant')];
}

test('on the search page it covers no results: an arrow key opens it', async () => {
  const page = await open('ss/index.html');
  await field(page).pressSequentially('补贴');
  await page.locator('.jx-find__item').first().waitFor();
  await page.waitForTimeout(300);
  assert.equal(await options(page).filter({ visible: true }).count(), 0);
  await page.keyboard.press('ArrowDown');
  await options(page).first().waitFor();
  assert.match(await active(page), /第0条/);
  await page.keyboard.press('Escape');
  await page.waitForTimeout(700);
  await field(page).fill('');
  await options(page).first().waitFor();
  assert.match(await options(page).first().textContent(), /^补贴/, 'what was asked on this page');
  await options(page).first().click();
  await page.locator('.jx-find__item').first().waitFor();
  assert.equal(await field(page).inputValue(), '补贴');
  assert.equal(await page.evaluate(() => Object.keys(window.localStorage).concat(Object.keys(window.sessionStorage)).filter((key) => /补贴/.test(window.localStorage[key] || '')).length), 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
