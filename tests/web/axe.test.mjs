// axe-core on one page of every type, in every mode, on a phone and on a desktop.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe } from './lib/axe.mjs';
import { visit } from './lib/browser.mjs';
import { samples, stressPages } from './lib/pages.mjs';
import { demo, stress } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

let server;
before(async () => {
  server = await serve({ '/': demo(), '/stress/': stress() });
});
after(() => server.close());

/** Addresses and what axe says of them, for all pages that are `wanted`. */
async function faults(options, wanted, rules) {
  const page = await visit({ ...options, host: server.origin });
  const found = [];
  for (const path of wanted) {
    await page.goto(server.url(path));
    const enhanced = options.mode.startsWith('elder');
    for (const fault of await axe(page, { enhanced, rules })) found.push(`${path} ${fault}`);
  }
  await page.context().close();
  return found;
}

const chinese = () => samples(demo()).filter(({ lang }) => lang === 'zh').map(({ path }) => path);
const english = () => samples(demo()).filter(({ lang }) => lang === 'en').map(({ path }) => path);
const stretched = () => stressPages().map((path) => `stress/${path}`);

for (const mode of ['normal', 'dark', 'elder']) {
  for (const width of [360, 1440]) {
    test(`axe: ${mode} at ${width} px`, async () => {
      assert.deepEqual(await faults({ mode, width }, chinese()), []);
    });
  }
}

// The templates are the same in English and on stretched entries: what can differ is length and language.
test('axe: English, and stretched entries', async () => {
  assert.deepEqual(await faults({ mode: 'normal', width: 360 }, [...english(), ...stretched()]), []);
});

test('axe: both modes at once keep the contrast of 长者版', async () => {
  assert.deepEqual(await faults({ mode: 'elder-dark', width: 360 }, chinese(), ['color-contrast', 'color-contrast-enhanced']), []);
});
