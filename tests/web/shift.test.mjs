// Nothing moves while a page loads: not on a first visit, nor on a second page with a mode that was chosen before.
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

/** Runs in the page before its own scripts. */
const observe = () => {
  window.testShifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const sources = (entry.sources || []).map(({ node }) => node?.className || node?.nodeName || '');
      if (!entry.hadRecentInput) window.testShifts.push(`${entry.value.toFixed(4)} ${sources.join(', ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

/** Scripts come late, as on a slow line, so that what they change shows as a shift. */
async function slowly(page) {
  await page.route(/\/jx-[^/]*\.js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await route.continue();
  });
}

async function shifts(options, paths) {
  const page = await visit({ ...options, height: 800, host: server.origin });
  await page.addInitScript(observe);
  await slowly(page);
  const once = async (path) => {
    await page.goto(server.url(path));
    return page.evaluate(() => new Promise((resolve) => {
      setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.testShifts))), 120);
    }));
  };
  const faults = [];
  for (const path of paths) {
    let found = await once(path);
    // A busy machine paints half a page now and then; what the theme does wrong, it does every time.
    if (found.length > 0) found = await once(path);
    if (found.length > 0) faults.push(`${path}: ${found.join('; ')}`);
  }
  faults.push(...page.problems);
  await page.context().close();
  return faults;
}

for (const [mode, width] of [['normal', 360], ['normal', 1440], ['dark', 1440], ['elder', 360], ['elder', 1440]]) {
  test(`no shift of layout: ${mode} at ${width} px`, async () => {
    const paths = samples(demo()).filter(({ lang }) => lang === 'zh').map(({ path }) => path);
    // Most of the time is spent waiting, so three visitors share the pages.
    const shares = [0, 1, 2].map((share) => paths.filter((_, index) => index % 3 === share));
    const faults = await Promise.all(shares.map((share) => shifts({ mode, width }, share)));
    assert.deepEqual(faults.flat(), []);
  });
}
