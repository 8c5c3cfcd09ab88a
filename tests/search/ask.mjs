// Asks the engine of the browser: `node ask.mjs FOLDER PREFIX < queries.json > answers.json`. A query is its text and
// its options.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, loadEngine, loader } from './portal.mjs';

const [portal, prefix] = process.argv.slice(2);
// The engine as the portal has it, shortened.
const search = loadEngine(join(portal, 'ss/reader.js')).makeSearch({ load: loader(portal), prefix });
const answers = [];
for (const [text, options] of JSON.parse(readFileSync(0, 'utf8'))) answers.push(await ask(search, text, options));
process.stdout.write(JSON.stringify(answers));
