// Reads the files of the whole portal: valid HTML, no dead link, no page that the other tests do not know.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { allPages, stressPages, typeOf } from './lib/pages.mjs';
import { demo, stress } from './lib/portal.mjs';

test('every page is of a type that the other tests look at', () => {
  assert.deepEqual(allPages(demo()).filter((path) => !typeOf(path)), []);
});

/** Files to validate: forty of each type, since hundreds of lists come from one template. */
function various() {
  const left = {};
  const some = allPages(demo()).filter((path) => {
    left[typeOf(path)] = (left[typeOf(path)] ?? 40) - 1;
    return left[typeOf(path)] >= 0;
  });
  return [...some.map((path) => join(demo(), path)), ...stressPages().map((path) => join(stress(), path))];
}

test('pages are valid HTML', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: {
      'no-inline-style': 'error',
      // Matters of taste of this validator, on which the standard is silent.
      'doctype-style': 'off',
      'long-title': 'off',
      'no-raw-characters': 'off',
      'no-trailing-whitespace': 'off',
      'prefer-native-element': 'off',
      'tel-non-breaking': 'off',
      'void-style': 'off',
    },
  });
  const faults = [];
  for (const file of various()) {
    const report = await validator.validateString(readFileSync(file, 'utf8'));
    for (const result of report.results) {
      for (const message of result.messages) faults.push(`${file}:${message.line} ${message.ruleId} ${message.message}`);
    }
  }
  assert.deepEqual(faults.slice(0, 20), [], `${faults.length} faults`);
});

test('every link inside the site leads to a file and an anchor', () => {
  const files = allPages(demo()).map((path) => join(demo(), path));
  const ids = new Map();
  for (const file of files) {
    ids.set(file, new Set([...readFileSync(file, 'utf8').matchAll(/\bid="([^"]+)"/g)].map((match) => match[1])));
  }
  const dead = new Set();
  for (const file of files) {
    // The page for unknown addresses stands anywhere, so its links start at the top of the domain.
    if (file.endsWith('404.html')) continue;
    for (const [, href] of readFileSync(file, 'utf8').matchAll(/\b(?:href|src|data-[a-z-]*(?:href|src))="([^"]*)"/g)) {
      if (/^(https?:|mailto:|tel:|data:)/.test(href)) continue;
      const url = new URL(href.replaceAll('&amp;', '&'), pathToFileURL(file));
      const target = decodeURIComponent(url.pathname);
      const anchor = decodeURIComponent(url.hash.slice(1));
      if (!isFile(target) || (anchor && ids.has(target) && !ids.get(target).has(anchor))) dead.add(`${file}: ${href}`);
    }
  }
  assert.deepEqual([...dead].slice(0, 20), [], `${dead.size} dead links`);
});

function isFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
