// Looks at the demo portal as visitors do: from disk, at three widths, with and without scripts.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const root = new URL('../..', import.meta.url).pathname;
const out = mkdtempSync(join(tmpdir(), 'juxian-browser-'));
const site = join(out, 'site');
let browser;

before(async () => {
  execFileSync('cargo', ['run', '--quiet', '--locked', '--', 'build', '--out', site, '--date', '2026-11-24', '--quiet'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  rmSync(out, { recursive: true, force: true });
});

/** One page of every type: the first of each folder, and those at the top. */
function samples() {
  const pages = [];
  const walk = (folder) => {
    const names = readdirSync(folder).sort();
    const html = names.filter((name) => name.endsWith('.html') && name !== '404.html');
    const first = html.filter((name) => name !== 'index.html').slice(0, 1);
    pages.push(...[...html.filter((name) => name === 'index.html'), ...first].map((name) => join(folder, name)));
    for (const name of names) {
      if (statSync(join(folder, name)).isDirectory()) walk(join(folder, name));
    }
  };
  walk(site);
  return pages;
}

const allPages = () => {
  const found = [];
  const walk = (folder) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else if (name.endsWith('.html')) found.push(path);
    }
  };
  walk(site);
  return found;
};

test('every page fits its window, has one heading and loads nothing from elsewhere', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    const problems = [];
    page.on('console', (message) => {
      // From disk, Chromium refuses web manifests and says so; nothing else comes of it.
      const manifest = /^Access to manifest at 'file:.*app[.]json'/.test(message.text());
      if (message.type() === 'error' && !manifest) problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('requestfailed', (request) => {
      if (!request.url().endsWith('/app.json')) problems.push(`failed: ${request.url()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) problems.push(request.url());
    });
    for (const path of samples()) {
      const name = relative(site, path);
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(pathToFileURL(path).href);
        assert.equal(await page.locator('h1').count(), 1, `${name}: one h1`);
        if (javaScriptEnabled) {
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(overflow <= 0, `${name} is ${overflow} px wider than ${width}`);
        }
      }
    }
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test('axe finds nothing on any page type', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  for (const path of samples()) {
    await page.goto(pathToFileURL(path).href);
    const result = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    const found = result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target).join(' ')}`);
    assert.deepEqual(found, [], relative(site, path));
  }
  await context.close();
});

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off', 'no-inline-style': 'error', 'tel-non-breaking': 'off', 'prefer-native-element': 'off', 'no-raw-characters': 'off', 'doctype-style': 'off', 'void-style': 'off' },
  });
  const faults = [];
  for (const path of allPages()) {
    const report = await validator.validateString(readFileSync(path, 'utf8'));
    for (const result of report.results) {
      for (const message of result.messages) faults.push(`${relative(site, path)}:${message.line} ${message.ruleId} ${message.message}`);
    }
  }
  assert.deepEqual(faults.slice(0, 20), []);
});

test('every link inside the site leads to a file and an anchor', () => {
  const ids = new Map();
  for (const path of allPages()) {
    ids.set(path, new Set([...readFileSync(path, 'utf8').matchAll(/\bid="([^"]+)"/g)].map((match) => match[1])));
  }
  const dead = [];
  for (const path of allPages()) {
    if (path.endsWith('404.html')) continue;
    for (const [, href] of readFileSync(path, 'utf8').matchAll(/(?:href|src)="([^"]*)"/g)) {
      if (/^(https?:|mailto:|tel:|data:)/.test(href)) continue;
      const url = new URL(href.replaceAll('&amp;', '&'), pathToFileURL(path));
      const target = decodeURIComponent(url.pathname);
      const anchor = decodeURIComponent(url.hash.slice(1));
      let exists = true;
      try {
        exists = statSync(target).isFile();
      } catch {
        exists = false;
      }
      if (!exists || (anchor && ids.has(target) && !ids.get(target).has(anchor))) dead.push(`${relative(site, path)}: ${href}`);
    }
  }
  assert.deepEqual([...new Set(dead)].slice(0, 20), []);
});
