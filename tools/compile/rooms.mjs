// SPDX-License-Identifier: GPL-2.0-or-later
// How does src become what runs? A thousand small files take a second of a processor to be loaded, and half a minute on a slow box. So each
// room of src becomes one file, `rooms/NAME.js`; at a module's own place stands a file that gives what it gives. What begins a thread or
// a process is one file with all that it needs. Why: docs/decisions/0042-one-file-a-room.md.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { root } from '../setup/run.mjs';
import { modulesOf } from './modules.mjs';

/** Packages of many small files: taken in, with their licences beside them. */
const PACKAGES = ['kysely', 'libphonenumber-js'];
const TAKEN_IN = new RegExp(`^(${PACKAGES.join('|')})(/|$)`);
const ROOMS = 'rooms';

/**
 * @param {string} src the sources
 * @param {string} output where they go; nothing there is removed
 */
export async function compileRooms(src, output) {
  const { all, programs, roomOf } = modulesOf(src);
  const modules = all.filter((file) => !programs.includes(file));
  await bundle(src, output, modules, {
    treeshake: false,
    splitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: (id) => packageOf(id) ?? roomOf(id) ?? null, debugName: 'rooms' }],
    },
  });
  for (const file of programs) await bundle(src, output, [file], { treeshake: true, splitting: false });
  writeFileSync(path.join(output, ROOMS, 'LICENCES.txt'), PACKAGES.map(licenceOf).join('\n'));
  chmodSync(path.join(output, 'cli/main.js'), 0o755); // npm sets it when it installs, and only then
}

/** @param {string} name */
function licenceOf(name) {
  return `${name}\n\n${readFileSync(path.join(root, 'node_modules', name, 'LICENSE'), 'utf8')}`;
}

/**
 * @typedef {object} Shape
 * @property {boolean} treeshake whether what nobody uses is left out
 * @property {false | import('rolldown').CodeSplittingOptions} splitting
 *
 * @param {string} src
 * @param {string} output
 * @param {readonly string[]} files
 * @param {Shape} shape
 */
async function bundle(src, output, files, { treeshake, splitting }) {
  const build = await rolldown({
    input: Object.fromEntries(files.map((file) => [path.relative(src, file).replace(/\.ts$/, ''), file])),
    platform: 'node',
    treeshake,
    preserveEntrySignatures: 'allow-extension',
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id) && !TAKEN_IN.test(id),
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    transform: { target: 'es2022' },
    tsconfig: false,
    checks: { bundlerTimings: false }, // on a busy machine they are slow, and not wrong
    plugins: [ownPlaces(src, output)],
    onwarn: ({ code, message }) => {
      if (code !== 'SOURCEMAP_BROKEN') throw new Error(message); // of the few lines that say where they are, columns are wrong
    },
  });
  await build.write({
    dir: output,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: `${ROOMS}/[name].js`,
    keepNames: true,
    sourcemap: true,
    codeSplitting: splitting,
  });
  await build.close();
}

/** @param {string} id a file */
function packageOf(id) {
  return /node_modules\/([^/]+)\//.exec(id)?.[1];
}

/**
 * A module that asks where it is hears of its own place, not of its room's.
 * @param {string} src
 * @param {string} output
 * @returns {import('rolldown').Plugin}
 */
function ownPlaces(src, output) {
  return {
    name: 'own-places',
    transform: (code, id) =>
      code.includes('import.meta.url')
        ? code.replaceAll('import.meta.url', `PLACE_OF("${path.relative(src, id).replace(/\.ts$/, '.js')}")`)
        : undefined,
    renderChunk: (code, { fileName }) => {
      if (!code.includes('PLACE_OF(')) return undefined;
      const up = path.relative(path.dirname(path.join(output, fileName)), output) || '.';
      return code.replaceAll(/PLACE_OF\("([^"]+)"\)/g, (_, place) => `new URL('${up}/${place}', import.meta.url).href`);
    },
  };
}
