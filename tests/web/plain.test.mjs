// Without scripts everything is there: no text is lost, no control stands around that does nothing, and every page
// can be reached.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { samples } from './lib/pages.mjs';
import { demo } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';
import { visibleText } from './lib/text.mjs';

let server;
before(async () => {
  server = await serve(demo());
});
after(() => server.close());

/** Runs in the page: controls that are seen and do nothing. */
const dead = () => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const buttons = [...document.querySelectorAll('button:not([type=submit]), [role=button], .jx-js')];
  // A field works without scripts if its form leads to a page.
  const fields = [...document.querySelectorAll('input, select, textarea, button[type=submit]')].filter((field) => !field.closest('form[action]'));
  return [...buttons, ...fields].filter(shown).map((element) => element.outerHTML.slice(0, 120));
};

test('no control needs scripts where there are none', async () => {
  const page = await visit({ javaScriptEnabled: false, host: server.origin });
  const faults = [];
  for (const { path } of samples(demo())) {
    await page.goto(server.url(path));
    for (const control of await page.evaluate(dead)) faults.push(`${path}: ${control}`);
    if ((await page.locator('h1').count()) !== 1) faults.push(`${path}: one h1`);
  }
  assert.deepEqual([...faults, ...page.problems], []);
  await page.context().close();
});

test('what scripts show stands on the page without them', async () => {
  const quiet = await visit({ javaScriptEnabled: false, host: server.origin });
  const lively = await visit({ host: server.origin });
  const lost = [];
  for (const { lang, path } of samples(demo())) {
    if (lang !== 'zh') continue;
    for (const page of [quiet, lively]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(server.url(path));
    }
    // Words that only scripts can keep true (days left, counts) or that name what only scripts do are theirs.
    await lively.evaluate(() => {
      const own = '.jx-js, .jx-left, [role=status], [aria-live], form, fieldset, label, button, select, [class*=count], .jx-tickbar';
      document.querySelectorAll(own).forEach((element) => element.remove());
    });
    const plain = new Set(await visibleText(quiet));
    const missing = (await visibleText(lively)).filter((text) => !plain.has(text));
    if (missing.length > 0) lost.push(`${path}: ${missing.slice(0, 6).join(' | ')}`);
  }
  assert.deepEqual(lost, []);
  await quiet.context().close();
  await lively.context().close();
});
