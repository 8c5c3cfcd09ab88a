// Larger text, a very narrow window and the colours of the system: nothing that was there is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { samples, stressPages } from './lib/pages.mjs';
import { demo, stress } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';
import { unfold, visibleText } from './lib/text.mjs';

let server;
const normal = new Map();
const paths = () => [
  ...samples(demo()).filter(({ lang, type }) => lang === 'zh' || type === 'home' || type === 'benefit').map(({ path }) => path),
  ...stressPages().filter((path) => !path.includes('law-')).map((path) => `stress/${path}`),
];

before(async () => {
  server = await serve({ '/': demo(), '/stress/': stress() });
  const page = await visit({ width: 1280, height: 900, host: server.origin });
  for (const path of paths()) {
    await open(page, path, 1280);
    normal.set(path, await visibleText(page));
  }
  await page.context().close();
});
after(() => server.close());

async function open(page, path, width) {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(server.url(path));
  await unfold(page);
}

/** The runs of text that were visible at 1280 px in the normal colours and are not now. */
async function lost(page, path) {
  const now = new Set(await visibleText(page));
  return normal.get(path).filter((text) => !now.has(text)).slice(0, 8);
}

/** Opens all pages at a width, changes them and compares. */
async function compare({ width, change, ...options }) {
  const page = await visit({ width, height: 900, host: server.origin, ...options });
  const faults = [];
  for (const path of paths()) {
    await open(page, path, width);
    if (change) await page.evaluate(change);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 0) faults.push(`${path}: ${overflow} px too wide`);
    const missing = await lost(page, path);
    if (missing.length > 0) faults.push(`${path}: lost ${missing.join(' | ')}`);
  }
  assert.deepEqual([...faults, ...page.problems], []);
  await page.context().close();
}

// 1,280 px at 400 % are 320 px of four times the size; at 200 %, 640 px of twice the size.
test('400 % zoom at 1,280 px loses nothing', () => compare({ width: 320 }));
test('200 % zoom at 1,280 px loses nothing', () => compare({ width: 640 }));
test('200 % zoom in 长者版 loses nothing', () => compare({ width: 640, mode: 'elder' }));

// Chromium has no zoom for text alone; since all sizes of text are tokens, to double these is the same.
test('text of twice the size in the same window loses nothing', () =>
  compare({
    width: 1280,
    change: () => {
      const style = getComputedStyle(document.documentElement);
      for (let size = 0; size <= 6; size += 1) {
        const name = `--jx-size-${size}`;
        const value = parseFloat(style.getPropertyValue(name));
        if (!value) throw new Error(`no token ${name}`);
        document.documentElement.style.setProperty(name, `${value * 2}px`);
      }
    },
  }));

test('forced colours lose nothing', () => compare({ width: 1280, forcedColors: 'active' }));
