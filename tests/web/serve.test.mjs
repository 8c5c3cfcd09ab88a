// The live preview in a browser: what is saved is seen, and nothing else of an open page moves.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe } from './lib/axe.mjs';
import { modes, visit } from './lib/browser.mjs';
import { builtOn, program, repository, tempFolder } from './lib/portal.mjs';

const folder = tempFolder('serve');
const content = join(folder, 'content');
let preview;
let origin;

before(async () => {
  cpSync(join(repository, 'content'), content, { recursive: true });
  write('policies/_cao-gao.md', '---\nid: cao-gao-1\ntitle: 草稿一件\n没有: 一\n---\n第一条 见[不在](没有.md)。\n');
  const words = ['serve', '--port', '0', '--date', builtOn, '--messages', 'zh', '--editor', 'vscode'];
  preview = spawn(program(), words, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  origin = await new Promise((resolve, reject) => {
    let said = '';
    preview.stdout.on('data', (bytes) => {
      said += bytes;
      const found = /http:[/][/]127[.]0[.]0[.]1:\d+/.exec(said);
      if (found) resolve(found[0]);
    });
    preview.on('exit', () => reject(new Error(`the preview ended: ${said}`)));
  });
});
after(() => preview.kill());

function write(path, text) {
  const file = join(folder, path.startsWith('themes') ? path : join('content', path));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function open(path, options = {}) {
  const page = await visit({ host: origin, ...options });
  page.setDefaultTimeout(60000);
  await page.goto(origin + path);
  await page.waitForFunction(() => document.querySelector('#juxian-preview')?.shadowRoot.querySelector('.line'));
  return page;
}

/** Marks the page, so that it is known whether it was loaded anew. */
const mark = (page) => page.evaluate(() => void (window.isOld = true));
const isOld = (page) => page.evaluate(() => window.isOld === true);
const bar = (page) => page.locator('#juxian-preview .bar');

/** axe puts a copy of the sheets of a shadow root into the page, which the policy of the page refuses. */
const byAxe = ['style-src'];

async function close(page, expected = []) {
  assert.deepEqual(page.problems.filter((problem) => !expected.some((part) => problem.includes(part))), []);
  await page.context().close();
}

const POLICY = 'policies/yrc-2026-3.md';
const PATH = '/zc/yrc-2026-3.html';

test('a saved text is seen at once, at the same place of the page, and other pages stay as they are', async () => {
  const [page, other] = [await open(PATH), await open('/wza/index.html')];
  await page.evaluate(() => window.scrollTo(0, 700));
  await Promise.all([mark(page), mark(other)]);
  write(POLICY, `${readFileSync(join(content, POLICY), 'utf8')}\n第九十九条 新加的一条。\n`);
  await page.waitForFunction(() => document.body.textContent.includes('新加的一条'));
  await page.waitForFunction(() => Math.abs(window.scrollY - 700) < 2);
  assert.equal(await isOld(page), false);
  // Whoever sees the next build has been told of this one.
  write('pages/about.md', '---\nid: about\ntitle: 关于本站\n---\n再看一次。\n');
  await other.waitForFunction((path) => fetch(path).then((answer) => answer.text()).then((text) => text.includes('再看一次')), '/gy/index.html', { polling: 100 });
  assert.equal(await isOld(other), true);
  await Promise.all([close(page), close(other)]);
});

test('a style sheet is swapped, and the page is not loaded anew', async () => {
  const page = await open('/wza/index.html');
  await mark(page);
  const sheet = readFileSync(join(repository, 'themes/default/base.css'), 'utf8');
  write('themes/default/base.css', `${sheet}\n.jx-main { outline: 3px solid rgb(1, 2, 3); }\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector('.jx-main')).outlineColor === 'rgb(1, 2, 3)');
  await page.waitForFunction(() => !document.querySelector('[data-juxian-old]'));
  assert.equal(await isOld(page), true);
  await close(page);
});

test('the bar says what is wrong on the page, where, and what will not be published', async () => {
  const page = await open('/zc/cao-gao-1.html');
  await bar(page).getByText('草稿 · 未发布').waitFor();
  await bar(page).getByText('错误 2').waitFor();
  const toggle = bar(page).locator('.toggle');
  // The bar comes last when walking through the page.
  await page.evaluate(() => [...document.querySelectorAll('a[href], button')].filter((one) => one.offsetParent).pop().focus());
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'juxian-preview');
  assert.equal(await toggle.getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('Enter');
  const place = bar(page).getByRole('link', { name: 'content/policies/_cao-gao.md:6:6' });
  await place.waitFor();
  assert.match(await place.getAttribute('href'), /^vscode:[/][/]file[/].*_cao-gao[.]md:6:6$/);
  assert.match(await bar(page).innerText(), /第一条 见\[不在\]\(没有\.md\)/);
  assert.equal(await toggle.evaluate((button) => button.getRootNode().activeElement === button), true);
  assert.deepEqual(await axe(page), []);
  // The end of the page can be read above the bar.
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const end = await page.locator('footer').boundingBox();
  assert.ok(end.y + end.height <= (await bar(page).boundingBox()).y, 'the bar covers the end of the page');
  await page.keyboard.press('Escape');
  assert.equal(await bar(page).locator('.list').isVisible(), false);
  await close(page, byAxe);
});

test('bar and overview pass axe, light and dark, wide and narrow', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 1440]) {
      const page = await open('/zc/cao-gao-1.html', { width, colorScheme, mode: colorScheme === 'dark' ? 'dark' : 'normal' });
      await bar(page).getByText('错误 2').waitFor();
      await bar(page).locator('.toggle').click();
      assert.deepEqual(await axe(page), [], `${colorScheme} ${width}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
      await page.goto(`${origin}/_juxian/`);
      await page.locator('.finding').first().waitFor();
      assert.deepEqual(await axe(page), [], `overview ${colorScheme} ${width}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
      await close(page, byAxe);
    }
  }
});

test('the overview narrows to a level and a word, and leads to page and file', async () => {
  const page = await visit({ host: origin });
  await page.goto(`${origin}/_juxian/`);
  const shown = page.locator('.finding:visible');
  const dead = shown.filter({ hasText: '没有.md' });
  await dead.first().waitFor();
  await page.locator('[name=text]').fill('没有.md');
  await page.waitForFunction(() => [...document.querySelectorAll('.finding')].filter((one) => !one.hidden).length === 1);
  assert.match(page.url(), /text=/);
  assert.match(await dead.getByRole('link', { name: '用编辑器打开' }).getAttribute('href'), /^vscode:/);
  await dead.getByRole('link', { name: '看页面' }).click();
  await page.waitForURL(`${origin}/zc/cao-gao-1.html`);
  await close(page);
});

test('settings that fail are told on the open page, which stays, and go away when they are mended', async () => {
  const page = await open(PATH);
  const settings = readFileSync(join(content, 'site.yaml'), 'utf8');
  write('site.yaml', `${settings}\n网站名称: [\n`);
  await bar(page).getByText('新内容无法显示').waitFor();
  assert.match(await bar(page).innerText(), /content[/]site[.]yaml:\d+/);
  assert.deepEqual(await axe(page), []);
  write('site.yaml', settings);
  await page.waitForFunction(() => !document.querySelector('#juxian-preview').shadowRoot.textContent.includes('新内容无法显示'));
  await close(page, byAxe);
});

test('a template that fails is told in the place of the page', async () => {
  const page = await open(PATH);
  write('themes/default/policy.html', '{% extends "base.html" %}\n{% block main %}{{ nothing.here }}{% endblock main %}\n');
  await page.getByRole('article').getByText('themes/default/policy.html:2').waitFor();
  write('themes/default/policy.html', readFileSync(join(repository, 'themes/default/policy.html'), 'utf8'));
  await page.locator('h1').filter({ hasText: '云溪区' }).waitFor();
  await close(page, ['500']);
});

test('search finds the newest text', async () => {
  const page = await open('/ss/index.html?q=补贴');
  await page.locator('.jx-find__item').first().waitFor();
  write('policies/zui-xin.md', '---\nid: zui-xin-1\ntitle: 最新一件凤凰计划\n---\n第一条 凤凰计划支持青年人才。\n');
  await page.waitForFunction(() => fetch('/zc/zui-xin-1.html').then((answer) => answer.ok), null, { polling: 100 });
  await page.goto(`${origin}/ss/index.html?q=凤凰计划`);
  await page.locator('.jx-find__item').filter({ hasText: '最新一件' }).waitFor();
  await close(page, ['404', 'zui-xin-1']);
});

test('modes of the theme leave the bar as it is', async () => {
  for (const mode of Object.keys(modes)) {
    const page = await open(PATH, { mode });
    const box = await bar(page).boundingBox();
    assert.ok(box.height < 60 && box.width < 700, `${mode} ${JSON.stringify(box)}`);
    await close(page);
  }
});
