// Which pages a portal has, and one of every type: the types of `page.kind`, told by their addresses.
import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { demo, stress } from './portal.mjs';

/**
 * Type to address, of the Chinese pages. A page is of the first type whose pattern fits; `pages.test.mjs` holds that
 * every page of the demo is of one, so that a new type of page cannot stay unseen.
 */
const types = {
  narrowed: /^(zc|jd|sx|sb|xm|pt|pt\/lx|zn|gs|hd|dt|jb)\/f\//,
  home: /^index\.html$/,
  not_found: /^404\.html$/,
  policy: /^zc\/(?!index|\d+\.html)[^/]+\.html$/,
  version: /^zc\/[^/]+\/v\//,
  comparison: /^zc\/[^/]+\/duibi\//,
  interpretation: /^jd\/(?!index|\d+\.html)/,
  benefit: /^sx\/(?!index|\d+\.html)[^/]+\.html$/,
  call: /^sb\/(?!index|\d+\.html)[^/]+\.html$/,
  programme: /^xm\/(?!index|\d+\.html)/,
  platform_type: /^pt\/lx\/(?!index)/,
  platform_types: /^pt\/lx\/index/,
  platform: /^pt\/(?!index|\d+\.html|lx\/)[^/]+\.html$/,
  platforms: /^pt\/(index|\d+)\.html$/,
  guide: /^zn\/(?!index|\d+\.html)/,
  journey: /^yjs\/(?!index|\d+\.html)/,
  faq: /^wd\/(index|\d+)\.html$/,
  notice: /^gs\/(?!index|\d+\.html)/,
  event: /^hd\/(?!index|\d+\.html)/,
  news: /^dt\/(?!index|\d+\.html)/,
  shortage: /^ml\/(?!index|\d+\.html)/,
  challenge: /^jb\/(?!index|\d+\.html)/,
  indicators: /^sj\/index\.html$/,
  indicator: /^sj\//,
  department: /^bm\/(?!index|\d+\.html)/,
  level_scheme: /^cc\/(?!index|\d+\.html)/,
  rating_scheme: /^pj\/(?!index|\d+\.html)/,
  calendar: /^rl\/index\.html$/,
  calendar_month: /^rl\//,
  entrance: /^(rc|dw)\/index\.html$/,
  automatic: /^msjx\//,
  payment_progress: /^dfjd\//,
  facet: /^(zt|dx|hy|dq)\//,
  catalogue: /^xxgk\//,
  site_map: /^wzdt\//,
  accessibility: /^wza\//,
  privacy: /^ys\//,
  about: /^gy\//,
  glossary: /^glossary\//,
  data: /^data\//,
  subscribe: /^dy\//,
  search: /^ss\//,
  components: /^zujian\//,
  list: /^(zc|jd|sx|sb|xm|zn|yjs|gs|hd|dt|ml|jb|bm|cc|pj|ym)\/(index|\d+)\.html$/,
  page: /^[^/]+\.html$/,
};

/**
 * Type of a page, or `undefined`.
 * @param {string} path below the portal, with `/`
 */
export function typeOf(path) {
  const chinese = path.replace(/^en\//, '');
  return Object.keys(types).find((type) => types[type].test(chinese));
}

/**
 * Every page of a portal, as path below it, sorted.
 * @param {string} site folder of the portal
 */
export function allPages(site) {
  const found = [];
  const walk = (folder) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else if (name.endsWith('.html')) found.push(relative(site, path).split(sep).join('/'));
    }
  };
  walk(site);
  return found.sort();
}

/**
 * One page of every type and language: the longest, which shows most of the parts that a type can have.
 * @param {string} site folder of the portal
 * @returns {{ type: string, lang: 'zh' | 'en', path: string }[]}
 */
export function samples(site) {
  const best = new Map();
  for (const path of allPages(site)) {
    const type = typeOf(path);
    const lang = path.startsWith('en/') ? 'en' : 'zh';
    const { size } = statSync(join(site, path));
    const known = best.get(`${type} ${lang}`);
    if (type && (!known || size > known.size)) best.set(`${type} ${lang}`, { type, lang, path, size });
  }
  return [...best.values()].map(({ type, lang, path }) => ({ type, lang, path }));
}

/** The pages of the stress portal that the demo has not: those of the entries of `stress.mjs`. */
export function stressPages() {
  const known = new Set(allPages(demo()));
  return allPages(stress()).filter((path) => !known.has(path));
}
