// Compares two screenshots pixel by pixel, in the browser, which can read PNG.

/** Runs in the page. */
async function difference([a, b]) {
  const load = (data) => new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = `data:image/png;base64,${data}`;
  });
  const [first, second] = [await load(a), await load(b)];
  const width = Math.max(first.width, second.width);
  const height = Math.max(first.height, second.height);
  const pixels = (image) => {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height).data;
  };
  const [left, right] = [pixels(first), pixels(second)];
  let count = 0;
  let top = -1;
  for (let at = 0; at < left.length; at += 4) {
    // Edges of glyphs that stand a fraction of a pixel apart differ by less than the eye sees.
    const far = [0, 1, 2, 3].some((channel) => Math.abs(left[at + channel] - right[at + channel]) > 24);
    if (far) {
      count += 1;
      if (top < 0) top = Math.floor(at / 4 / width);
    }
  }
  return { share: count / (width * height), top, sizes: `${first.width}×${first.height}, ${second.width}×${second.height}` };
}

/**
 * Share of pixels that differ, the row of the first that does, and both sizes. A part that only one of them has counts.
 * @param {import('playwright-core').Page} page any page without a security policy, such as about:blank
 * @param {Buffer} a
 * @param {Buffer} b
 */
export function compare(page, a, b) {
  return page.evaluate(difference, [a.toString('base64'), b.toString('base64')]);
}
