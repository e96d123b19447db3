// SPDX-License-Identifier: GPL-2.0-or-later
// What goes into a tarball for machines without a compiler? `npm run prebuild` puts into prebuilds/ our addon (one
// binary for every Node) and better-sqlite3's (one for each ABI: run this once with each Node to be served).
// docs/decisions/prebuilds.md tells why and how `npm install` finds them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import prebuildify from 'prebuildify';
import { headersPrefix } from '../setup/environment.mjs';
import { root } from '../setup/run.mjs';
import { gypFolder, prepareGypFolder } from './node-gyp.mjs';

const folder = path.join(root, 'prebuilds');

/** Our addon, by node-gyp: Node-API 8, libpri inside. */
async function prebuildAddon() {
  prepareGypFolder();
  rmSync(path.join(folder, `${process.platform}-${process.arch}`), { recursive: true, force: true });
  await promisify(prebuildify)({
    name: 'spillway',
    targets: [`node@${process.versions.node}`],
    napi: true,
    tagLibc: true,
    strip: true,
    cwd: gypFolder,
    out: root,
    cache: path.join(root, 'build/prebuildify'),
    nodeGyp: path.join(root, 'tools/prebuild/node-gyp.mjs'),
  });
}

/** better-sqlite3 as set-up has built or downloaded it, under the name that its own installer looks for. */
function prebuildSqlite() {
  const from = path.dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
  const { version } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'));
  const name = `better-sqlite3-v${version}-node-v${process.versions.modules}-${process.platform}-${process.arch}.tar.gz`;
  const to = path.join(folder, 'better-sqlite3');
  mkdirSync(to, { recursive: true });
  const tar = spawnSync('tar', ['-czf', path.join(to, name), '-C', from, 'build/Release/better_sqlite3.node']);
  if (tar.status !== 0) throw new Error(`tar: ${tar.stderr}`);
}

if (headersPrefix() === undefined) console.log('prebuild: Node has no headers beside it; node-gyp will download them');
await prebuildAddon();
prebuildSqlite();
for (const file of readdirSync(folder, { recursive: true })) console.log(`prebuild: prebuilds/${file}`);
