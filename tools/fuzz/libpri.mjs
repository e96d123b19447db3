// SPDX-License-Identifier: GPL-2.0-or-later
// Can the fuzzer see into libpri? Debian's library is built without sanitizers; its source package, when it can be had,
// is built with them, for fuzzing only.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from '../setup/run.mjs';

const folder = path.join(root, 'build/fuzz/libpri');
const archive = path.join(folder, 'libpri.a');

/** A list of package sources of our own: the machine's seldom names source packages, and is not ours to change. */
const sources = `Types: deb-src
URIs: http://deb.debian.org/debian
Suites: bookworm
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`;

/**
 * Builds libpri 1.6.0 with the address sanitizer.
 * @returns {Promise<string | undefined>} its archive; nothing when the source cannot be had or does not build
 */
export async function instrumentedLibpri() {
  if (existsSync(archive)) return archive;
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, 'source.sources'), sources);
  const fetched = await attempt('libpri-source', "fetching libpri's source from Debian", fetchCommand());
  const tree = fetched ? readdirSync(folder).find((name) => /^libpri-[\d.]+$/.test(name)) : undefined;
  if (tree === undefined) return undefined;
  const built = await attempt('libpri-build', 'building libpri with sanitizers', buildCommand(tree));
  return built && existsSync(archive) ? archive : undefined;
}

/** @returns {readonly string[]} */
function fetchCommand() {
  const options = ['Dir::Etc::sourcelist=source.sources', 'Dir::Etc::sourceparts=-', 'APT::Sandbox::User=root'];
  const apt = [
    'apt-get -q',
    ...options.map((option) => `-o ${option}`),
    '-o Dir::State::lists="$PWD/lists" -o Dir::Cache="$PWD/cache" -o Dir::Etc::sourcelist="$PWD/source.sources"',
  ].join(' ');
  return ['sh', '-ec', `cd ${folder} && ${apt} update && ${apt} source libpri`];
}

/**
 * @param {string} tree
 * @returns {readonly string[]}
 */
function buildCommand(tree) {
  // Only the address sanitizer: libpri is full of what the standard leaves undefined and every compiler does the same.
  const flags = '-g -O1 -fsanitize=address,fuzzer-no-link -fno-omit-frame-pointer -Wno-error';
  return ['sh', '-ec', `cd ${folder}/${tree} && make CC=clang CFLAGS="${flags}" libpri.a && cp libpri.a ${archive}`];
}

/**
 * @param {string} name
 * @param {string} title
 * @param {readonly string[]} command
 * @returns {Promise<boolean>}
 */
async function attempt(name, title, command) {
  try {
    await run(name, title, command);
    return true;
  } catch {
    return false;
  }
}
