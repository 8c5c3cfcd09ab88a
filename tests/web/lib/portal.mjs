// Builds the portals that the tests look at: `content/` as it is, or a copy with changes.
//
// `run.mjs` builds the two that all files share, once a run; a file that is started alone builds its own.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stressEntries } from './stress.mjs';

/** The repository. */
export const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** The day for which all portals of the tests are built. */
export const builtOn = '2026-11-26';

/** The program: `JUXIAN`, or what cargo builds. Built once, since every caller of cargo waits for its lock. */
export function program() {
  if (process.env.JUXIAN) return process.env.JUXIAN;
  execFileSync('cargo', ['build', '--quiet', '--locked'], { cwd: repository, stdio: ['ignore', 'inherit', 'inherit'] });
  const target = process.env.CARGO_TARGET_DIR || join(repository, 'target');
  process.env.JUXIAN = join(target, 'debug', 'juxian');
  return process.env.JUXIAN;
}

/**
 * A new folder in the temp folder, removed when the process ends.
 * @param {string} name part of its name
 * @param {string} [above] where to make it
 */
export function tempFolder(name, above = tmpdir()) {
  const folder = mkdtempSync(join(above, `juxian-web-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Builds a portal and gives its folder.
 *
 * @param {string} out where it goes; its parent must exist
 * @param {object} [changes] what differs from `content/`
 * @param {Record<string, string>} [changes.settings] lines of `site.yaml`, key to value as in YAML
 * @param {Record<string, string>} [changes.files] files of content, path to text, added or replaced
 */
export function build(out, { settings = {}, files } = {}) {
  let content = join(repository, 'content');
  if (files !== undefined || Object.keys(settings).length > 0) {
    content = `${out}.content`;
    cpSync(join(repository, 'content'), content, { recursive: true });
    change(content, settings, files || {});
  }
  const words = ['build', '--content', content, '--out', out, '--date', builtOn, '--quiet'];
  // Entries of tests leave out what is obligatory: the theme has to stand that. The demo itself has to be clean.
  if (files !== undefined) words.push('--allow-errors');
  const { status, stderr } = spawnSync(program(), words, { cwd: repository, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!(status === 0 || (files !== undefined && status === 1 && existsSync(join(out, 'index.html'))))) throw new Error(`build of ${out}: ${stderr}`);
  return out;
}

function change(content, settings, files) {
  const path = join(content, 'site.yaml');
  let lines = readFileSync(path, 'utf8').split('\n');
  for (const [key, value] of Object.entries(settings)) {
    lines = lines.filter((line) => !line.startsWith(`${key}:`));
    lines.push(`${key}: ${value}`);
  }
  writeFileSync(path, lines.join('\n'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(content, name)), { recursive: true });
    writeFileSync(join(content, name), text);
  }
}

/** Both portals below one folder; what `run.mjs` calls. */
export function buildAll(folder) {
  build(join(folder, 'demo'));
  build(join(folder, 'stress'), { files: stressEntries() });
  return folder;
}

const folder = () => {
  if (!process.env.JUXIAN_WEB) process.env.JUXIAN_WEB = buildAll(tempFolder('alone'));
  return process.env.JUXIAN_WEB;
};

/** Folder of the demo portal. */
export const demo = () => join(folder(), 'demo');

/** Folder of the demo portal with the entries of `stress.mjs` in it: long, short and empty ones. */
export const stress = () => join(folder(), 'stress');
