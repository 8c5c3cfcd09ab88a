// 长者版 and dark: chosen by button, said, remembered, and as large and as calm as the standards want them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { samples } from './lib/pages.mjs';
import { demo } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

let server;
before(async () => {
  server = await serve(demo());
});
after(() => server.close());

const has = (page, name) => page.evaluate((wanted) => document.querySelector('.jx').classList.contains(wanted), name);

for (const [mode, said] of [['elder', /长者版/], ['dark', /深色/]]) {
  test(`${mode}: a button by keyboard, said to screen readers, kept on the next page, and off again`, async () => {
    const page = await visit({ host: server.origin });
    await page.goto(server.url());
    const button = page.locator(`[data-jx-mode="${mode}"]`).first();
    assert.equal(await button.getAttribute('aria-pressed'), 'false');
    await button.focus();
    await page.keyboard.press('Space');
    assert.ok(await has(page, `jx--${mode}`));
    assert.equal(await button.getAttribute('aria-pressed'), 'true');
    await page.waitForFunction(() => document.getElementById('jx-said').textContent !== '');
    assert.match(await page.locator('#jx-said').innerText(), said);
    await page.goto(server.url('zc/index.html'));
    assert.ok(await has(page, `jx--${mode}`));
    await page.locator(`[data-jx-mode="${mode}"]`).first().click();
    await page.reload();
    assert.ok(!(await has(page, `jx--${mode}`)));
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}

test('dark follows the system until somebody chooses', async () => {
  const page = await visit({ host: server.origin, colorScheme: 'dark' });
  await page.goto(server.url());
  // Sum of red, green and blue of what lies behind the text; a ground that is not painted is white.
  const ground = () =>
    page.evaluate(() => {
      const painted = [document.body, document.documentElement]
        .map((element) => getComputedStyle(element).backgroundColor.match(/[\d.]+/g).map(Number))
        .find(([, , , alpha = 1]) => alpha > 0);
      return (painted || [255, 255, 255]).slice(0, 3).reduce((sum, part) => sum + part, 0);
    });
  assert.ok((await ground()) < 150, 'dark by the wish of the system');
  await page.locator('[data-jx-mode="dark"]').first().click();
  assert.ok((await ground()) > 600, 'light by the wish of the reader');
  await page.reload();
  assert.ok((await ground()) > 600, 'and it stays');
  await page.context().close();
});

test('without storage the buttons work on the page', async () => {
  const page = await visit({ host: server.origin });
  await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('barred', 'SecurityError'); } }));
  await page.goto(server.url());
  await page.locator('[data-jx-mode="elder"]').first().click();
  assert.ok(await has(page, 'jx--elder'));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

/** Runs in the page: running text and controls that are smaller or tighter than a standard wants. */
const small = ({ text, target }) => {
  /** How high the place is where a finger hits a box or its label. */
  const reach = (box) => {
    box.scrollIntoView({ block: 'center' });
    const { left, width, top, height } = box.getBoundingClientRect();
    const hits = (y) => {
      const found = document.elementFromPoint(left + width / 2, y);
      return found === box || [...box.labels].some((label) => label.contains(found));
    };
    let [high, low] = [top + height / 2, top + height / 2];
    while (hits(high - 1) && low - high < target) high -= 1;
    while (hits(low + 1) && low - high < target) low += 1;
    return low - high;
  };
  const faults = new Set();
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  for (const paragraph of document.querySelectorAll('main .jx-prose p, main .jx-prose li')) {
    // Notes beside the text are not the text.
    if (!shown(paragraph) || paragraph.closest('table, pre, [class*=note]')) continue;
    const style = getComputedStyle(paragraph);
    const size = parseFloat(style.fontSize);
    if (size < text) faults.add(`text of ${size} px: ${paragraph.className || paragraph.tagName}`);
    if (parseFloat(style.lineHeight) < size * 1.3) faults.add(`lines ${style.lineHeight} apart: ${paragraph.className || paragraph.tagName}`);
  }
  // Links in running text are exempt from the size of targets; what is drawn as a control is not.
  for (const control of document.querySelectorAll('button, input:not([type=hidden]), select, .jx-button, summary, .jx-nav__link')) {
    if (!shown(control)) continue;
    const height = control.matches('[type=checkbox], [type=radio]') ? reach(control) : control.getBoundingClientRect().height;
    // Half a pixel is lost in rounding, two at the edges of what a finger hits.
    if (height < target - 2) faults.add(`${Math.round(height)} px high: ${control.tagName.toLowerCase()}.${control.className}`);
  }
  return [...faults];
};

for (const [mode, sizes] of [['normal', { text: 18, target: 44 }], ['elder', { text: 24, target: 60 }]]) {
  test(`text and targets are as large as promised: ${mode}`, async () => {
    const page = await visit({ mode, width: 390, host: server.origin });
    const faults = [];
    for (const { lang, type, path } of samples(demo())) {
      if (lang !== 'zh' || type === 'not_found') continue;
      await page.goto(server.url(path));
      for (const fault of await page.evaluate(small, sizes)) faults.push(`${path}: ${fault}`);
    }
    assert.deepEqual(faults, []);
    await page.context().close();
  });
}

test('长者版 has one column of text', async () => {
  const page = await visit({ mode: 'elder', width: 1440, host: server.origin });
  const faults = [];
  for (const { lang, path } of samples(demo())) {
    if (lang !== 'zh') continue;
    await page.goto(server.url(path));
    const beside = await page.evaluate(() => {
      const side = document.querySelector('main aside');
      const text = document.querySelector('main .jx-layout__text, main .jx-prose');
      if (!side || !text || !side.getClientRects().length) return false;
      const [a, b] = [side.getBoundingClientRect(), text.getBoundingClientRect()];
      return a.top < b.bottom && b.top < a.bottom && a.height > 0 && b.height > 0 && (a.left >= b.right || b.left >= a.right);
    });
    if (beside) faults.push(`${path}: a column beside the text`);
  }
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('on a phone, buttons bring out what the head of a page shows on a desktop', async () => {
  const wide = await visit({ width: 1280, host: server.origin });
  const narrow = await visit({ width: 320, host: server.origin });
  const shown = (page) => page.locator('header a[href]:visible').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const path of ['index.html', 'zc/index.html', 'en/sx/index.html']) {
    for (const page of [wide, narrow]) await page.goto(server.url(path));
    const found = new Set(await shown(narrow));
    let fields = await narrow.locator('input[type=search]:visible').count();
    for (const button of await narrow.$$('header button[aria-expanded="false"]:visible')) {
      await button.click();
      assert.equal(await button.getAttribute('aria-expanded'), 'true');
      for (const href of await shown(narrow)) found.add(href);
      fields += await narrow.locator('input[type=search]:visible').count();
      await button.click();
    }
    assert.deepEqual((await shown(wide)).filter((href) => !found.has(href)), [], path);
    assert.ok(fields > 0, `${path}: a search field`);
  }
  assert.deepEqual([...wide.problems, ...narrow.problems], []);
  await wide.context().close();
  await narrow.context().close();
});
