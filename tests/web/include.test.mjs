// The commonest case: a fragment inside the page of a parent site whose styles know nothing of it.
//
// The fragment looks like the main part of the portal's own page, and the parent looks as it did without it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { visit } from './lib/browser.mjs';
import { allPages, samples } from './lib/pages.mjs';
import { compare } from './lib/pixels.mjs';
import { build, demo, tempFolder } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

/** Parents as they occur: a reset that takes everything away, and a theme that styles bare elements loudly. */
const parents = {
  reset: `
    html { font-size: 100px; }
    * { margin: 0; padding: 0; box-sizing: content-box; }
    body, div, p, h1, h2, h3, ul, ol, li, dl, dt, dd, table, th, td, form, input, button { margin: 0; padding: 0; border: 0; }
    body { font: 12px/1.5 SimSun, serif; color: #333; text-align: center; }
    ul, ol { list-style: none; } table { border-collapse: separate; border-spacing: 4px; } img { border: 0; vertical-align: top; }
    h1, h2, h3, h4 { font-size: 100%; font-weight: normal; } em, strong, b { font-style: normal; font-weight: normal; }
    a { color: #333; text-decoration: none; } a:hover { color: #c00; } input, button, select { font: inherit; vertical-align: middle; }`,
  loud: `
    html { font-size: 100px; line-height: 3; letter-spacing: 2px; word-spacing: 4px; text-transform: uppercase; }
    * { box-sizing: content-box; }
    body { margin: 0; color: #060; background: #ffc; font-family: monospace; font-style: italic; text-indent: 2em; }
    p { margin: 1rem 0; font-size: .3rem; color: purple; text-align: justify; text-indent: 2em; line-height: 4; }
    h1, h2, h3 { margin: .5rem; padding: 10px; font-size: .6rem; color: #fff; background: #900; border-left: 8px solid gold; text-transform: uppercase; letter-spacing: 8px; }
    a { color: lime; background: #000; font-weight: bold; padding: 2px; border-bottom: 3px dotted red; display: inline-block; } a:visited { color: olive; }
    ul, ol { margin: 30px; padding: 30px; list-style: square inside; background: #eee; } li { float: left; margin: 4px; border: 1px solid #0aa; }
    dl { border: 2px solid blue; } dt { float: left; width: 120px; font-weight: bold; } dd { margin-left: 140px; font-style: italic; }
    table { width: 50%; border: 5px ridge orange; border-spacing: 9px; font-size: .1rem; } th { background: navy; color: #fff; text-align: right; } td { padding: 20px; border: 3px double green; }
    tr:nth-child(even) { background: #fcf; }
    img, svg { max-width: none; border: 4px solid pink; } section, article, aside { margin: 10px; border: 2px dashed grey; padding: 10px; }
    button, input, select { font-size: .4rem; border: 4px outset red; background: yellow; border-radius: 20px; height: 80px; text-transform: uppercase; }
    details { border: 2px solid; } summary { background: teal; color: #fff; } strong { color: red; font-size: 150%; } nav { background: #cfc; } label { display: block; }
    .card { float: left; width: 200px; height: 90px; background: #f90; } .btn { display: block; padding: 40px; background: red; } .title, .main, .content, .list, .item { color: red; font-size: 60px; }`,
};

const kinds = ['home', 'policy', 'benefit', 'guide', 'platforms', 'shortage'];
const work = tempFolder('include');
let server;
let paths;

/** Where the parent page for a fragment stands, and that page without the fragment. */
const parentOf = (path, style, empty = '') => path.replace(/html$/, `${style}${empty}.html`);

function parent(style, fragment) {
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>上级网站</title><style>${parents[style]}</style></head>
<body><div id="parent-head"><h1 class="title">上级网站</h1><ul class="list"><li class="item"><a class="btn" href="#a">栏目</a></li><li><a href="#b">专题</a></li></ul><p class="card">说明 <a href="#c">链接</a> <button class="btn">按钮</button></p><table><tr><th>名</th><td>值</td></tr></table></div>
<div style="clear:both">${fragment}</div>
<div id="parent-foot" style="clear:both"><h2>联系</h2><p>电话</p><input value="查找"><dl><dt>名</dt><dd>值</dd></dl></div></body></html>`;
}

before(async () => {
  const inside = build(join(work, 'inside'), { settings: { chrome: 'include' } });
  const found = samples(demo()).filter(({ lang }) => lang === 'zh');
  paths = kinds.map((kind) => found.find(({ type }) => type === kind).path);
  for (const path of paths) {
    const fragment = readFileSync(join(inside, path), 'utf8');
    for (const style of Object.keys(parents)) {
      writeFileSync(join(inside, parentOf(path, style)), parent(style, fragment));
      writeFileSync(join(inside, parentOf(path, style, '-empty')), parent(style, ''));
    }
  }
  server = await serve({ '/inside/': inside, '/own/': demo() });
});
after(() => server.close());

/** Runs in the page: moves an element down to a whole pixel, since glyphs are drawn otherwise in between. */
function ontoWholePixel(selector) {
  const element = document.querySelector(selector);
  element.style.marginTop = '0px';
  const { top } = element.getBoundingClientRect();
  element.style.marginTop = `${Math.ceil(top + window.scrollY) - top - window.scrollY}px`;
}

/** The main part, at most so much of it: what is below is made of the same parts. */
async function mainPart(page) {
  await page.evaluate(ontoWholePixel, '.jx-main');
  const box = await page.locator('.jx-main').boundingBox();
  return page.screenshot({ fullPage: true, clip: { ...box, height: Math.min(box.height, 3000) }, animations: 'disabled' });
}

for (const style of Object.keys(parents)) {
  for (const width of [360, 1440]) {
    test(`a fragment in a parent with ${style} styles looks like the own page, at ${width} px`, async () => {
      const page = await visit({ width, host: server.origin });
      const blank = await visit();
      const faults = [];
      for (const path of paths) {
        await page.goto(server.origin + '/own/' + path);
        const own = await mainPart(page);
        await page.goto(server.origin + '/inside/' + parentOf(path, style));
        const inside = await mainPart(page);
        const { share, top, sizes } = await compare(blank, own, inside);
        if (share > 0.01) faults.push(`${path}: ${(share * 100).toFixed(1)} % of the pixels differ, first in row ${top} (${sizes})`);
        if (share > 0.01 && process.env.KEEP) {
          writeFileSync(join(process.env.KEEP, `${style}-${width}-${path.replace(/\W/g, '-')}-own.png`), own);
          writeFileSync(join(process.env.KEEP, `${style}-${width}-${path.replace(/\W/g, '-')}-in.png`), inside);
        }
      }
      assert.deepEqual([...faults, ...page.problems], []);
      await page.context().close();
      await blank.context().close();
    });
  }
}

/** Runs in the parent page: every computed value of its own elements, and the names of its globals. */
function parentState() {
  const own = [document.documentElement, document.head, document.body, ...document.querySelectorAll('#parent-head, #parent-head *, #parent-foot, #parent-foot *')];
  // The fragment makes the page longer; nothing else of these may follow from it.
  const length = /^(?:height|block-size|perspective-origin|transform-origin)$/;
  const styles = own.map((element) => {
    const style = getComputedStyle(element);
    const holdsFragment = element === document.body || element === document.documentElement;
    return Array.from(style).filter((name) => !(holdsFragment && length.test(name))).map((name) => `${element.tagName} ${name}: ${style.getPropertyValue(name)}`);
  }).flat();
  return { styles, globals: Object.keys(window) };
}

for (const style of Object.keys(parents)) {
  test(`a parent with ${style} styles does not change`, async () => {
    const page = await visit({ mode: 'elder-dark', host: server.origin });
    const blank = await visit();
    const faults = [];
    for (const path of paths) {
      const look = async (empty) => {
        await page.goto(server.origin + '/inside/' + parentOf(path, style, empty));
        const state = await page.evaluate(parentState);
        await page.evaluate(ontoWholePixel, '#parent-foot');
        return { ...state, head: await page.locator('#parent-head').screenshot(), foot: await page.locator('#parent-foot').screenshot() };
      };
      const [without, within] = [await look('-empty'), await look('')];
      const before = new Set(without.styles);
      faults.push(...within.styles.filter((value) => !before.has(value)).map((value) => `${path}: now ${value}`));
      faults.push(...within.globals.filter((name) => !without.globals.includes(name) && name !== 'jx').map((name) => `${path}: global ${name}`));
      for (const part of ['head', 'foot']) {
        const { share } = await compare(blank, without[part], within[part]);
        if (share > 0) faults.push(`${path}: ${(share * 100).toFixed(2)} % of the pixels of the parent's ${part} differ`);
      }
    }
    assert.deepEqual([...faults, ...page.problems].slice(0, 30), []);
    await page.context().close();
    await blank.context().close();
  });
}

test('a fragment has no head of its own and no ids that a parent might use', () => {
  const faults = [];
  for (const path of allPages(join(work, 'inside')).filter((name) => !/(?:reset|loud)(?:-empty)?\.html$|^404/.test(name))) {
    const html = readFileSync(join(work, 'inside', path), 'utf8');
    if (/<(?:html|head|body|title|meta|main|style)\b/.test(html)) faults.push(`${path}: ${html.match(/<(?:html|head|body|title|meta|main|style)\b/)[0]}`);
    if (/\sstyle="/.test(html)) faults.push(`${path}: a style of its own`);
    if (/ id="(?:main|top|content|header|footer|nav|search|q|menu|contents|title)"/.test(html)) faults.push(`${path}: ${html.match(/ id="[^"]*"/)[0]}`);
  }
  assert.deepEqual(faults.slice(0, 10), []);
});
