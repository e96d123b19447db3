// SPDX-License-Identifier: GPL-2.0-or-later
// Does the box know who speaks to it? Users of the machine by the kernel's word, programs by their own, nobody else's.
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t, { type Test } from 'tap';
import { askBox } from '../../../src/cli/control-client.js';
import { ControlServer } from '../../../src/host/index.js';

const me = `${userInfo().username}(${userInfo().uid})`;
const NOBODY = 65_534;

async function serving(t: Test, mode = 0o700) {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-peer-'));
  chmodSync(folder, mode);
  const path = join(folder, 'box.sock');
  const server = await ControlServer.open(path, { who: (_, { by }) => by });
  t.teardown(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  return path;
}

t.test('a command at the shell is its user’s', async (t) => {
  const path = await serving(t);
  t.same(await askBox(path, 'who'), { actor: `user:${me}`, source: 'shell' });
});

t.test('a program that says what it is is told from its user’s shell, on its connection only', async (t) => {
  const path = await serving(t);
  const [hello, who] = await elsewhere(path, '{"program":"crm"}');
  t.match(hello, { protocol: 1, events: 2, socket: 'box', you: { source: 'program' } });
  t.same(who, { actor: `program:crm(${me})`, source: 'program' });
  t.same(await askBox(path, 'who'), { actor: `user:${me}`, source: 'shell' });
});

t.test('a name of a program that could be taken for something else is refused', async (t) => {
  const path = await serving(t);
  for (const program of ['', 'a b', 'x(0)', 'a:b', 'a'.repeat(41), '座席', 7, null])
    await t.rejects(askBox(path, 'hello', { params: { program } }), { code: 'REFUSED' }, JSON.stringify(program));
  t.match(await askBox(path, 'hello'), { you: { actor: `user:${me}` } });
});

t.test(
  'another user is another actor',
  { skip: process.getuid?.() !== 0 && 'only root can be another user' },
  async (t) => {
    const path = await serving(t, 0o755);
    chmodSync(path, 0o666); // as the group may
    const [, who] = await elsewhere(path, '{}', { uid: NOBODY, gid: NOBODY, cwd: '/' });
    t.match(who, { actor: /^user:(nobody\()?65534\)?$/, source: 'shell' });
    t.same(await askBox(path, 'who'), { actor: `user:${me}`, source: 'shell' });
  },
);

t.test('nobody but its owner and the group may open the socket', async (t) => {
  const path = await serving(t);
  t.equal(statSync(path).mode & 0o007, 0);
});

/** What is answered to `hello` with these params, and then to who asks, in a process of its own. */
async function elsewhere(path: string, params: string, as: object = {}): Promise<readonly unknown[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', ASKER, path, params], {
    timeout: 20_000,
    ...as,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).result);
}

/** Says hello with these params, then asks who it is. */
const ASKER = `
const socket = require('node:net').connect(process.argv[1]);
socket.write(JSON.stringify({ id: 1, method: 'hello', params: JSON.parse(process.argv[2]) }) + '\\n');
socket.write('{"id":2,"method":"who"}\\n');
let text = '';
socket.on('data', (chunk) => {
  text += chunk;
  if (text.split('\\n').length < 3) return;
  process.stdout.write(text);
  process.exit(0);
});`;
