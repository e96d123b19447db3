// SPDX-License-Identifier: GPL-2.0-or-later
// What does a command do where no box runs, or one that this user may not ask?
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t, { type Test } from 'tap';
import { stringify } from 'yaml';
import { defaultSocket } from '../../../src/cli/command.js';
import { command } from '../../support/command.js';
import { projectFile } from '../../support/world.js';

const NOBODY = 65_534;
const ROOT = { skip: process.getuid?.() !== 0 && 'only root can be another user' };

function folderOf(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-shop-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  return folder;
}

function closedShop(t: Test) {
  const file = join(folderOf(t), 'spillway.yaml');
  const span = { name: 'e1', kind: 'e1', carrier: { type: 'listen', path: 'e1.sock' } };
  const sections = {
    board: { type: 'virtual', spans: [span] },
    accessNumbers: [{ number: '88880001', queue: 'sales' }],
    queues: [{ name: 'sales' }],
  };
  writeFileSync(file, `# mine\n${stringify(sections)}`, { mode: 0o640 });
  const spillway = (...args: string[]) => command(...args, '--config', file);
  return { file, spillway, data: join(file, '../data') };
}

t.test('without a running box the command writes the file and the data directory itself', async (t) => {
  const { file, spillway, data } = closedShop(t);
  const added = await spillway('agents', 'add', '1001', 'Xiao Zhang');
  t.match(added, { code: 0, text: /is there\nhis PIN: \d{6}.*\n.*written; no box runs, the next start takes it/ });
  t.match(
    readFileSync(file, 'utf8'),
    /^# mine\n[\s\S]*agents:\n +- id: "1001"\n +name: Xiao Zhang\n +queues:\n +- sales/,
  );
  t.equal(statSync(file).mode & 0o777, 0o640, 'its rights stay');
  t.match(await spillway('blocked', 'add', '13912345678'), { code: 0 });
  t.match((await spillway('blocked')).text, /\+8613912345678 .*user:/);
  t.match(await spillway('agents', 'unlock', '1001'), { code: 0 });
  t.match(await spillway('agents', 'unlock', '1002'), { code: 1, complaint: /no such thing. agent 1002/ });
  t.match(await spillway('agents', 'remove', '1001'), { code: 0 });
  t.notMatch(readFileSync(file, 'utf8'), /Zhang/);
  const kept = readdirSync(join(data, 'revisions'));
  t.equal(kept.length, 2);
  t.ok(
    kept.every((name) => (statSync(join(data, 'revisions', name)).mode & 0o077) === 0),
    'nobody else reads them',
  );
});

t.test('a change that would make the file wrong is not written', async (t) => {
  const { file, spillway } = closedShop(t);
  const before = readFileSync(file, 'utf8');
  t.match(await spillway('agents', 'add', '1001', 'Li', '--queue', 'sale'), {
    code: 1,
    complaint: /no queue "sale": did you mean "sales"/,
  });
  t.match(await spillway('agents', 'add', 'x', 'Li'), { code: 1, complaint: /not an agent id/ });
  t.equal(readFileSync(file, 'utf8'), before);
});

t.test('at most 50 revisions are kept, the newest ones', async (t) => {
  const { spillway, data } = closedShop(t);
  mkdirSync(join(data, 'revisions'), { recursive: true });
  for (let n = 1; n <= 60; n++)
    writeFileSync(join(data, 'revisions', `${String(n).padStart(6, '0')}-aaaaaaaaaaaa.yaml`), '');
  await spillway('agents', 'add', '1001', 'Li');
  const kept = readdirSync(join(data, 'revisions')).sort();
  t.equal(kept.length, 50);
  t.match([kept[0], kept.at(-1)], [/^000012/, /^000061/]);
});

t.test('who may not open the socket is told whose it is and how he may', ROOT, async (t) => {
  const folder = folderOf(t);
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data);
  const socket = join(data, 'box.sock');
  const server = createServer().listen(socket);
  t.teardown(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  chmodSync(socket, 0o660);
  const asked = async (language: string) => {
    const main = projectFile('dist/cli/main.js');
    const as = { uid: NOBODY, gid: NOBODY, cwd: '/', timeout: 30_000, env: { ...process.env, LANG: language } };
    return promisify(execFile)(process.execPath, [main, 'status', '--socket', socket], as).then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    );
  };
  const open = await asked('en_US.UTF-8');
  t.match(open, {
    code: 1,
    stderr:
      /may not ask it: .*box.sock belongs to root:root; whoever is in the group root may ask: sudo usermod -aG root/,
  });
  t.notMatch(open.stderr, /spillway start/);
  t.match((await asked('zh_CN.UTF-8')).stderr, /无权访问/);
  chmodSync(data, 0o700);
  t.match(await asked('en_US.UTF-8'), { code: 1, stderr: /data belongs to root:root; only its owner may ask/ });
});

t.test('without a word about it, the socket here is looked at, then the service’s', (t) => {
  const there =
    (...paths: string[]) =>
    (path: string) =>
      paths.includes(path);
  t.equal(defaultSocket({}, there()), 'data/box.sock');
  t.equal(defaultSocket({}, there('/var/lib/spillway')), '/var/lib/spillway/box.sock');
  t.equal(defaultSocket({}, there('/var/lib/spillway', 'data/box.sock')), 'data/box.sock');
  t.equal(defaultSocket({ SPILLWAY_DATA: '/d' }, there('/var/lib/spillway')), '/d/box.sock');
  t.equal(defaultSocket({ SPILLWAY_SOCKET: '/s' }, there('/var/lib/spillway')), '/s');
  t.end();
});
