// Ten thousand entries, one entry, and entries as long and as wide as they come: nothing gets lost, nothing sticks out.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statfsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import { visit } from './lib/browser.mjs';
import { strainedEntries, writeMany, writeSingle } from './lib/many.mjs';
import { allPages } from './lib/pages.mjs';
import { build, builtOn, demo, program, repository, tempFolder } from './lib/portal.mjs';
import { heaviest, tooHeavy, weighAll } from './lib/weight.mjs';

const COUNT = 10_000;
const CLICKS = 4;

/** Entrances, questions and the days of a month stand on one page each, however many there are. */
const WHOLE_LISTS = /^(?:(?:dw|rc|wd)\/index|rl\/\d{4}-\d{2}(?:\/\d+)?)\.html: HTML /;
const work = tempFolder('many', roomInMemory());
const sites = {};

/** Thirty thousand small files are written and removed in seconds where a memory disk has room for them. */
function roomInMemory() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 2 ** 31 ? '/dev/shm' : undefined;
  } catch {
    return undefined;
  }
}

/** Builds a site that stands alone: its own settings, its own content. */
function buildAlone(name, write) {
  const folder = join(work, name);
  mkdirSync(folder);
  write(folder);
  // From the repository, so that its themes/default/ is the theme even when the program is older.
  const words = ['build', '--content', join(folder, 'content'), '--out', join(folder, 'public'), '--date', builtOn, '--quiet'];
  execFileSync(program(), words, { cwd: repository, stdio: 'ignore' });
  return join(folder, 'public');
}

before(() => {
  sites.many = buildAlone('many', (folder) => writeMany(folder, COUNT));
  sites.single = buildAlone('single', writeSingle);
  sites.strained = build(join(work, 'strained'), { files: strainedEntries() });
});

/** Addresses of a page's links within the site, as paths below it. Buttons, forms and scripts do not count. */
function links(site, page) {
  const html = readFileSync(join(site, page), 'utf8');
  const found = [];
  for (const [, href] of html.matchAll(/<a\b[^>]*?\shref="([^"#?]+)/g)) {
    if (!/^(?:[a-z]+:|\/)/i.test(href)) found.push(posix.normalize(posix.join(posix.dirname(page), decodeURI(href))));
  }
  return found;
}

/** Number of clicks from a home page to each page of its language or of the other. */
function clicks(site, home) {
  const pages = new Set(allPages(site));
  const depth = new Map([[home, 0]]);
  let front = [home];
  while (front.length > 0) {
    const next = [];
    for (const page of front) {
      for (const target of links(site, page)) {
        if (!pages.has(target) || depth.has(target)) continue;
        depth.set(target, depth.get(page) + 1);
        next.push(target);
      }
    }
    front = next;
  }
  return depth;
}

/** What the open data say there is: id and page of every entry in a language. */
function entries(site, lang) {
  const catalogue = readdirSync(join(site, 'data')).filter((name) => name.endsWith('.json'));
  const found = [];
  for (const name of catalogue) {
    for (const entry of JSON.parse(readFileSync(join(site, 'data', name), 'utf8')).entries || []) {
      if (entry.url?.[lang]) found.push({ id: entry.id, ...place(entry.url[lang]) });
    }
  }
  return found;
}

function place(url) {
  const { pathname, hash } = new URL(url);
  return { page: decodeURI(pathname).replace(/^\/(?:rencai\/)?/, ''), anchor: hash.slice(1) };
}

function unreached(site, home, lang, least) {
  const depth = clicks(site, home);
  const all = entries(site, lang);
  assert.ok(all.length >= least, `only ${all.length} entries in the data`);
  const histogram = {};
  const far = [];
  for (const { id, page, anchor } of all) {
    const needed = depth.get(page);
    histogram[needed] = (histogram[needed] || 0) + 1;
    if (!(needed <= CLICKS)) far.push(`${id}: ${page} needs ${needed ?? 'more than all the'} clicks`);
    else if (anchor && !readCached(join(site, page)).includes(` id="${anchor}"`)) far.push(`${id}: not on ${page}`);
  }
  console.log(`${home}: entries by clicks ${JSON.stringify(histogram)}`);
  return far;
}

const texts = new Map();
function readCached(path) {
  if (!texts.has(path)) texts.set(path, readFileSync(path, 'utf8'));
  return texts.get(path);
}

test('each of ten thousand entries is four clicks from home at most, by links alone', () => {
  assert.deepEqual(unreached(sites.many, 'index.html', 'zh', COUNT - 10).slice(0, 20), []);
});

test('so is each entry of the demo, in both languages', () => {
  assert.deepEqual(unreached(demo(), 'index.html', 'zh', 100), []);
  assert.deepEqual(unreached(demo(), 'en/index.html', 'en', 100), []);
});

for (const name of ['many', 'single', 'strained']) {
  test(`pages keep their weight: ${name}`, () => {
    const pages = weighAll(sites[name]);
    console.log(heaviest(pages, 6));
    const faults = tooHeavy(pages).filter((fault) => !(name === 'many' && WHOLE_LISTS.test(fault)));
    assert.deepEqual(faults.slice(0, 20), []);
  });
}

test('pages that hold a whole list grow with it', () => {
  // Wrong: two thousand questions or benefits belong on pages of fifty. When they stand there, this list gets shorter.
  const heavy = tooHeavy(weighAll(sites.many)).map((fault) => fault.split(':')[0]);
  assert.deepEqual([...new Set(heavy.map((name) => name.split('/')[0]))].sort(), ['dw', 'rc', 'rl', 'wd']);
});

/** Pages that show the strained entries: their own, and the lists and neighbours on which they stand. */
function strainedPages() {
  const ids = Object.keys(strainedEntries()).map((path) => path.replace(/^.*\/|\.md$/g, ''));
  return allPages(sites.strained).filter((page) => !page.startsWith('en/') && ids.some((id) => page.endsWith(`/${id}.html`)))
    .concat(['index.html', 'zc/index.html', 'sx/index.html', 'wd/index.html', 'gs/index.html', 'dt/index.html', 'xxgk/index.html', 'wzdt/index.html', 'rl/index.html']);
}

/** Runs in the page: what is wider than the window or cut off. */
function sticksOut() {
  const faults = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push(`page is ${document.documentElement.scrollWidth} px wide`);
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const cut = style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis';
    if (cut && element.clientWidth > 2 && element.scrollWidth > element.clientWidth + 1) faults.push(`cut off: ${element.className || element.tagName}`);
    if (faults.length > 0 && faults.length < 4 && element.getBoundingClientRect().right > width + 1 && !element.closest('[class*="scroll"]')) faults.push(`wide: ${element.tagName} ${element.className}`);
  }
  return faults;
}

test('long titles, wide tables, long laws and empty entries fit a phone and a desk', async () => {
  const faults = [];
  for (const [mode, width] of [['normal', 360], ['elder', 360], ['normal', 1440]]) {
    const page = await visit({ mode, width });
    const look = async (site, path) => {
      await page.goto(pathToFileURL(join(site, path)).href);
      for (const fault of await page.evaluate(sticksOut)) faults.push(`${path} ${mode} ${width}: ${fault}`);
    };
    for (const path of strainedPages()) await look(sites.strained, path);
    for (const path of allPages(sites.single).filter((name) => name !== '404.html')) await look(sites.single, path);
    for (const path of ['index.html', 'wd/index.html', 'rl/index.html', 'wzdt/index.html', 'zc/index.html']) await look(sites.many, path);
    faults.push(...page.problems);
    await page.context().close();
  }
  assert.deepEqual(faults, []);
});
