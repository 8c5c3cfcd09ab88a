// axe-core in a page. Run by hand and not by its Playwright package, which is six times slower because it also
// opens a blank page for every run.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds on the page as it is now, one line for each rule.
 * @param {import('playwright-core').Page} page
 * @param {object} [options]
 * @param {boolean} [options.enhanced] ask for 7 : 1, as 长者版 promises
 * @param {string[]} [options.rules] these rules alone
 */
export async function axe(page, { enhanced = false, rules } = {}) {
  await page.evaluate(source);
  return page.evaluate(
    async ([wanted, contrast]) => {
      const options = { runOnly: wanted, resultTypes: ['violations'], rules: contrast };
      const { violations } = await window.axe.run(document, options);
      return violations.map(({ id, nodes }) => {
        const places = nodes.slice(0, 4).map((node) => `${node.target.join(' ')} ${(node.any[0] || {}).message || ''}`.trim());
        return `${id} (${nodes.length}): ${places.join(' | ')}`;
      });
    },
    [
      rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags },
      rules ? {} : { 'color-contrast-enhanced': { enabled: enhanced } },
    ],
  );
}
