// In a folder of somebody else's domain: nothing is asked for outside of it, and the page for unknown addresses works
// at any depth.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { samples } from './lib/pages.mjs';
import { build, tempFolder } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

const folder = '/rcb/rencai/';
let server;
let site;
before(async () => {
  site = build(join(tempFolder('folder'), 'site'), {
    settings: { base_path: folder, base_url: 'https://www.yunxi.example' },
  });
  server = await serve({ [folder]: site });
});
after(() => server.close());

test('every page type stays in its folder', async () => {
  const page = await visit({ width: 1440, host: server.origin + folder });
  for (const { path } of samples(site)) await page.goto(server.url(path));
  assert.deepEqual(page.problems, []);
  assert.deepEqual(server.asked.filter((path) => !path.startsWith(folder)), []);
  await page.context().close();
});

test('a wrong address deep in the folder shows the page for it, with its looks and its ways out', async () => {
  const page = await visit({ host: server.origin + folder });
  const answer = await page.goto(server.url('zc/a/b/c.html'));
  assert.equal(answer.status(), 404);
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('h1')).fontSize), '32px');
  const home = page.locator('main a[href], header a[href]').first();
  await home.click();
  assert.ok(page.url().startsWith(server.origin + folder), page.url());
  // The answer 404 itself, and nothing else.
  assert.deepEqual(page.problems.filter((problem) => !/zc\/a\/b\/c[.]html/.test(problem)), []);
  await page.context().close();
});
