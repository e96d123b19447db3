// SPDX-License-Identifier: GPL-2.0-or-later
// Does `spillway trace` show the D-channels of a running `spillway exchange`, as it does those of a box?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import t, { type Test } from 'tap';
import { command } from '../support/command.js';
import { liveBox } from '../support/live-box.js';
import { spillway } from '../support/program.js';

/** An exchange in a process of its own, to which a box is connected, with a local socket; one caller comes after 6 s. */
async function exchangeAtSocket(t: Test) {
  const { file } = await liveBox(t);
  const folder = dirname(file);
  const wave = readFileSync('examples/wave.yaml', 'utf8')
    .replace('/tmp/e1.sock', join(folder, 'e1.sock'))
    .replace('/tmp/phones.sock', join(folder, 'phones.sock'))
    .replace('  calls: 40', '  calls: 1')
    .replace('talk: 10', 'talk: 10\nstartAfter: 6')
    .replaceAll('prompts/', `${process.cwd()}/prompts/`);
  writeFileSync(join(folder, 'wave.yaml'), wave);
  const [socket, log] = [join(folder, 'exchange.sock'), join(folder, 'calls.json')];
  const args = ['exchange', join(folder, 'wave.yaml'), '--socket', socket, '--log', log];
  const exchange = spawn(process.execPath, [spillway, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => exchange.kill('SIGKILL'));
  await once(createInterface({ input: exchange.stdout }), 'line');
  return { folder, socket, log, exchange };
}

t.test('the messages of a call as the network side sees them; it is stopped in the middle of it', async (t) => {
  const { folder, socket, log, exchange } = await exchangeAtSocket(t);

  const { code, text } = await command('trace', 'e1', '--level', '3', '--json', '--count', '3', '--socket', socket);
  t.equal(code, 0);
  const frames = text.split('\n').map((line) => JSON.parse(line));
  t.match(frames[0], { span: 'e1', role: 'network', direction: 'sent', use: 'whole', frame: { kind: 'I' } });
  t.match(frames[0].frame.message, { name: 'SETUP' });
  t.match(frames[1], { direction: 'received', frame: { message: { name: 'CALL PROCEEDING' } } });

  t.match(await command('trace', 'phones', '--socket', socket), { code: 1, complaint: /phones .*e1/ });
  t.match(await command('trace', '1', '--for', '0.1', '--socket', socket), { code: 0, text: /frames shown, 0 lost/ });
  const pcap = join(folder, 'e1.pcap');
  t.match(await command('trace', '--for', '0.1', '--pcap', pcap, '--socket', socket), { code: 0, text: /e1\.pcap/ });

  exchange.kill('SIGINT');
  const [status] = await once(exchange, 'close');
  t.equal(status, 0);
  t.notOk(existsSync(socket));
  t.match(JSON.parse(readFileSync(log, 'utf8')), { offered: 1, calls: [{ direction: 'in' }] });
});
