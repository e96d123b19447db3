// SPDX-License-Identifier: GPL-2.0-or-later
// Does `spillway trace` tell in words what passes on the D-channel, and write a file that Wireshark's own program reads?
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { controlMethods } from '../../src/host/control-methods.js';
import { ControlServer } from '../../src/host/index.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';
import { command, type Printed } from '../support/command.js';
import type { World } from '../support/world.js';

/** A box that listens on its local socket; nobody is signed in, so that callers meet the computer agent. */
async function atSocket(t: Test) {
  const place = await openBox(t, { signedIn: 0 });
  const { world, box } = place;
  const socket = join(world.folder, 'data/box.sock');
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'));
  const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
  t.teardown(() => control.close());
  return { world, box, socket };
}

/** Traces while a caller is taken by the computer agent and hangs up after 300 ms, then until Ctrl-C. */
async function traceCall(world: World, tracing: Promise<Printed>): Promise<string[]> {
  await world.advance(200);
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => caller.state === 'connected');
  await world.advance(300);
  caller.clear(16);
  await world.until(() => caller.state === 'cleared');
  await world.advance(200);
  process.emit('SIGINT');
  const { code, text, complaint } = await world.during(tracing);
  if (code !== 0) throw new Error(complaint);
  return text.split('\n');
}

t.test('a call in words: frames both ways, numbers, channel, cause, elements', async (t) => {
  const { world, socket } = await atSocket(t);

  const lines = await traceCall(world, command('trace', 'e1-1', '--socket', socket));

  const text = lines.join('\n');
  t.match(
    text,
    /^\d\d:\d\d:\d\d\.\d{3} {2}<- {2}I {5}N\(S\)=0 N\(R\)=0 {2}SETUP {2}call 1 \(theirs\) {2}channel \d+ {2}13912345678 -> 88880001$/m,
  );
  t.match(text, /^ +bearer capability: speech, circuit, 64 kbit\/s, G\.711 A-law$/m);
  t.match(text, /^ +channel identification: channel \d+, preferred$/m);
  t.match(text, /^ +calling number: 13912345678, national, E\.164, presentation allowed, network provided$/m);
  t.match(text, /-> {2}RR {4}N\(R\)=1$/m);
  t.match(text, /-> {2}I .* CALL PROCEEDING {2}call 1 \(theirs\) {2}channel \d+$/m);
  t.match(text, /<- {2}I .* DISCONNECT {2}call 1 \(theirs\) {2}channel \d+ {2}cause 16, normal clearing$/m);
  t.match(text, /RELEASE COMPLETE/);
  t.match(lines.at(-1), /^\d+ frames shown, 0 lost$/);
});

t.test(
  'of a number that is not to be shown no digit leaves the box: not in words, nor in JSON, nor for Wireshark',
  async (t) => {
    const { world, socket } = await atSocket(t);
    const pcap = join(world.folder, 'hidden.pcap');
    const tracing = command('trace', 'e1-1', '--json', '--pcap', pcap, '--socket', socket);
    await world.advance(200);
    const number = { type: 'national', plan: 1, presentation: 'restricted', screening: 3 } as const;
    const caller = world.network.call(ACCESS_NUMBER, '', {
      calling: { ...number, digits: '13912345678' },
      redirecting: { ...number, digits: '13900001111', reason: 15 },
    });
    await world.until(() => caller.state === 'connected');
    process.emit('SIGINT');
    const { text } = await world.during(tracing);

    const octets = Buffer.from(text).toString() + readFileSync(pcap, 'latin1');
    const hex = (digits: string) => Buffer.from(digits).toString('hex');
    for (const digits of ['13912345678', '13900001111']) {
      t.notOk(octets.includes(digits));
      t.notOk(octets.includes(hex(digits)));
    }
    t.match(text, /"digits":"\*{11}"/);
    t.match(octets, ACCESS_NUMBER);
  },
);

t.test('--level 3 hides layer 2; Chinese; a trace of all E1s names the span', async (t) => {
  const { world, socket } = await atSocket(t);

  const lines = await traceCall(world, command('trace', '--level', '3', '--lang', 'zh-CN', '--socket', socket));

  const text = lines.join('\n');
  t.notMatch(text, / RR /);
  t.match(text, / e1-1 {2}<- {2}I .* SETUP {2}呼叫 1（对方） {2}信道 \d+/);
  t.match(text, /主叫号码：13912345678，国内，E\.164，允许显示，网络提供/);
  t.match(text, /原因 16，正常挂机/);
});

t.test('--json: one object a frame, with the cause of Q.850; --count ends it', async (t) => {
  const { world, socket } = await atSocket(t);
  const lines = await traceCall(world, command('trace', 'e1-1', '--json', '--socket', socket));

  const frames = lines.map((line) => JSON.parse(line));
  t.ok(
    frames.every(({ at }, i) => at >= (frames[i - 1]?.at ?? 0)),
    'in the order of time',
  );
  t.match(frames[0], { span: 'e1-1', role: 'cpe', direction: 'received', use: 'whole', frame: { kind: 'I' } });
  t.match(
    frames.find(({ frame }) => frame.message?.name === 'DISCONNECT'),
    { cause: { number: 16, en: 'normal clearing' } },
  );

  const counting = command('trace', '1', '--json', '--count', '2', '--socket', socket);
  await world.advance(100);
  world.network.call(ACCESS_NUMBER);
  t.equal((await world.during(counting)).text.split('\n').length, 2);
});

t.test('what cannot be traced is refused in words; --for ends by itself', async (t) => {
  const { world, socket } = await atSocket(t);
  const trace = (...args: string[]) => command('trace', ...args, '--socket', socket); // none of it needs the box's time

  t.match(await trace('stations'), { code: 1, complaint: /stations .*e1-1/ });
  t.match(await trace('nowhere'), { code: 1, complaint: /nowhere/ });
  t.match(await trace('e1-1', '--pcap', '/nowhere/e1.pcap'), { code: 1, complaint: /ENOENT/ });
  t.match(await trace('e1-1', '--level', '4'), { code: 2 });
  const old = join(world.folder, 'old.pcap');
  writeFileSync(old, 'kept');
  t.match(await command('trace', '--pcap', old, '--socket', '/nowhere.sock'), { code: 3 });
  t.equal(readFileSync(old, 'utf8'), 'kept', 'nothing is traced, so nothing is written');
  t.match(await trace('e1-1', '--for', '0.1'), { code: 0, text: /frames shown/ });
});

t.test('tshark reads the file as LAPD, with direction, message and cause', async (t) => {
  const { world, socket } = await atSocket(t);
  const pcap = join(world.folder, 'e1.pcap');
  await traceCall(world, command('trace', 'e1-1', '--level', '3', '--pcap', pcap, '--socket', socket));

  const fields = [
    '_ws.col.Protocol',
    'lapd.direction',
    'q931.message_type',
    'q931.cause_value',
    'q931.calling_party_number.digits',
  ];
  const rows = execFileSync('tshark', ['-r', pcap, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])], {
    encoding: 'utf8',
  })
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t'));

  t.ok(rows.length > 5 && readFileSync(pcap).length > 24);
  t.strictSame(
    rows.filter(([protocol]) => !['Q.931', 'LAPD'].includes(protocol ?? '')),
    [],
  );
  const setup = rows.find(([, , type]) => type === '0x05');
  t.match(setup, ['Q.931', /./, '0x05', '', '13912345678']);
  const proceeding = rows.find(([, , type]) => type === '0x02');
  t.same([setup?.[1], proceeding?.[1]], ['1', '0'], 'network to user, and user to network');
  t.equal(rows.find(([, , type]) => type === '0x45')?.[3], '16');
  const malformed = execFileSync('tshark', ['-r', pcap, '-Y', '_ws.malformed'], { encoding: 'utf8' });
  t.equal(malformed, '');
});
