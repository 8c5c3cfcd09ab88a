// A static server as plain as the poorest host: files by their name, nothing resolved, nothing rewritten.
//
// A folder is not its index.html here: every link of a portal has to name its file.
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const types = {
  '.atom': 'application/atom+xml',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml; charset=utf-8',
};
const packed = new Set(['.css', '.csv', '.html', '.ics', '.js', '.json', '.svg', '.txt', '.xml']);

/**
 * Serves folders on a free port of 127.0.0.1.
 *
 * `serve(demo())` has the portal at the top; `serve({ '/rcb/zhengce/': demo(), '/': parent })` hangs folders
 * into the tree, the longest prefix first.
 *
 * @param {string | Record<string, string>} mounts a folder, or prefix (with slashes around) to folder
 * @returns {Promise<{ origin: string, plain: string, url: (path?: string) => string, asked: string[], close: () => Promise<void> }>}
 *   `url` leads below the first mount; `plain` is the same server under a name that browsers do not trust, unlike
 *   127.0.0.1; `asked` collects the paths that were asked for
 */
export async function serve(mounts) {
  const table = Object.entries(typeof mounts === 'string' ? { '/': mounts } : mounts);
  const longest = [...table].sort(([a], [b]) => b.length - a.length);
  const asked = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    const mount = longest.find(([prefix]) => path.startsWith(prefix));
    const file = mount && join(mount[1], normalize(path.slice(mount[0].length)));
    const inside = file && (file + sep).startsWith(join(mount[1], sep));
    // Browsers ask for it unbidden, at the top of the domain, where it is the host's.
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    asked.push(path);
    if (inside && isFile(file)) send(request, response, file, 200);
    else if (mount && isFile(join(mount[1], '404.html'))) send(request, response, join(mount[1], '404.html'), 404);
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    plain: origin.replace('127.0.0.1', 'portal.test'),
    url: (path = 'index.html') => origin + table[0][0] + path,
    asked,
    close: () => {
      // Browsers keep connections open; without this the process would wait for their time limit.
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function isFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function send(request, response, file, status) {
  const ending = extname(file).toLowerCase();
  let bytes = readFileSync(file);
  const headers = { 'content-type': types[ending] || 'application/octet-stream', 'cache-control': 'max-age=600' };
  if (packed.has(ending) && /\bgzip\b/.test(request.headers['accept-encoding'] || '')) {
    bytes = gzipSync(bytes);
    headers['content-encoding'] = 'gzip';
  }
  response.writeHead(status, { ...headers, 'content-length': bytes.length }).end(request.method === 'HEAD' ? undefined : bytes);
}
