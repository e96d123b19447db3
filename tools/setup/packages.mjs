// SPDX-License-Identifier: GPL-2.0-or-later
// Which Debian packages does Spillway need, and how do they get here?
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { run, SetupError } from './run.mjs';
import { tell, words } from './words.mjs';

/** What each purpose adds; `test` needs those of `demo` as well, `fuzz` those of both. Reasons and licences: docs/dependencies.md. */
export const packages = {
  demo: [
    ...['g++', 'make', 'cmake', 'python3'], // cmake-js builds the addon; node-gyp (better-sqlite3) needs python3
    ...['libpri-dev', 'libtonezone2.0'],
    'dahdi-source', // the one package with <dahdi/user.h>
    'asterisk-core-sounds-en-wav', // recordings of real people for both ends of a conversation
  ],
  test: [
    'clang-format',
    ...['chromium', 'fonts-noto-cjk'], // the console is tried in it; Chinese in its pictures
    'doctest-dev',
    'espeak-ng',
    'faketime',
    'ffmpeg', // makes recordings smaller, and opens them again
    'libsamplerate0',
    'libsndfile1-dev', // with libsndfile1, which `spillway detect` opens
    'libspandsp-dev',
    'poppler-utils', // reads what is written as PDF
    ...['pocketsphinx', 'pocketsphinx-en-us'],
    'sox',
    'strace',
    ...['postgresql', 'mariadb-server-core', 'mariadb-client-core'], // which look-ups ask
    'tshark',
    ...['logrotate', 'qemu-user', 'shellcheck', 'systemd'],
  ],
  fuzz: ['clang', 'dpkg-dev', 'libclang-rt-dev', 'llvm'], // libFuzzer; llvm names the lines in its reports; dpkg-dev unpacks libpri's source
};

const aptLockSeconds = 900;

/**
 * The packages of a list that dpkg does not know as installed.
 * @param {readonly string[]} wanted
 * @param {string} listing what `dpkg-query -W -f '${Package} ${db:Status-Status}\n'` printed
 */
export function missingPackages(wanted, listing) {
  const installed = new Set(
    listing
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([, status]) => status === 'installed')
      .map(([name]) => name),
  );
  return wanted.filter((name) => !installed.has(name));
}

/**
 * The one line that a user without rights hands to someone with them.
 * @param {readonly string[]} missing
 */
export function aptLine(missing) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`;
}

/**
 * How apt-get is called with the rights at hand; nothing when there are none.
 * @returns {readonly string[] | undefined}
 */
function aptCommand() {
  const options = [`DPkg::Lock::Timeout=${aptLockSeconds}`, 'Acquire::Retries=3'].flatMap((option) => ['-o', option]);
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...options];
  if (process.getuid?.() === 0) return apt;
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return sudo.status === 0 ? ['sudo', '-n', ...apt] : undefined;
}

/**
 * Whether dpkg was stopped in the middle of its work, by Ctrl-C say: apt refuses to go on until that is finished.
 * @param {string} updates where dpkg keeps what it has not finished, by numbers
 */
export function wasInterrupted(updates = '/var/lib/dpkg/updates') {
  return existsSync(updates) && readdirSync(updates).some((name) => /^\d+$/.test(name));
}

/**
 * Installs what is missing. Throws a SetupError with the apt-get line when it may not.
 * @param {readonly string[]} wanted
 */
export async function installPackages(wanted) {
  const query = spawnSync('dpkg-query', ['-W', '-f', `\${Package} \${db:Status-Status}\n`, ...wanted], {
    encoding: 'utf8',
  });
  if (query.error !== undefined) {
    tell('this is no Debian; the equivalents of these packages must be here: {}', [wanted.join(' ')]);
    return;
  }
  const missing = missingPackages(wanted, query.stdout);
  if (missing.length === 0) return;

  const apt = aptCommand();
  if (apt === undefined)
    throw new SetupError(words('Debian packages are missing. Run this, then try again:\n\n  {}\n', [aptLine(missing)]));
  if (wasInterrupted()) {
    const dpkg = apt.slice(0, apt.indexOf('apt-get'));
    const title = words('finishing an installation that was interrupted');
    await run('dpkg-configure', title, [...dpkg, 'dpkg', '--configure', '-a']);
  }
  // A failed update is no reason to stop: one unreachable source of several fails it, and the install will tell.
  await run('apt-update', words('reading the package lists'), [...apt, 'update'], {
    mayFail: true,
    retryWhile: /Could not get lock/,
    retrySeconds: aptLockSeconds,
  });
  await run('apt-install', words('installing Debian packages: {}', [missing.join(' ')]), [
    ...[...apt, 'install', '-y', '--no-install-recommends'],
    ...missing,
  ]);
}
