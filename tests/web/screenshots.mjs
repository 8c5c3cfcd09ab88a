// Pictures of every type of page at three widths in three modes, for people to look at: `node screenshots.mjs [type …]`.
// They go to `screenshots/`, which git ignores. `run.mjs` leaves them out: nothing in them can fail.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, visit } from './lib/browser.mjs';
import { samples, stressPages } from './lib/pages.mjs';
import { demo, stress } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

const folder = fileURLToPath(new URL('screenshots', import.meta.url));
const wanted = process.argv.slice(2);
const server = await serve({ '/': demo(), '/stress/': stress() });
const pages = [
  ...samples(demo()).map(({ type, lang, path }) => ({ type, name: lang === 'zh' ? type : `${type}-en`, path })),
  ...stressPages().map((path) => ({ type: 'stress', name: `stress-${path.replace(/\W+/g, '-')}`, path: `stress/${path}` })),
].filter(({ type }) => wanted.length === 0 || wanted.includes(type));

if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const mode of ['normal', 'dark', 'elder']) {
  const page = await visit({ mode, host: server.origin });
  for (const { name, path } of pages) {
    await page.goto(server.url(path));
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      // A law is hundreds of screens high; its first ten show all that the theme draws.
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 9000);
      await page.screenshot({ path: join(folder, `${name}-${width}-${mode}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } });
    }
  }
  await page.context().close();
}
await (await launch()).close();
await server.close();
console.log(`${folder}: ${pages.length * 9} pictures`);
