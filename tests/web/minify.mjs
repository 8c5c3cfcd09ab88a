// Makes `src/search/reader/engine.min.js`, which portals carry, from `engine.js`: `node minify.mjs`. The program is built
// without Node; `engine.test.mjs` holds that the made file is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { repository } from './lib/portal.mjs';

const folder = join(repository, 'src/search/reader');

/** The engine as portals carry it. */
export async function minified() {
  const source = readFileSync(join(folder, 'engine.js'), 'utf8');
  // Its names are its own, not those of the page.
  const { code } = await minify(`(function () {\n${source}\n})();`, { ecma: 2017, toplevel: true, compress: { passes: 3, unsafe_arrows: true }, mangle: true });
  return `${code}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(join(folder, 'engine.min.js'), await minified());
