// What comes out of the printer: current Chromium, and 77 on old desktops.
import { join } from 'node:path';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { visit } from './lib/browser.mjs';
import { visitOld } from './lib/old.mjs';
import { allPages, samples } from './lib/pages.mjs';
import { mm, printed, printedOld, squeeze } from './lib/pdf.mjs';
import { demo, stress } from './lib/portal.mjs';

const pathOf = (type) => samples(demo()).find((sample) => sample.type === type && sample.lang === 'zh').path;
const address = (site, path) => pathToFileURL(join(site, path)).href;

/** Both browsers in turn: `look(page, print, name)`; `page.asPrinted()` shows the page with the styles of print. */
async function inBoth(look) {
  const current = await visit();
  current.asPrinted = () => current.emulateMedia({ media: 'print' });
  await look(current, printed, 'current');
  await current.context().close();
  const old = await visitOld(77);
  old.asPrinted = () => old.emulateMedia('print');
  await look(old, printedOld, '77');
  await old.done();
}

/** Where the glyphs of a word stand: the boxes of poppler are as tall as the font's tallest, so the em is taken about their middle. */
function glyphs(word) {
  const middle = (word.top + word.bottom) / 2;
  const em = /^[\u4e00-\u9fff]+$/.test(word.text) ? (word.right - word.left) / word.text.length : 0;
  return { ...word, top: middle - em / 2, bottom: middle + em / 2 };
}

/** What stands in the body of a page, without the number below the type area. */
const bodyOf = (page, bottom) => page.words.map(glyphs).filter((word) => (word.top + word.bottom) / 2 < bottom);

test('a policy is set in the type area of GB/T 9704, on A4', async () => {
  const top = mm(37);
  const left = mm(28);
  const right = mm(210 - 26);
  const bottom = mm(297 - 35);
  await inBoth(async (page, print, name) => {
    await page.goto(address(demo(), pathOf('policy')));
    const { pages } = await print(page);
    pages.forEach((sheet, index) => {
      const at = `${name}, sheet ${index + 1}`;
      assert.ok(Math.abs(sheet.width - mm(210)) < 1 && Math.abs(sheet.height - mm(297)) < 1, `${at} is ${sheet.width} × ${sheet.height} pt`);
      const body = bodyOf(sheet, bottom);
      assert.ok(body.length > 0, `${at} is empty`);
      const bounds = { left: Math.min(...body.filter((word) => !/^[（《“‘「【]/.test(word.text)).map((word) => word.left)), right: Math.max(...body.map((word) => word.right)), top: Math.min(...body.map((word) => word.top)), bottom: Math.max(...body.map((word) => word.bottom)) };
      // A bracket that begins a line is trimmed to its ink, and a full stop may hang.
      assert.ok(bounds.left > left - 2, `${at} begins ${bounds.left} pt from the left, not ${left}`);
      assert.ok(bounds.right < right + 4, `${at} reaches ${bounds.right} pt, the type area ends at ${right}`);
      assert.ok(bounds.top > top - 6, `${at} begins ${bounds.top} pt from the top, not ${top}`);
      assert.ok(bounds.bottom < bottom + 6, `${at} ends at ${bounds.bottom} pt, the type area at ${bottom}`);
    });
    const reach = Math.max(...pages.flatMap((sheet) => bodyOf(sheet, bottom)).map((word) => word.right));
    assert.ok(reach > right - 17, `${name}: lines end at ${reach} pt, they may go to ${right}`);
    const start = Math.min(...pages.flatMap((sheet) => bodyOf(sheet, bottom)).map((word) => word.left));
    assert.ok(start < left + 2, `${name}: lines begin at ${start} pt, the type area at ${left}`);
  });
});

test('the sheets of a policy are numbered where the browser can', async () => {
  const page = await visit();
  await page.goto(address(demo(), pathOf('policy')));
  const { pages } = await printed(page);
  pages.forEach((sheet, index) => {
    const foot = squeeze(sheet.words.filter((word) => (word.top + word.bottom) / 2 >= mm(297 - 35)).map((word) => word.text).join(''));
    assert.match(foot, new RegExp(`^\\D*${index + 1}\\D*$`), `sheet ${index + 1} has “${foot}” at its foot`);
  });
  await page.context().close();
});

/** Runs in the page: the texts of the cells of its tables that are printed. */
const cells = () => Array.from(document.querySelectorAll('.jx-main th, .jx-main td'))
  .filter((cell) => cell.getClientRects().length > 0 && !cell.closest('svg'))
  // Hidden words for screen readers are not printed.
  .map((cell) => cell.innerText)
  .filter((text) => text.trim() !== '');

/** Pages with tables: one of each type that has any. */
const tablePages = ['policy', 'entrance', 'shortage', 'indicator', 'level_scheme', 'comparison', 'payment_progress', 'catalogue', 'call', 'guide', 'platforms'];

test('no cell of a table is lost on paper, and nothing is printed beyond the sheet', async () => {
  const found = samples(demo()).filter(({ type, lang }) => lang === 'zh' && tablePages.includes(type)).map(({ path }) => [demo(), path]);
  const hard = allPages(stress()).filter((path) => /table-40/.test(path)).map((path) => [stress(), path]);
  const faults = [];
  await inBoth(async (page, print, name) => {
    for (const [site, path] of [...found, ...hard]) {
      await page.goto(address(site, path));
      await page.asPrinted();
      const wanted = await page.evaluate(cells);
      const { pages, text } = await print(page);
      const lost = wanted.filter((cell) => !cell.split('\n').every((line) => everyPart(text, squeeze(line))));
      if (lost.length > 0) faults.push(`${name} ${path}: ${lost.length} of ${wanted.length} cells lost: ${JSON.stringify(lost.slice(0, 3))}`);
      pages.forEach((sheet, index) => {
        const out = sheet.words.filter((word) => word.right > sheet.width - mm(5) || word.left < mm(5));
        if (out.length > 0) faults.push(`${name} ${path} sheet ${index + 1}: ${out.length} words at the edge: ${out.slice(0, 3).map((word) => word.text)}`);
      });
    }
  });
  assert.deepEqual(faults, []);
});

/** A cell that goes over to the next sheet is cut in two by what stands between, so its halves are looked for. */
function everyPart(text, part) {
  if (part === '' || text.includes(part)) return true;
  for (let cut = 1; cut < part.length; cut += 1) if (text.includes(part.slice(0, cut)) && text.includes(part.slice(cut))) return true;
  return false;
}

for (const type of ['benefit', 'guide']) {
  test(`a ${type} is one sheet`, async () => {
    const all = allPages(demo()).filter((path) => new RegExp(type === 'benefit' ? '^sx/(?!index|\\d+\\.)[^/]+$' : '^zn/(?!index|\\d+\\.)[^/]+$').test(path));
    const longest = samples(demo()).filter((sample) => sample.type === type).map(({ path }) => path);
    const faults = [];
    await inBoth(async (page, print, name) => {
      for (const path of name === '77' ? longest.slice(0, 1) : [...longest, ...all.filter((_, index) => index % 8 === 0)]) {
        await page.goto(address(demo(), path));
        const { pages } = await print(page);
        // English takes a third more room: the quotes at the end may go over.
        if (pages.length > (path.startsWith('en/') ? 2 : 1)) faults.push(`${name} ${path}: ${pages.length} sheets`);
      }
    });
    assert.deepEqual(faults, []);
  });
}

/** Runs in the page: controls and navigation that would be printed; boxes to tick are of use on paper. */
const controls = () => Array.from(document.querySelectorAll('button:not(th button), input:not(.jx-tick__box), select, textarea, .jx-nav, .jx-finder__panel, .jx-skip, .jx-search, [data-jx-mode]'))
  .filter((element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden')
  .map((element) => `${element.tagName} ${element.className}`);

/** Runs in the page: addresses outside the site that its text links to. */
const outside = () => Array.from(document.querySelectorAll('.jx-main a[href^="http"]'))
  .filter((link) => link.getClientRects().length > 0)
  .map((link) => link.getAttribute('href'));

test('no control is printed, and where a page links to can be read on paper', async () => {
  const faults = [];
  // As wide as the paper between its margins: sheets of style ask for that width when they are printed.
  const page = await visit({ width: 700 });
  for (const { path, type } of samples(demo()).filter(({ lang, type }) => lang === 'zh' && !/not_found|components/.test(type))) {
    await page.goto(address(demo(), path));
    await page.emulateMedia({ media: 'print' });
    for (const control of await page.evaluate(controls)) faults.push(`${path}: ${control}`);
    if (!/^(?:policy|benefit|guide|call)$/.test(type)) continue;
    const { text } = await printed(page);
    const canonical = await page.getAttribute('link[rel="canonical"]', 'href');
    for (const href of [canonical, ...(await page.evaluate(outside))]) {
      if (!text.includes(squeeze(decodeURI(href)))) faults.push(`${path}: ${href} is not printed`);
    }
  }
  assert.deepEqual([...new Set(faults)], []);
  await page.context().close();
});

test('长者版 prints in large type', async () => {
  const size = async (mode) => {
    const page = await visit({ mode });
    await page.goto(address(demo(), pathOf('policy')));
    const { pages } = await printed(page);
    await page.context().close();
    // Clause labels of the text; those of tables are set smaller.
    const labels = pages.flatMap((sheet) => sheet.words).filter((word) => /^第[一二三四五六七八九十]+条$/.test(word.text));
    return Math.max(...labels.map((word) => (word.right - word.left) / word.text.length));
  };
  const [normal, elder] = [await size('normal'), await size('elder')];
  assert.ok(elder > normal * 1.2, `type is ${normal} pt, in 长者版 ${elder}`);
});

test('the table of subjects and life stages is printed on broad sheets', async () => {
  const page = await visit();
  await page.goto(address(demo(), pathOf('entrance')));
  const { pages } = await printed(page);
  assert.ok(pages.some((sheet) => sheet.width > sheet.height), `sheets are ${pages.map((sheet) => `${sheet.width}×${sheet.height}`)}`);
  await page.context().close();
});
