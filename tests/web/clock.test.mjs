// Clocks of devices are wrong, and people are abroad. Days are counted in China; a clock before the day of the build
// counts as that day; what a page says of validity is never raised.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { samples } from './lib/pages.mjs';
import { builtOn, demo } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

let server;
before(async () => {
  server = await serve(demo());
});
after(() => server.close());

const clocks = {
  'two years slow': { now: '2024-11-26T04:00:00Z', timezoneId: 'Asia/Shanghai', today: builtOn },
  'two years fast': { now: '2028-11-26T04:00:00Z', timezoneId: 'Asia/Shanghai', today: '2028-11-26' },
  // 17:00 on the 27th in Los Angeles is the 28th in China.
  'in Los Angeles': { now: '2026-11-28T01:00:00Z', timezoneId: 'America/Los_Angeles', today: '2026-11-28' },
  'in Los Angeles, two years slow': { now: '2024-11-28T01:00:00Z', timezoneId: 'America/Los_Angeles', today: builtOn },
};

const days = (from, to) => Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from)) / 86400000);

/** Whether a text says how many days are left until a date; what it says else is the theme's choice. */
function isRight(text, until, today) {
  const left = days(today, until);
  const numbers = (text.match(/\d+/g) || []).map(Number);
  if (left > 0) return numbers.includes(left);
  if (left < 0) return numbers.length === 0 && text !== '';
  return text !== '';
}

/** The pages that count days or whose state depends on a day. */
const dated = () => samples(demo()).filter(({ path }) => /jx-left|jx-badge--|data-jx-expires/.test(readFileSync(join(demo(), path), 'utf8')));

/** States that let a reader hope, by the classes of their badges. */
const hopeful = '.jx-badge--in_force, .jx-badge--expiring, .jx-badge--partly_in_force, .jx-badge--good, .jx-badge--info';

for (const [name, { now, timezoneId, today }] of Object.entries(clocks)) {
  test(`days left and validity, the clock ${name}`, async () => {
    const page = await visit({ width: 360, host: server.origin, timezoneId });
    const still = await visit({ host: server.origin, javaScriptEnabled: false });
    await page.clock.setFixedTime(new Date(now));
    const faults = [];
    let counted = 0;
    for (const { lang, path } of dated()) {
      await page.goto(server.url(path));
      await page.waitForFunction(() => [...document.querySelectorAll('.jx-left[data-jx-until]')].every((box) => box.textContent !== ''));
      const found = await page.locator('.jx-left[data-jx-until]').evaluateAll((boxes) => boxes.map((box) => [box.textContent.trim(), box.dataset.jxUntil]));
      for (const [text, until] of found) {
        counted += 1;
        if (!isRight(text, until, today)) faults.push(`${path}: “${text}” until ${until} on ${today}`);
      }
      if (lang === 'en') continue;
      await still.goto(server.url(path));
      const hopes = async (on) => on.locator('main').evaluate((main, wanted) => [...main.querySelectorAll(wanted)].filter((badge) => badge.getClientRects().length > 0).length, hopeful);
      if ((await hopes(page)) > (await hopes(still))) faults.push(`${path}: a state was raised`);
    }
    assert.ok(counted > 4, `only ${counted} boxes of days left`);
    assert.deepEqual([...faults, ...page.problems], []);
    await page.context().close();
    await still.context().close();
  });
}

test('a policy whose last day has passed is no longer shown as in force', async () => {
  const page = await visit({ host: server.origin });
  await page.clock.setFixedTime(new Date('2030-06-01T00:00:00Z'));
  const path = 'zc/yrc-2026-8.html';
  assert.match(readFileSync(join(demo(), path), 'utf8'), /data-jx-validity="in_force"[^>]* data-jx-expires="2028-12-31"/);
  await page.goto(server.url(path));
  assert.match(await page.locator('.jx-validity .jx-badge').first().innerText(), /失效|到期/);
  await page.context().close();
});
