#!/usr/bin/env node
// SPDX-License-Identifier: GPL-2.0-or-later
// How does node-gyp, which looks for `binding.gyp` only, build a project that has a `bindings.gyp`? In a folder of its
// own, build/gyp, that links to the project and holds a stub which includes the real file. prebuildify calls this
// script in place of node-gyp, in that folder; by hand: `node tools/prebuild/node-gyp.mjs rebuild`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cleanEnvironment, headersPrefix } from '../setup/environment.mjs';
import { root } from '../setup/run.mjs';

/** Where node-gyp works; its result is build/Release/spillway.node below this. */
export const gypFolder = path.join(root, 'build/gyp');

/** Makes the folder that node-gyp understands. */
export function prepareGypFolder() {
  mkdirSync(gypFolder, { recursive: true });
  for (const name of ['bindings.gyp', 'native', 'node_modules', 'package.json']) {
    const link = path.join(gypFolder, name);
    rmSync(link, { force: true });
    symlinkSync(path.join(root, name), link);
  }
  writeFileSync(path.join(gypFolder, 'binding.gyp'), '{ "includes": ["bindings.gyp"] }\n');
}

/**
 * Runs node-gyp in its folder; gives its exit code.
 * @param {readonly string[]} args
 */
export function nodeGyp(args) {
  prepareGypFolder();
  const script = path.join(root, 'node_modules/node-gyp/bin/node-gyp.js');
  const env = cleanEnvironment(process.env, headersPrefix());
  return spawnSync(process.execPath, [script, ...args], { cwd: gypFolder, env, stdio: 'inherit' }).status ?? 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = nodeGyp(process.argv.slice(2));
