// Walks through pages with the Tab key, as people without a mouse do.

/**
 * Presses Tab (or another key) once and describes where the focus is then.
 *
 * `id` numbers the element for `controls`; `ring` tells whether anything is drawn around it; `seen` whether it stands
 * in the window and nothing covers it. `null` when the focus has left the page.
 * @param {import('playwright-core').Page} page
 */
export async function press(page, key = 'Tab') {
  await page.keyboard.press(key);
  return page.evaluate(focused);
}

function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const box = [...element.getClientRects()].find((rect) => rect.width > 0 && rect.height > 0) || element.getBoundingClientRect();
  const x = Math.max(0, Math.min(box.left + Math.min(box.width / 2, 20), innerWidth - 1));
  const y = Math.max(0, Math.min(box.top + Math.min(box.height / 2, 20), innerHeight - 1));
  const top = document.elementFromPoint(x, y);
  // A control that is drawn by its label, as tick boxes are, shows its focus there.
  const drawn = [element, ...(element.labels || []), element.nextElementSibling, element.parentElement];
  const ring = drawn.some((part) => {
    if (!part) return false;
    const style = getComputedStyle(part);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || (part === element && style.boxShadow !== 'none');
  });
  // An outline cannot be drawn around a shape in an SVG everywhere; its stroke is as good.
  const stroked = [...element.querySelectorAll('rect')].some((shape) => parseFloat(getComputedStyle(shape).strokeWidth) >= 3);
  return {
    id: element.dataset.testId || '',
    tag: element.tagName.toLowerCase(),
    text: (element.getAttribute('aria-label') || element.textContent || element.value || '').replace(/\s+/g, ' ').trim().slice(0, 60),
    name: `${element.tagName.toLowerCase()}.${element.getAttribute('class') || ''} ${element.getAttribute('href') || element.id || ''}`.trim(),
    href: element.getAttribute('href') || '',
    className: element.getAttribute('class') || '',
    ring: ring || stroked,
    seen: box.bottom > 0 && box.top < innerHeight && Boolean(top) && (top.contains(element) || element.contains(top) || drawn.includes(top)),
  };
}

/**
 * Numbers all controls that a keyboard should reach, and describes them: `id` to a short name.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Record<string, string>>}
 */
export function controls(page) {
  return page.evaluate(() => {
    const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
    const found = {};
    const groups = new Set();
    let number = 0;
    for (const element of document.querySelectorAll(wanted)) {
      if (element.tabIndex < 0 || element.disabled) continue;
      if (!element.checkVisibility({ visibilityProperty: true }) || element.getClientRects().length === 0) continue;
      // One stop is all that a group of radio buttons has; arrows do the rest.
      if (element.type === 'radio') {
        if (groups.has(element.name)) continue;
        groups.add(element.name);
      }
      number += 1;
      element.dataset.testId = String(number);
      found[number] = `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent || '').trim().slice(0, 30)}”`;
    }
    return found;
  });
}

/**
 * Goes on with Tab until `wanted` is true of a stop, and gives the number of stops; throws beyond `limit`.
 * @param {import('playwright-core').Page} page
 * @param {(stop: object) => boolean} wanted
 */
export async function tabTo(page, wanted, limit = 60) {
  const passed = [];
  for (let count = 1; count <= limit; count += 1) {
    const stop = await press(page);
    if (stop && wanted(stop)) return count;
    passed.push(stop ? stop.text || stop.name : '(outside)');
  }
  throw new Error(`not reached in ${limit} stops: ${passed.join(' · ')}`);
}
