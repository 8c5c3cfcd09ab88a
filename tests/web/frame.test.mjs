// What holds on every type of page, whatever its content and mode: one heading, no wider than the window, no text
// cut off, no error, nothing from elsewhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { samples, stressPages } from './lib/pages.mjs';
import { demo, stress } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

let server;
let addresses;
before(async () => {
  server = await serve({ '/': demo(), '/stress/': stress() });
  addresses = [
    ...samples(demo()).map(({ path }) => server.url(path)),
    ...stressPages().map((path) => server.url(`stress/${path}`)),
  ];
});
after(() => server.close());

/** Runs in the page. Boxes that scroll on purpose may be wide inside; what stands outside of them may not. */
function misfits() {
  const width = document.documentElement.clientWidth;
  const faults = [];
  if (document.documentElement.scrollWidth > width) faults.push(`is ${document.documentElement.scrollWidth - width} px too wide`);
  for (const element of document.querySelectorAll('main *, header *, footer *, nav *')) {
    const style = getComputedStyle(element);
    // The last crumb is the title, which stands in full below.
    if (element.matches('.jx-crumbs *')) continue;
    if (element.clientWidth === 0 || style.position === 'absolute' || style.overflowX !== 'hidden') continue;
    if (element.scrollWidth > element.clientWidth + 1) faults.push(`cuts off ${element.tagName} .${element.className}`);
  }
  return [...new Set(faults)];
}

for (const mode of ['normal', 'dark', 'elder']) {
  test(`every page type fits 360, 768 and 1440 px and is quiet: ${mode}`, async () => {
    const page = await visit({ mode, host: server.origin });
    const faults = [];
    for (const address of addresses) {
      await page.goto(address);
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        for (const fault of await page.evaluate(misfits)) faults.push(`${address} at ${width}: ${fault}`);
      }
      const headings = await page.locator('h1').count();
      if (headings !== 1) faults.push(`${address} has ${headings} h1`);
    }
    assert.deepEqual([...faults, ...page.problems], []);
    await page.context().close();
  });
}
