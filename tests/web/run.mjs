// Builds the portals once for all test files, then runs them: `node run.mjs [part of a file's name …]`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { buildAll, tempFolder } from './lib/portal.mjs';

const folder = new URL('.', import.meta.url).pathname;
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.mjs') && (wanted.length === 0 || wanted.some((part) => name.includes(part))))
  .sort();
process.env.JUXIAN_WEB = buildAll(tempFolder('run'));
const { status } = spawnSync(process.execPath, ['--test', '--test-concurrency=2', ...files], { cwd: folder, stdio: 'inherit' });
process.exit(status ?? 1);
