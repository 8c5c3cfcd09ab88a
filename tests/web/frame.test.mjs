// What holds on every type of page, whatever its content: one heading, no wider than the window, nothing from
// elsewhere, no error.
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

/** What is too wide, measured at the elements, since a clipped page has no bar and loses text all the same. */
function tooWide() {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}

for (const mode of ['normal']) {
  test(`every page type fits 360, 768 and 1440 px and is quiet: ${mode}`, async () => {
    const page = await visit({ mode, host: server.origin });
    const faults = [];
    for (const address of addresses) {
      await page.goto(address);
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        const overflow = await page.evaluate(tooWide);
        if (overflow > 0) faults.push(`${address} is ${overflow} px wider than ${width}`);
      }
      const headings = await page.locator('h1').count();
      if (headings !== 1) faults.push(`${address} has ${headings} h1`);
    }
    assert.deepEqual([...faults, ...page.problems], []);
    await page.context().close();
  });
}
