// Weighs the pages of a built site by the formula of the theme, from the files alone.
//
// The shell is what every page brings before the first word of its own can be seen: the page with an empty
// `<main>` and without what says the entry's own words again (title, tags, JSON-LD), the style sheets and the
// scripts that block drawing. The HTML of a page may weigh its shell and one and a half times the bytes of its text; what a
// list or a law adds in markup has to fit in there.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { allPages } from './pages.mjs';

export const LIMITS = { shell: 60 * 1024, shellGzip: 18 * 1024, home: 120 * 1024, scriptsGzip: 30 * 1024, early: 1024 };

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What a reader can read of a piece of HTML, with single spaces. */
export function textOf(html) {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal, hex, name) =>
      name ? ENTITIES[name] || all : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16)),
    )
    .replace(/\s+/g, ' ')
    .trim();
}

const attribute = (tag, name) => (tag.match(new RegExp(`\\s${name}="([^"]*)"`)) || [])[1];
const bytes = (text) => Buffer.byteLength(text);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** A reader of files that measures each file once. */
export function assetReader() {
  const seen = new Map();
  return (path) => {
    if (!seen.has(path)) {
      const data = readFileSync(path);
      seen.set(path, { raw: data.length, gzip: gzipSync(data).length });
    }
    return seen.get(path);
  };
}

/** Splits a page into its frame and what stands in `<main>`; a page without it is frame from end to end. */
export function split(page) {
  const html = page
    .replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>/, '')
    .replace(/(<title>)[^<]*|(<meta (?:name|property)="[^"]*" content=")[^"]*/g, '$1$2');
  const found = html.match(/(<main\b[^>]*>)([\s\S]*)(<\/main>)/);
  if (!found) return { frame: html, main: '' };
  const start = found.index + found[1].length;
  return { frame: html.slice(0, start) + html.slice(start + found[2].length), main: found[2] };
}

/** The figures of one page. */
export function weigh(site, path, asset) {
  const html = readFileSync(path, 'utf8');
  const { frame, main } = split(html);
  // The page of a wrong address names its files by the full address of the site.
  const file = (address) => asset(/^(?:https?:|\/)/.test(address) ? join(site, address.slice(address.lastIndexOf('/assets/'))) : resolve(dirname(path), decodeURI(address.split(/[?#]/)[0])));
  const tags = html.match(/<(?:link|script|img|source)\b[^>]*>/g) || [];
  const local = (address) => address && (address.includes('/assets/') || !/^(?:[a-z]+:|\/)/i.test(address));
  const sheets = tags.filter((tag) => attribute(tag, 'rel') === 'stylesheet' && local(attribute(tag, 'href')));
  const scripts = tags.filter((tag) => tag.startsWith('<script') && local(attribute(tag, 'src')));
  const pictures = tags.filter((tag) => /^<(?:img|source)/.test(tag) && local(attribute(tag, 'src')));
  const blockingSheets = sheets.filter((tag) => attribute(tag, 'media') !== 'print').map((tag) => file(attribute(tag, 'href')));
  const blockingScripts = scripts.filter((tag) => !/\s(?:defer|async)\b/.test(tag)).map((tag) => file(attribute(tag, 'src')));
  const allScripts = scripts.map((tag) => file(attribute(tag, 'src')));
  const blocking = [...blockingSheets, ...blockingScripts];
  const all = [...sheets.map((tag) => file(attribute(tag, 'href'))), ...allScripts, ...pictures.map((tag) => file(attribute(tag, 'src')))];
  const text = bytes(textOf(main));
  const shell = bytes(frame) + sum(blocking.map((item) => item.raw));
  return {
    name: relative(site, path),
    html: bytes(html),
    frame: bytes(frame),
    main: bytes(main),
    text,
    css: sum(blockingSheets.map((item) => item.raw)),
    early: sum(blockingScripts.map((item) => item.raw)),
    shell,
    shellGzip: gzipSync(frame).length + sum(blocking.map((item) => item.gzip)),
    allowed: Math.floor(shell + 1.5 * text),
    scripts: sum(allScripts.map((item) => item.raw)),
    scriptsGzip: sum(allScripts.map((item) => item.gzip)),
    total: bytes(html) + sum(all.map((item) => item.raw)),
  };
}

/** The figures of all pages of a site. */
export function weighAll(site) {
  const asset = assetReader();
  return allPages(site).map((name) => weigh(site, join(site, name), asset));
}

/** What is heavier than the theme allows, one line each. */
export function tooHeavy(pages) {
  const faults = [];
  const check = (page, what, value, limit) => {
    if (value > limit) faults.push(`${page.name}: ${what} ${value} bytes, ${limit} allowed`);
  };
  for (const page of pages) {
    check(page, 'shell', page.shell, LIMITS.shell);
    check(page, 'shell, gzip', page.shellGzip, LIMITS.shellGzip);
    check(page, 'HTML', page.html, page.allowed);
    check(page, 'scripts, gzip', page.scriptsGzip, LIMITS.scriptsGzip);
    check(page, 'blocking scripts', page.early, LIMITS.early);
    if (/^(?:en\/)?index\.html$/.test(page.name)) check(page, 'all files of the home page', page.total, LIMITS.home);
  }
  return faults;
}

/** The heaviest pages as a table: those that use most of what they may, then the largest shells. */
export function heaviest(pages, count = 8) {
  const kb = (number) => (number / 1024).toFixed(1);
  const row = (page) =>
    `${[page.name.padEnd(34), ...[page.html, page.allowed, page.text, page.frame, page.css, page.shell, page.shellGzip, page.scriptsGzip, page.total].map((value) => kb(value).padStart(8))].join('')}${String(Math.round((100 * page.html) / page.allowed)).padStart(6)} %`;
  const head = `${'KB'.padEnd(34)}${['HTML', 'allowed', 'text', 'frame', 'CSS', 'shell', 'sh. gz', 'JS gz', 'total'].map((word) => word.padStart(8)).join('')}  used`;
  const by = (score) => [...pages].sort((a, b) => score(b) - score(a));
  const chosen = new Set([
    ...pages.filter((page) => /^(?:en\/)?index\.html$/.test(page.name)),
    ...by((page) => page.html / page.allowed).slice(0, count),
    ...by((page) => page.shellGzip).slice(0, 3),
    ...by((page) => page.html).slice(0, 3),
  ]);
  return [head, ...[...chosen].map(row)].join('\n');
}
