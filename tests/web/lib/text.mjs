// What of a page's text an eye can see: the measure of "nothing is lost" at other sizes, colours and without scripts.

/**
 * Every visible run of text of the middle and the foot of a page, trimmed. Text for screen readers alone does not
 * count, nor what another box covers or cuts off; the window is made as high as the page for that. The head of a
 * page is another one on a phone, with its parts behind buttons; `modes.test.mjs` opens them.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function visibleText(page) {
  const { width } = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(height + 50, 60000) });
  return page.evaluate(collect);
}

/** Opens whatever can be opened: a menu that a phone folds is one tap away and not lost. */
export function unfold(page) {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll('details:not([open])')) details.open = true;
    for (const button of document.querySelectorAll('main button[aria-expanded="false"]')) {
      // One button may have opened what the next one would close.
      if (button.getAttribute('aria-expanded') === 'false') button.click();
    }
  });
}

function collect() {
  const seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.replace(/\s+/g, ' ').trim();
    if (text && node.parentElement.closest('main, footer') && shown(node)) seen.push(text);
  }
  // Narrow tables say the head of the column before each cell, from an attribute.
  for (const element of document.querySelectorAll('main td, main th, main dd, main dt, main li')) {
    const { content } = getComputedStyle(element, '::before');
    const name = /^attr\(([\w-]+)\)/.exec(content);
    const text = name ? element.getAttribute(name[1]) : (/^"(.+)"$/.exec(content) || [])[1];
    if (text && element.checkVisibility({ visibilityProperty: true })) seen.push(text.trim());
  }
  return seen;

  function shown(node) {
    const parent = node.parentElement;
    if (parent.closest('script, style, noscript, template')) return false;
    // What a narrow window has in another form: the left column of a comparison (in the marks of the right one), the
    // grid of a month (as a list), heads above cards, an outline of what is short there, a switch to tables; and what
    // nobody needs on a phone, the way to it.
    if (parent.closest('.jx-diff__old, .jx-month, .jx-finder__heads, .jx-contents, .jx-finder__views, .jx-qr')) return false;
    const head = parent.closest('thead th');
    if (head && isOfTitles(head)) return false;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    return boxes.some((box) => inside(box, parent) && !covered(box, parent));
  }

  /** Whether the cells below a head are the titles of their rows, which need no label where rows are stacked. */
  function isOfTitles(head) {
    const column = [...head.parentNode.cells].indexOf(head);
    const rows = [...head.closest('table').querySelectorAll('tbody tr')];
    return column === 0 || rows.some((row) => row.cells[column]?.tagName === 'TH');
  }

  /** Whether no ancestor cuts the box off. A box that scrolls shows all, in time. */
  function inside(box, element) {
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
      if (scrolls) return true;
      if (/hidden|clip/.test(style.overflowX + style.overflowY) || style.clipPath !== 'none' || style.clip !== 'auto') {
        const edge = at.getBoundingClientRect();
        if (box.right <= edge.left + 1 || box.left >= edge.right - 1 || box.bottom <= edge.top + 1 || box.top >= edge.bottom - 1) return false;
        if (edge.width <= 1 || edge.height <= 1 || style.clip !== 'auto') return false;
      }
    }
    return box.right > 0 && box.left < document.documentElement.clientWidth;
  }

  function covered(box, parent) {
    const x = box.left + Math.min(box.width / 2, 8);
    const y = box.top + box.height / 2;
    const top = document.elementFromPoint(x, y);
    return Boolean(top) && !top.contains(parent) && !parent.contains(top);
  }
}
