// SPDX-License-Identifier: GPL-2.0-or-later
// Does `spillway trace` show the D-channels of a running `spillway exchange`, as it does those of a box?
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import t, { type Test } from 'tap';
import { command } from '../support/command.js';
import { liveBox } from '../support/live-box.js';
import { spillway } from '../support/program.js';

/** An exchange in a process of its own, to which a box is connected, with a local socket; one caller comes after 6 s. */
async function exchangeAtSocket(t: Test): Promise<{ readonly socket: string; readonly exchange: ChildProcess }> {
  const { file } = await liveBox(t);
  const folder = dirname(file);
  const wave = readFileSync('examples/wave.yaml', 'utf8')
    .replace('/tmp/e1.sock', join(folder, 'e1.sock'))
    .replace('/tmp/phones.sock', join(folder, 'phones.sock'))
    .replace('  calls: 40', '  calls: 1')
    .replace('talk: 10', 'talk: 10\nstartAfter: 6')
    .replaceAll('prompts/', `${process.cwd()}/prompts/`);
  const scenario = join(folder, 'wave.yaml');
  writeFileSync(scenario, wave);
  const socket = join(folder, 'exchange.sock');
  const exchange = spawn(process.execPath, [spillway, 'exchange', scenario, '--socket', socket], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => exchange.kill('SIGKILL'));
  await once(createInterface({ input: exchange.stdout }), 'line');
  return { socket, exchange };
}

t.test('the messages of a call as the network side sees them: JSON, words, a status', async (t) => {
  const { socket, exchange } = await exchangeAtSocket(t);

  const { code, text } = await command('trace', 'e1', '--level', '3', '--json', '--count', '3', '--socket', socket);
  t.equal(code, 0);
  const frames = text.split('\n').map((line) => JSON.parse(line));
  t.match(frames[0], { span: 'e1', role: 'network', direction: 'sent', use: 'whole', frame: { kind: 'I' } });
  t.match(frames[0].frame.message, { name: 'SETUP' });
  t.match(frames[1], { direction: 'received', frame: { message: { name: 'CALL PROCEEDING' } } });

  t.match(await command('trace', '1', '--count', '1', '--socket', socket), { code: 0, text: /^\d\d:\d\d:\d\d/ });
  t.match(await command('trace', 'phones', '--socket', socket), { code: 1, complaint: /phones .*e1/ });
  const pcap = join(dirname(socket), 'e1.pcap');
  t.match(await command('trace', '--count', '1', '--pcap', pcap, '--socket', socket), {
    code: 0,
    text: /1 frames shown/,
  });

  exchange.kill('SIGINT');
  const [status] = await once(exchange, 'close');
  t.equal(status, 0);
  t.notOk(existsSync(socket));
});
