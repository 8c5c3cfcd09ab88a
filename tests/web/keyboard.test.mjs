// Every control of every type of page is reached with Tab, shows that it is, and lets go again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { controls, press } from './lib/keyboard.mjs';
import { samples } from './lib/pages.mjs';
import { demo } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

let server;
before(async () => {
  server = await serve(demo());
});
after(() => server.close());

async function walk(page, path) {
  await page.goto(server.url(path));
  const wanted = await controls(page);
  const faults = [];
  // After the last control the focus leaves the page, or begins anew. A trap begins anew too soon: what lies behind
  // it is then never reached. The limit is for boxes that scroll, which are stops without being controls.
  let left = Object.keys(wanted).length + 30;
  const passed = new Set();
  for (let stop = await press(page); stop && !passed.has(stop.id) && left > 0; stop = await press(page)) {
    delete wanted[stop.id];
    if (stop.id) passed.add(stop.id);
    if (!stop.ring) faults.push(`${path}: no ring around ${stop.name} “${stop.text}”`);
    if (!stop.seen) faults.push(`${path}: out of sight: ${stop.name} “${stop.text}”`);
    left -= 1;
  }
  for (const control of Object.values(wanted)) faults.push(`${path}: never reached ${control}`);
  return faults;
}

const chinese = () => samples(demo()).filter(({ lang }) => lang === 'zh');

test('every control of every page type is reached and shows it', async () => {
  const page = await visit({ width: 1440, host: server.origin });
  const faults = [];
  for (const { path } of chinese()) faults.push(...(await walk(page, path)));
  assert.deepEqual([...faults, ...page.problems], []);
  await page.context().close();
});

// Phones with a keyboard, dark, and large type: the types that have most parts, since the ring is the same everywhere.
for (const mode of ['dark', 'elder']) {
  test(`the same on a narrow window: ${mode}`, async () => {
    const page = await visit({ mode, width: 360, height: 740, host: server.origin });
    const faults = [];
    const types = new Set(['home', 'policy', 'benefit', 'platforms', 'guide', 'calendar', 'faq', 'shortage', 'search']);
    for (const { type, path } of chinese()) if (types.has(type)) faults.push(...(await walk(page, path)));
    assert.deepEqual([...faults, ...page.problems], []);
    await page.context().close();
  });
}

test('the first stop of every page leads to its text', async () => {
  const page = await visit({ host: server.origin });
  for (const { type, path } of samples(demo())) {
    await page.goto(server.url(path));
    const stop = await press(page);
    assert.equal(stop?.href, '#jx-main', `${path} (${type})`);
    assert.ok(stop.seen, `${path}: the skip link is seen when it has the focus`);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'jx-main', path);
  }
  await page.context().close();
});
