// The files of a built portal, brought as `jx.load` brings them in a page, and the engine that asks for them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The engine of the repository. */
export const engine = fileURLToPath(new URL('../../src/search/reader/engine.js', import.meta.url));

/** `jx.search` of an engine, and the chunks that the script itself brings. */
export function loadEngine(path = engine) {
  const chunks = [];
  const jx = { chunk: (...chunk) => chunks.push(chunk) };
  new Function('jx', `"use strict";\n${readFileSync(path, 'utf8')}`)(jx);
  return { makeSearch: jx.search, chunks };
}

/** The text and the data of a chunk of a portal; null where there is none. */
export function chunk(portal, path) {
  const [name] = path.split('?');
  let text;
  try {
    text = readFileSync(join(portal, name), 'utf8');
  } catch {
    return null;
  }
  const found = /^jx[.]chunk\("([^"]*)",(.*)\);\n$/s.exec(text);
  if (!found || `${found[1]}.js` !== name) throw new Error(`${name} is no chunk`);
  return { text, data: JSON.parse(found[2]) };
}

/** A loader over a portal that answers at once; `seen(path, text)` is told of each file. */
export function loader(portal, seen = () => {}) {
  return (path, then) => {
    const found = chunk(portal, path);
    if (found) seen(path, found.text);
    setImmediate(then, found ? null : new Error(path), found?.data);
  };
}

/** The last answer to a query. */
export function ask(search, text, options = {}) {
  return new Promise((resolve) => {
    search.query(text, options, (answer) => answer.done && resolve(answer));
  });
}
