// What a screen reader gets of three pages, as golden files: `SNAPSHOTS=overwrite node run.mjs tree` accepts new ones.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { fake } from './lib/fake-search.mjs';
import { builtOn, demo } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

const folder = new URL('golden/', import.meta.url);
// Head and foot are the same on all three; one has them.
const pages = {
  policy: { path: 'zc/yrs-2022-6.html', part: 'body' },
  benefit: { path: 'sx/bs-anjia.html', part: 'main' },
  // With fixed answers: what the index finds is another test's business.
  search: { path: 'ss/index.html?q=落户改&kind=policy', part: '.jx-find' },
};
let server;
before(async () => {
  server = await serve(demo());
});
after(() => server.close());

for (const [name, { path, part }] of Object.entries(pages)) {
  test(`accessibility tree: ${name}`, async () => {
    const page = await visit({ host: server.origin });
    await page.clock.setFixedTime(new Date(`${builtOn}T04:00:00Z`));
    if (name === 'search') await fake(page);
    await page.goto(server.url(path));
    if (name === 'search') await page.locator('.jx-find__box:checked').waitFor({ state: 'attached' });
    const file = new URL(`${name}.yaml`, folder);
    const tree = `${await page.locator(part).ariaSnapshot()}\n`.replaceAll(server.origin, '');
    if (process.env.SNAPSHOTS === 'overwrite') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, tree);
    }
    assert.equal(tree, existsSync(file) ? readFileSync(file, 'utf8') : '', `${name}: SNAPSHOTS=overwrite accepts it`);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}
