// axe-core on one page of every type.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { visit } from './lib/browser.mjs';
import { samples } from './lib/pages.mjs';
import { demo } from './lib/portal.mjs';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const mode of ['normal']) {
  test(`axe finds nothing on any page type: ${mode}`, async () => {
    const page = await visit({ mode, width: 1440 });
    const faults = [];
    for (const { path } of samples(demo())) {
      await page.goto(pathToFileURL(join(demo(), path)).href);
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      faults.push(...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map((node) => node.target).join(' ')}`));
    }
    assert.deepEqual(faults, []);
    await page.context().close();
  });
}
