// Every page keeps the weight that the theme promises: a slow line or an old phone sees it at once.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { demo, stress } from './lib/portal.mjs';
import { heaviest, tooHeavy, weighAll } from './lib/weight.mjs';

for (const [name, site] of Object.entries({ demo, stress })) {
  test(`pages of the ${name} portal keep their weight`, () => {
    const pages = weighAll(site());
    console.log(heaviest(pages));
    assert.deepEqual(tooHeavy(pages), []);
  });
}
