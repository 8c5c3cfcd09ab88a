// The types of pages in Firefox, driven by WebDriver BiDi. Skipped where there is no Firefox: it is not among the
// packages of npm, and not every machine can install it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { samples, stressPages } from './lib/pages.mjs';
import { demo, stress } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

function firefox() {
  for (const name of [process.env.FIREFOX, 'firefox-esr', 'firefox']) {
    try {
      if (name) return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // Not here; the next name may be.
    }
  }
  return undefined;
}

const program = firefox();
const skip = program ? false : 'no Firefox on this machine: apt install firefox-esr, or name one with FIREFOX';
let server;
let browser;

before(async () => {
  if (skip) return;
  server = await serve({ '/': demo(), '/stress/': stress() });
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: program, headless: true });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Runs in the page. */
const misfit = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

for (const mode of ['normal', 'elder']) {
  test(`Firefox: every page type fits 360 and 1440 px and is quiet: ${mode}`, { skip }, async () => {
    const page = await browser.newPage();
    const faults = [];
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`${page.url()} console: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`${page.url()} script: ${error.message}`));
    await page.goto(server.url('index.html'));
    await page.evaluate((elder) => localStorage.setItem('jx-elder', elder), mode === 'elder' ? '1' : '');
    const paths = [
      ...samples(demo()).filter(({ lang, type }) => lang === 'zh' || type === 'home').map(({ path }) => path),
      ...stressPages().map((path) => `stress/${path}`),
    ];
    for (const path of paths) {
      for (const width of [360, 1440]) {
        await page.setViewport({ width, height: 800 });
        if (width === 360) await page.goto(server.url(path));
        const overflow = await page.evaluate(misfit);
        if (overflow > 0) faults.push(`${path} is ${overflow} px wider than ${width}`);
      }
      const ready = await page.evaluate(() => document.documentElement.classList.contains('jx--js') && typeof jx.word === 'function');
      if (!ready) faults.push(`${path}: scripts do not run`);
      const large = await page.evaluate(() => document.documentElement.classList.contains('jx--elder'));
      if (large !== (mode === 'elder')) faults.push(`${path}: not in its mode`);
    }
    assert.deepEqual(faults, []);
    await page.close();
  });
}
