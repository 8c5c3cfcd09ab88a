// In WeChat and WeCom nothing prints and few files open: the way out is told. On plain http there is no clipboard: the
// address stands in a field, selected.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { allPages, typeOf } from './lib/pages.mjs';
import { demo } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

const wechat =
  'Mozilla/5.0 (Linux; Android 12; ELS-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5169 MMWEBSDK/20230303 MicroMessenger/8.0.34.2340(0x28002237) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64';

let server;
before(async () => {
  server = await serve(demo());
});
after(() => server.close());

/** A page with files to take away. */
const withFiles = () => allPages(demo()).find((path) => typeOf(path) === 'call' && !path.startsWith('en/') && readFileSync(join(demo(), path), 'utf8').includes('jx-files'));

async function open(path, options) {
  const page = await visit({ width: 390, height: 800, host: server.plain, ...options });
  await page.addInitScript(() => {
    window.testPrints = 0;
    window.print = () => {
      window.testPrints += 1;
    };
  });
  await page.goto(`${server.plain}/${path}`);
  return page;
}

/** The field with an address to take along: its value, and whether all of it is selected. */
const offered = (page) =>
  page.locator('.jx-tools input').evaluate((field) => ({
    value: field.value,
    whole: field.selectionStart === 0 && field.selectionEnd === field.value.length && document.activeElement === field,
  }));

test('in WeChat, printing tells how to open the page in a browser', async () => {
  const page = await open(withFiles(), { userAgent: wechat });
  await page.locator('[data-jx-tool="print"]').click();
  assert.match(await page.locator('.jx-tools').innerText(), /在浏览器打开/);
  const { value, whole } = await offered(page);
  assert.match(value, /^https:\/\/www\.yunxi\.example\/sb\//);
  assert.ok(whole, 'the address is selected');
  assert.equal(await page.evaluate(() => window.testPrints), 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('in WeChat, downloads say so before the tap', async () => {
  const page = await open(withFiles(), { userAgent: wechat });
  assert.match(await page.locator('main').innerText(), /在浏览器打开/);
  await page.context().close();
});

test('elsewhere, printing prints and nothing speaks of WeChat', async () => {
  const page = await open(withFiles());
  assert.doesNotMatch(await page.locator('main').innerText(), /在浏览器打开/);
  await page.locator('[data-jx-tool="print"]').click();
  assert.equal(await page.evaluate(() => window.testPrints), 1);
  await page.context().close();
});

test('on plain http, to copy the address selects it in a field', async () => {
  const page = await open(withFiles());
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
  await page.locator('[data-jx-tool="copy"]').click();
  assert.ok((await offered(page)).whole);
  assert.ok(await page.locator('[data-jx-tool="share"]').isHidden(), 'sharing is not offered where the browser has none');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
