// Opens pages as visitors do, and writes down whatever goes wrong on them.
import { after } from 'node:test';
import { chromium } from 'playwright-core';

let running;

/** The browser of this file, started at first use and closed after its tests. */
export function launch() {
  running ||= chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      // A name that is not this machine's own: pages there are no secure context, as on plain http.
      '--host-resolver-rules=MAP portal.test 127.0.0.1',
    ],
  });
  return running;
}

after(async () => {
  await (await running)?.close();
});

/** The modes of the theme, by the keys under which it remembers them. */
export const modes = {
  normal: {},
  dark: { 'jx-dark': 'dark' },
  elder: { 'jx-elder': '1' },
  'elder-dark': { 'jx-elder': '1', 'jx-dark': 'dark' },
};

/**
 * A new visitor with one page open.
 *
 * `page.problems` fills with all that must not happen: errors on the console and in scripts, requests that fail
 * or leave the host, breaches of the content security policy. A test ends with `deepEqual(page.problems, [])`.
 *
 * @param {object} [options] `mode` of `modes`, `width`, `height`, `host` (the only origin that may be asked; without
 *   it `file:`), and any option of a Playwright context: `javaScriptEnabled`, `userAgent`, `timezoneId` …
 * @returns {Promise<import('playwright-core').Page & { problems: string[] }>} close it with `page.context().close()`
 */
export async function visit({ mode = 'normal', width = 1440, height = 900, host = 'file://', ...options } = {}) {
  const context = await (await launch()).newContext({ viewport: { width, height }, ...options });
  await context.addInitScript(remember, modes[mode]);
  const page = await context.newPage();
  page.problems = [];
  watch(page, host);
  return page;
}

/** Runs in the page before its own scripts. */
function remember(keys) {
  try {
    for (const key of Object.keys(keys)) localStorage.setItem(key, keys[key]);
  } catch {
    // about:blank has no storage.
  }
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
}

function watch(page, host) {
  const fromDisk = host === 'file://';
  // From disk, Chromium refuses web manifests and says so; nothing else comes of it.
  const manifest = (text) => fromDisk && /\/app[.]json/.test(text);
  page.on('console', (message) => {
    if (message.type() === 'error' && !manifest(message.text())) page.problems.push(`${page.url()} console: ${message.text()}`);
  });
  page.on('pageerror', (error) => page.problems.push(`${page.url()} script: ${error.stack || error}`));
  // What a page still asked for when the test left it is aborted by the test.
  const left = (request) => request.failure()?.errorText === 'net::ERR_ABORTED';
  page.on('requestfailed', (request) => {
    if (!manifest(request.url()) && !left(request)) page.problems.push(`${page.url()} failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) page.problems.push(`${page.url()} ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(host) && !request.url().startsWith('data:')) page.problems.push(`${page.url()} asks elsewhere: ${request.url()}`);
  });
}
