// Prints pages to PDF and reads back where each word stands, with pdftotext of poppler-utils.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from './portal.mjs';

let folder;
let count = 0;

/** Points of a length in millimetres. */
export const mm = (length) => (length * 72) / 25.4;

const unescape = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;|&#39;/g, "'").replace(/&amp;/g, '&');

/**
 * Pages of a PDF with their words; the origin is the top left corner, lengths are points.
 * @param {Buffer} bytes
 */
export function read(bytes) {
  folder ||= tempFolder('pdf');
  const path = join(folder, `${(count += 1)}.pdf`);
  writeFileSync(path, bytes);
  const boxes = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const pages = boxes.split('<page ').slice(1).map((part) => {
    const [, width, height] = part.match(/^width="([\d.]+)" height="([\d.]+)"/).map(Number);
    const words = [...part.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)<\/word>/g)].map(([, left, top, right, bottom, text]) => ({ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom), text: unescape(text) }));
    return { width, height, words };
  });
  const raw = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return { path, pages, text: squeeze(raw) };
}

/** Radicals under which old PDF writers name the glyph of a character. */
const RADICALS = new Map([...'⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟'.matchAll(/(.)(.)/gu)].map(([, radical, character]) => [radical, character]));

/** Text without white space and what line breaks and shaping change, so that it can be searched across lines. */
export function squeeze(text) {
  return text.normalize('NFKC').replace(/[\s\u00ad\u200b\u2060]+/g, '').replace(/[\u2e80-\u2eff]/g, (radical) => RADICALS.get(radical) || radical).replace(/戶/g, '户');
}

/** Prints the open page of the current browser as its sheets say. */
export async function printed(page) {
  return read(await page.pdf({ preferCSSPageSize: true, printBackground: false }));
}

/** The same in an old one, whose puppeteer asks for more than single-process builds answer. */
export async function printedOld(page) {
  const { data } = await page._client.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: false });
  return read(Buffer.from(data, 'base64'));
}
