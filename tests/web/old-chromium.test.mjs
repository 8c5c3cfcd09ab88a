// Government desktops run browsers on kernels of 2018 and 2019: Chromium 70 and 77 show, switch and filter the same.
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { visit } from './lib/browser.mjs';
import { visitOld } from './lib/old.mjs';
import { samples, stressPages } from './lib/pages.mjs';
import { demo, stress } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

const VERSIONS = [70, 77];
let server;
let chinese;
let others;

before(async () => {
  server = await serve({ '/': demo(), '/stress/': stress() });
  const found = samples(demo());
  chinese = found.filter(({ lang }) => lang === 'zh').map(({ path }) => path);
  const english = found.filter(({ lang, type }) => lang === 'en' && /^(?:home|policy|benefit|platform|guide|list|calendar|search)$/.test(type));
  others = [...english.map(({ path }) => server.url(path)), ...stressPages().map((path) => server.url(`stress/${path}`))];
});
after(() => server.close());

const sheetsMissing = () => document.styleSheets.length === 0 || getComputedStyle(document.documentElement).getPropertyValue('--jx-accent').trim() === '';
const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** What a page shows at once when its styles or scripts do not work here. */
async function faultsOf(page, name) {
  const faults = [];
  if (await page.evaluate(sheetsMissing)) faults.push(`${name}: no styles`);
  if (!(await page.evaluate(() => document.documentElement.classList.contains('jx--js')))) faults.push(`${name}: no scripts`);
  for (const width of [360, 1440]) {
    await page.setViewport({ width, height: 900 });
    const overflow = await page.evaluate(tooWide);
    if (overflow > 0) faults.push(`${name} is ${overflow} px wider than ${width}`);
  }
  return faults;
}

for (const version of VERSIONS) {
  test(`Chromium ${version} opens English and overlong pages, without errors and no wider than the window`, async () => {
    const page = await visitOld(version);
    const faults = [];
    for (const address of others) {
      await page.goto(address);
      faults.push(...(await faultsOf(page, address)));
    }
    assert.deepEqual([...faults, ...page.problems], []);
    await page.done();
  });

  test(`Chromium ${version} opens every page type from disk`, async () => {
    const page = await visitOld(version);
    const faults = [];
    for (const path of chinese.filter((name) => name !== '404.html')) {
      await page.goto(pathToFileURL(join(demo(), path)).href);
      if (await page.evaluate(sheetsMissing)) faults.push(`${path}: no styles`);
      if (!(await page.evaluate(() => document.documentElement.classList.contains('jx--js')))) faults.push(`${path}: no scripts`);
    }
    assert.deepEqual([...faults, ...page.problems], []);
    await page.done();
  });
}

/** Runs in the page: every rule of its sheets, as a path of conditions and the selector, with the names of its properties. */
function rulesOfPage() {
  const found = [];
  const walk = (rules, path) => {
    for (const rule of Array.from(rules)) {
      const name = rule.selectorText || rule.conditionText || (rule.media && rule.media.mediaText) || rule.type;
      const own = `${path} ${name}`.trim();
      // Page numbers are printed where the browser can.
      const marginBox = rule.type === 9;
      if (rule.style && !marginBox) found.push({ name: own, properties: Array.from(rule.style) });
      if (rule.cssRules && !rule.selectorText) walk(rule.cssRules, own);
    }
  };
  for (const sheet of Array.from(document.styleSheets)) walk(sheet.cssRules, sheet.media.mediaText);
  return found;
}

/** Spellings that changed between the versions. */
const plain = (name) => name.replace(/\s+/g, ' ').replace(/"/g, "'").replace(/\(--a: ?0\)/g, '(--a:0)').replace(/::(before|after)/g, ':$1').trim();

/** Rules that a version drops and may: each only adds to a rule that it has. */
const additions = {
  70: /:focus-visible|forced-colors|prefers-color-scheme/,
  77: /:focus-visible|forced-colors/,
};

/** Properties that came later and only refine what works without, and names that split or went. */
const REFINEMENTS = new RegExp(`^(?:${[
  'background-repeat|white-space-collapse|text-wrap-mode|font-(?!size$|weight$|family$|style$|variant-numeric$).*',
  'text-(?:autospace|spacing-trim|wrap-style|decoration-thickness|underline-offset)|color-scheme|hanging-punctuation|column-(?:height|wrap)',
].join('|')})$`);

/** What one old rule lacks of the same rule in the current browser. */
function lacking(wanted, known) {
  return wanted.filter((name) => !known.includes(name) && !REFINEMENTS.test(name) && !known.includes(`-webkit-${name}`));
}

const PROPERTIES = ['display', 'position', 'float', 'visibility', 'color', 'background-color', 'font-size', 'font-weight', 'line-height', 'text-align', 'text-indent', 'padding-top', 'padding-right', 'padding-bottom', 'padding-left', 'border-top-width', 'border-right-width', 'border-bottom-width', 'border-left-width', 'flex-wrap', 'justify-content', 'align-items', 'list-style-type', 'text-decoration-line', 'overflow-x'];

/** Runs in the page: the computed styles of all its elements, and flex boxes that count on `gap`. */
function looks(properties) {
  return Array.from(document.body.querySelectorAll('*')).filter((element) => !element.ownerSVGElement && element.tagName !== 'OPTION').map((element) => {
    const style = getComputedStyle(element);
    const flexGap = /flex/.test(style.display) && element.children.length > 1 && [style.columnGap, style.rowGap].some((gap) => gap && gap !== 'normal' && gap !== '0px');
    const name = element.getAttribute('class') || `${(element.parentElement.getAttribute('class') || '')} > ${element.tagName.toLowerCase()}`;
    return { name, flexGap, values: properties.map((property) => style.getPropertyValue(property)) };
  });
}

/** Values that say the same in the words of two versions. */
function same(property, a, b) {
  const calm = (value) => value.replace(/^(?:start|-webkit-auto)$/, 'left').replace(/^(?:auto|clip)$/, 'visible').replace(/^normal$/, 'flex-start');
  if (calm(a) === calm(b)) return true;
  if (property === 'list-style-type' && a.startsWith('disclosure-')) return true;
  if (property === 'display' && b === '-webkit-box') return a === 'flow-root';
  // A summary was a block before it became a list item; cells and buttons keep their own words.
  return property === 'display' && /^(?:block|list-item|inline-block|flow-root)$/.test(a) && /^(?:block|list-item|inline-block|flow-root)$/.test(b);
}

const seen = new Map();
let current;

/** Rules and looks of a page in the current browser, looked at once for both old ones. */
async function inCurrent(path) {
  if (!seen.has(path)) {
    current ||= await visit({ host: server.origin });
    await current.goto(server.url(path));
    seen.set(path, { rules: await current.evaluate(rulesOfPage), elements: await current.evaluate(looks, PROPERTIES) });
  }
  return seen.get(path);
}

for (const version of VERSIONS) {
  test(`Chromium ${version} opens every page type over HTTP, understands all rules of its sheets and draws every element alike`, async () => {
    const page = await visitOld(version);
    const faults = new Set();
    for (const path of chinese) {
      await page.goto(server.url(path));
      // The page of a wrong address has no scripts, by design.
      for (const fault of await faultsOf(page, path)) if (!(path === '404.html' && fault.endsWith('no scripts'))) faults.add(fault);
      const { rules, elements } = await inCurrent(path);
      assert.ok(rules.length > 100, `${path} has ${rules.length} rules`);
      const known = new Map();
      for (const { name, properties } of await page.evaluate(rulesOfPage)) known.set(plain(name), [...(known.get(plain(name)) || []), ...properties]);
      for (const { name, properties } of rules.filter((rule) => !additions[version].test(rule.name))) {
        if (!known.has(plain(name))) faults.add(`lost: ${name}`);
        else for (const property of lacking(properties, known.get(plain(name)))) faults.add(`${name}: without ${property}`);
      }
      const drawn = await page.evaluate(looks, PROPERTIES);
      if (drawn.length !== elements.length) faults.add(`${path}: ${drawn.length} elements, ${elements.length} in the current browser`);
      else elements.forEach(({ name, flexGap, values }, index) => {
        if (flexGap) faults.add(`${name}: a flex box with gap`);
        values.forEach((value, at) => {
          const old = drawn[index].values[at];
          if (!same(PROPERTIES[at], value, old)) faults.add(`${name}: ${PROPERTIES[at]} ${old}, not ${value}`);
        });
      });
    }
    assert.deepEqual([...faults, ...page.problems], []);
    await page.done();
  });
}

/** Runs in the page: size, ink and ground of its text. */
const text = () => {
  const style = getComputedStyle(document.querySelector('.jx-main'));
  return { size: parseFloat(style.fontSize), ink: style.color, classes: document.documentElement.className };
};

/** In one process these builds never draw a frame, for which a click by coordinates would wait. */
const press = (page, selector) => page.evaluate((wanted) => document.querySelector(wanted).click(), selector);

for (const version of VERSIONS) {
  for (const from of ['HTTP', 'disk']) {
    test(`the switches of Chromium ${version} change the page, and the next page remembers, from ${from}`, async () => {
      const page = await visitOld(version);
      const address = (path) => (from === 'HTTP' ? server.url(path) : pathToFileURL(join(demo(), path)).href);
      await page.goto(address('index.html'));
      const before = await page.evaluate(text);
      await press(page, '[data-jx-mode="elder"]');
      const elder = await page.evaluate(text);
      assert.ok(before.size < 20 && elder.size >= 24, `text of ${before.size} px becomes ${elder.size}`);
      await press(page, '[data-jx-mode="dark"]');
      const dark = await page.evaluate(text);
      assert.notEqual(dark.ink, elder.ink);
      await page.goto(address('zc/index.html'));
      const next = await page.evaluate(text);
      assert.deepEqual([next.size, next.ink], [dark.size, dark.ink]);
      assert.match(next.classes, /jx--elder/);
      await press(page, '[data-jx-mode="elder"]');
      await press(page, '[data-jx-mode="dark"]');
      await page.reload();
      const last = await page.evaluate(text);
      assert.deepEqual([last.size, last.ink], [before.size, before.ink]);
      assert.deepEqual(page.problems, []);
      await page.done();
    });
  }
}

/** Runs in the page: presses the first value of a facet by its name, and waits until the list has followed. */
function narrow(name) {
  const group = document.querySelector(`[data-jx-facet="${name}"]`);
  const value = group.querySelector('input');
  const before = document.querySelectorAll('.jx-main .jx-card').length;
  value.click();
  return new Promise((resolve) => {
    const started = Date.now();
    const look = () => {
      const count = document.querySelectorAll('.jx-main .jx-card').length;
      if (count !== before || Date.now() - started > 5000) resolve({ before, count, value: value.value, address: location.href });
      else setTimeout(look, 50);
    };
    look();
  });
}

for (const version of VERSIONS) {
  for (const from of ['HTTP', 'disk']) {
    test(`the directory narrows in Chromium ${version} and its address holds the choice, from ${from}`, async () => {
      const page = await visitOld(version);
      await page.goto(from === 'HTTP' ? server.url('pt/index.html') : pathToFileURL(join(demo(), 'pt/index.html')).href);
      const { before, count, address } = await page.evaluate(narrow, 'level');
      assert.ok(count > 0 && count !== before, `${before} entries become ${count}`);
      assert.match(address, /\?.*level=/);
      await page.goto('about:blank');
      await page.goto(address);
      await page.waitForFunction((wanted) => document.querySelectorAll('.jx-main .jx-card').length === wanted, { timeout: 5000, polling: 100 }, count);
      assert.deepEqual(page.problems, []);
      await page.done();
    });
  }
}
