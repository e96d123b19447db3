// SPDX-License-Identifier: GPL-2.0-or-later
// Which database servers can be begun here? PostgreSQL and MariaDB of Debian, each in a folder of its own, gone with the test.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { Certificate } from './certificates.js';
import { folderFor } from './look-ups.js';

/** A server that listens at 127.0.0.1. */
export interface DatabaseServer {
  readonly port: number;
  /** As its administrator. */
  readonly run: (sql: string) => string;
}

const POSTGRES = '/usr/lib/postgresql';

/** PostgreSQL with the password `secret` of user `postgres`; undefined: it is not installed. */
export async function postgresFor(t: Test, tls?: Certificate): Promise<DatabaseServer | undefined> {
  const [version] = existsSync(POSTGRES) ? readdirSync(POSTGRES) : [];
  const bin = join(POSTGRES, version ?? '', 'bin');
  if (version === undefined || !existsSync(join(bin, 'postgres'))) return undefined;
  const folder = folderFor(t);
  const as = ownerOf('postgres', folder);
  const [data, password] = [join(folder, 'data'), join(folder, 'password')];
  writeFileSync(password, 'secret', { mode: 0o644 });
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${password}`, '-N'],
    as,
  );
  const port = await freePort();
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'];
  if (tls !== undefined) {
    // Files of his own, that nobody else reads.
    const own = { certificate: join(folder, 'server.pem'), key: join(folder, 'server.key') };
    for (const which of ['certificate', 'key'] as const) {
      writeFileSync(own[which], readFileSync(tls[which]), { mode: 0o600 });
      if (as.uid !== undefined) chownSync(own[which], as.uid, as.gid ?? 0);
    }
    options.push('-c', 'ssl=on', '-c', `ssl_cert_file=${own.certificate}`, '-c', `ssl_key_file=${own.key}`);
  }
  await begun(t, spawn(join(bin, 'postgres'), options, { ...as, stdio: 'ignore' }), port);
  // It takes connections before it answers: that is not yet "ready".
  while (spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status !== 0);
  const env = { ...process.env, PGPASSWORD: 'secret' };
  const psql = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-Atqc'];
  return { port, run: (sql) => execFileSync(join(bin, 'psql'), [...psql, sql], { env, encoding: 'utf8' }) };
}

/** MariaDB, whose root has no password; undefined: it is not installed. */
export async function mariadbFor(t: Test, tls?: Certificate): Promise<DatabaseServer | undefined> {
  if (!existsSync('/usr/sbin/mariadbd') || !existsSync('/usr/bin/mariadb')) return undefined;
  const folder = folderFor(t);
  const [data, socket] = [join(folder, 'data'), join(folder, 'socket')];
  const own = ['--auth-root-authentication-method=normal', '--skip-test-db', '--user=root'];
  execFileSync('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, ...own], { stdio: 'ignore' });
  const port = await freePort();
  const options = [
    ...['--no-defaults', '--user=root', `--datadir=${data}`, `--port=${port}`, '--bind-address=127.0.0.1'],
    // A server that does not take a backslash for what it is: the worst for a driver that writes values into statements.
    ...[`--socket=${socket}`, '--skip-log-bin', '--sql-mode=NO_BACKSLASH_ESCAPES'],
    ...(tls === undefined ? [] : [`--ssl-cert=${tls.certificate}`, `--ssl-key=${tls.key}`]),
  ];
  await begun(t, spawn('/usr/sbin/mariadbd', options, { stdio: 'ignore' }), port);
  const client = [`--socket=${socket}`, '--default-character-set=utf8mb4', '-BNe'];
  return { port, run: (sql) => execFileSync('mariadb', ['--no-defaults', ...client, sql], { encoding: 'utf8' }) };
}

/** PostgreSQL does not run as root. */
function ownerOf(
  user: string,
  folder: string,
): { readonly uid?: number; readonly gid?: number; readonly stdio: 'ignore' } {
  if (process.getuid?.() !== 0) return { stdio: 'ignore' };
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  const [uid, gid] = [id('-u'), id('-g')];
  mkdirSync(folder, { recursive: true });
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o755);
  return { uid, gid, stdio: 'ignore' };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Resolves when it takes connections; ends with the test. */
async function begun(t: Test, child: ChildProcess, port: number): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  t.teardown(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  while (child.exitCode === null && !(await takes(port)));
  if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
}

function takes(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (does: boolean) => {
      socket.destroy();
      setImmediate(() => resolve(does));
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}
