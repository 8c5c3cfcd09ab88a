// What people come for, done as they do it: by tapping on a phone, or by keyboard alone. A path counts taps or stops
// of the Tab key; more of them than the promise is a fault.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { press, tabTo } from './lib/keyboard.mjs';
import { demo, stress } from './lib/portal.mjs';
import { numeral } from './lib/stress.mjs';
import { serve } from './lib/server.mjs';

let server;
before(async () => {
  server = await serve({ '/': demo(), '/stress/': stress() });
});
after(() => server.close());

const phone = (options = {}) => visit({ width: 360, height: 740, hasTouch: true, isMobile: true, host: server.origin, ...options });
const amount = /\d[\d,.]*\s*(万|亿)?元/;

/** Taps the first visible link whose text fits. */
async function tap(page, text, within = 'body') {
  const link = page
    .locator(`${within} a[href]`)
    .filter({ hasText: text, visible: true })
    .first();
  await Promise.all([page.waitForNavigation(), link.tap()]);
}

test('abroad with a phone: two words lead to an answer, and its count is said', async () => {
  const page = await phone();
  await page.goto(server.url());
  const field = page.locator('input[type=search]').filter({ visible: true }).first();
  await field.fill('新材料 博士');
  await Promise.all([page.waitForNavigation(), field.press('Enter')]);
  await page.locator('.jx-find__item').first().waitFor();
  assert.equal(new URL(page.url()).searchParams.get('q'), '新材料 博士');
  const found = await page.locator('.jx-find__item').count();
  await page.waitForFunction(() => /\d/.test((document.getElementById('jx-said') || {}).textContent || ''));
  assert.ok(found > 0);
  await tap(page, /./, '.jx-find__item');
  assert.equal(await page.locator('h1').count(), 1);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('without scripts, the search field leads to a page that goes on by category', async () => {
  const page = await phone({ javaScriptEnabled: false });
  await page.goto(server.url());
  const field = page.locator('input[type=search]').filter({ visible: true }).first();
  await field.fill('博士');
  await Promise.all([page.waitForNavigation(), field.press('Enter')]);
  assert.ok((await page.locator('main a[href]').count()) > 5);
  await page.context().close();
});

test('a skilled worker is three taps from an amount', async () => {
  const page = await phone();
  await page.goto(server.url());
  let taps = 0;
  const go = async (...way) => {
    await tap(page, ...way);
    taps += 1;
  };
  if ((await page.locator('main a[href]').filter({ hasText: /技能人才/, visible: true }).count()) === 0) await go(/我是人才/, 'main');
  await go(/技能人才/, 'main');
  await go(/技能/, 'main :is(h2, h3)');
  assert.match(page.url(), /\/(sx|xm)\//, 'what is tapped last is a benefit or a programme');
  assert.match(await page.locator('main').innerText(), amount);
  assert.ok(taps <= 3, `${taps} taps`);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('HR sees on one page what is open, until when, and can subscribe to it', async () => {
  const page = await phone();
  await page.goto(server.url());
  await tap(page, /我是单位/, 'main');
  const text = await page.locator('main').innerText();
  assert.match(text, /截止/);
  assert.match(text, amount);
  const feeds = page.locator('a[href$=".ics"], a[href*="dy/index.html"]');
  assert.ok((await feeds.count()) > 0, 'a calendar or the page of subscriptions is one tap away');
  await page.context().close();
});

test('English alone leads to two amounts, a contact and the word that Chinese prevails', async () => {
  const page = await phone({ locale: 'en-GB' });
  await page.goto(server.url());
  await tap(page, /^English/);
  assert.match(page.url(), /\/en\/index\.html$/);
  for (const name of [/Grant/, /Subsidy|Allowance/]) {
    await page.goto(server.url('en/sx/index.html'));
    await tap(page, name, 'main :is(h2, h3)');
    const text = await page.locator('main').innerText();
    assert.match(text, /CNY\s?[\d,]+/);
    assert.match(text, /Chinese text prevails|Chinese version prevails/i);
    assert.ok((await page.locator('a[href^="tel:"]').count()) > 0, 'a phone number');
  }
  await page.context().close();
});

test('the data lie two taps from home, as JSON that loads', async () => {
  const page = await phone();
  await page.goto(server.url());
  await tap(page, /开放数据|数据开放/);
  const href = await page.locator('main a[href$="benefits.json"]').first().getAttribute('href');
  const answer = await page.request.get(new URL(href, page.url()).href);
  const { entries } = await answer.json();
  assert.ok(Array.isArray(entries) && entries.length > 0);
  await page.context().close();
});

test('in 长者版, by keyboard: from the top of a benefit to the phone in 25 stops', async () => {
  const page = await visit({ mode: 'elder', width: 1280, host: server.origin });
  await page.goto(server.url('sx/bs-anjia.html'));
  const first = await press(page);
  assert.equal(first.href, '#jx-main');
  await page.keyboard.press('Enter');
  const stops = 1 + (await tabTo(page, (stop) => stop.href.startsWith('tel:')));
  assert.ok(stops <= 25, `${stops} stops`);
  await page.context().close();
});

test('a law of 266 articles, by keyboard: article 120 from the contents, its link, the contact, in 25 stops', async () => {
  const page = await visit({ width: 1280, host: server.origin, permissions: ['clipboard-read', 'clipboard-write'] });
  const address = server.url('stress/zc/law-266.html');
  await page.goto(address);
  const article = `第${numeral(120)}条`;
  const path = [];
  const go = async (what, wanted) => {
    const count = await tabTo(page, wanted);
    path.push(`${what} ${count}`);
    await page.keyboard.press('Enter');
    return count;
  };
  let stops = await go('contents', (stop) => stop.href === '#x-contents');
  stops += await go('chapter', (stop) => /第五章/.test(stop.text));
  if (await page.locator('#x-contents a', { hasText: new RegExp(`^${article}`) }).isHidden()) {
    stops += await go('section', (stop) => /第三节/.test(stop.text));
  }
  stops += await go('article', (stop) => stop.text.startsWith(article) && stop.href.startsWith('#'));
  await page.waitForFunction(() => location.hash.startsWith('#art-'));
  const hash = decodeURIComponent(new URL(page.url()).hash);
  assert.ok(await page.evaluate((id) => {
    const box = document.getElementById(id).getBoundingClientRect();
    return box.top >= 0 && box.top < innerHeight;
  }, hash.slice(1)), 'the article is in sight');
  stops += await go('copy', (stop) => /复制本条链接/.test(stop.text));
  await page.waitForFunction(() => /复制/.test(document.getElementById('jx-said')?.textContent || ''));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.endsWith(hash), `copied ${copied}, not ${hash}`);
  stops += await go('contact', (stop) => stop.href === '#x-contact');
  stops += await go('phone', (stop) => stop.href.startsWith('tel:'));
  assert.ok(stops <= 25, `${stops} stops: ${path.join(', ')}`);
  await page.context().close();
});
