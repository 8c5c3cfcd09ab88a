// From disk, as on a stick: every type of page, with its scripts and its policy of content.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { visit } from './lib/browser.mjs';
import { samples } from './lib/pages.mjs';
import { demo } from './lib/portal.mjs';

const address = (path) => pathToFileURL(join(demo(), path)).href;

/** The page for unknown addresses starts at the top of a domain and means nothing on a disk. */
const pages = () => samples(demo()).filter(({ type }) => type !== 'not_found');

test('every page type opens from disk with its scripts', async () => {
  const page = await visit({ width: 360 });
  const faults = [];
  for (const { path } of pages()) {
    await page.goto(address(path));
    if (!(await page.evaluate(() => document.documentElement.classList.contains('jx--js')))) faults.push(`${path}: scripts do not run`);
    if (!(await page.evaluate(() => typeof jx === 'object' && typeof jx.word === 'function'))) faults.push(`${path}: no jx`);
    if (!(await page.evaluate(() => getComputedStyle(document.querySelector('h1')).fontSize !== '32px'))) faults.push(`${path}: no style`);
  }
  assert.deepEqual([...faults, ...page.problems], []);
  await page.context().close();
});

test('the mode that was chosen holds on the next page', async () => {
  const page = await visit();
  await page.goto(address('index.html'));
  await page.locator('[data-jx-mode="elder"]').first().click();
  await page.goto(address('zc/index.html'));
  assert.ok(await page.evaluate(() => document.documentElement.classList.contains('jx--elder')));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
