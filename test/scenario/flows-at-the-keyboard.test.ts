// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-21
// Can an installer list his flows, see them as a picture and go through them at the keyboard, before a caller does?
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { runProgram } from '../../src/cli/program.js';
import type { Language } from '../../src/kernel/index.js';

const FILE = `board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: /run/e1.sock } }, { name: phones, kind: analog, ports: fxs, count: 2, carrier: { type: listen, path: /run/phones.sock } }] }
language: en
queues: [{ name: orders }]
agents: [{ id: '1001', name: Li Na, queues: [orders] }]
stations: [{ number: '801', span: phones, port: 1 }]
trunkGroups: [{ name: telecom, spans: [e1], presentable: ['02188880001'] }]
mailboxes: [{ name: shop, agents: ['1001'] }]
accessNumbers: [{ number: '88880001', menu: shop }]
flows:
  shop:
    fallback: { queue: orders }
    steps:
      hello: { say: welcome, next: main }
      main: { menu: menu-main, choices: { '1': order, '9': repeat, '0': { queue: orders } }, attempts: 2 }
      order: { collect: key-in-your-number, into: order, length: { min: 4, max: 8 }, readBack: true, next: state }
      state: { call: lookUp, into: state, next: wait, failed: hangUp }
      wait: { queue: orders, talked: bye }
      bye: { say: ['you-entered', { digits: order }], bargeIn: false, next: hangUp }
  ways:
    fallback: { message: shop }
    steps:
      main:
        menu: menu-main
        choices:
          '1': { agent: '1001' }
          '2': { station: '801' }
          '3': { number: '13900000001' }
          '4': { message: shop }
          '5': { announce: closed }
          '6': callback
`;

async function spillway(t: Test, words: readonly string[], language: Language = 'en') {
  const folder = t.testdir({});
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'spillway.yaml');
  writeFileSync(file, FILE);
  const written: string[] = [];
  const output = {
    language,
    write: (line: string) => written.push(line),
    complain: (line: string) => written.push(line),
  };
  const before = process.exitCode;
  await runProgram(output, [...words, '--config', file]);
  const code = process.exitCode;
  process.exitCode = before;
  return { code, lines: written };
}

t.test('the list says which access numbers lead to a flow', async (t) => {
  const { lines } = await spillway(t, ['flows', '--json']);
  t.same(JSON.parse(lines.join('\n')), [
    { name: 'shop', steps: 6, accessNumbers: ['88880001'] },
    { name: 'ways', steps: 1, accessNumbers: [] },
  ]);
});

t.test('the picture has every step, every key, and where they end', async (t) => {
  const { lines } = await spillway(t, ['flows', 'draw', 'shop']);
  const svg = lines.join('\n');
  t.match(svg, /^<svg [\s\S]*<\/svg>$/);
  for (const text of ['hello', 'main', 'order', 'state', 'wait', 'bye', 'queue orders', 'hangUp', '↻ 9', 'talked'])
    t.ok(svg.includes(`>${text}<`), text);
  t.notMatch(svg, /NaN|undefined/);
});

t.test('who is rung, and where, is said in the picture', async (t) => {
  const { lines } = await spillway(t, ['flows', 'draw', 'ways']);
  const svg = lines.join('\n');
  for (const text of ['agent 1001', 'station 801', 'number 13900000001', 'box shop', 'closed', 'callback'])
    t.ok(svg.includes(`>${text}<`), text);
});

t.test('keys lead through it: words, values, a function, an agent, the end', async (t) => {
  const { lines } = await spillway(t, ['flows', 'try', 'shop', '--keys', '9,1,12,1234#,1,42,t']);
  t.same(
    lines.filter((line) => line.startsWith('· shop')).map((line) => line.slice(9)),
    ['hello', 'main', 'main', 'order', 'state', 'wait', 'bye'],
  );
  t.ok(lines.includes('🔊 Sorry, that was not understood. Please try again.'), lines.join('\n'));
  t.match(lines.join('\n'), /calls lookUp with \{"calling":"13912345678",.*"order":"1234"\}/);
  t.equal(lines.at(-1), '→ the call is cleared');
});

t.test('who keys nothing in comes to the fallback, in Chinese too; who hangs up is gone', async (t) => {
  const nothing = await spillway(t, ['flows', 'try', 'shop', '--keys', ',,'], 'zh-CN');
  t.equal(nothing.lines.at(-1), '→ 到队列 orders');
  const gone = await spillway(t, ['flows', 'try', 'shop', '--keys', '1']);
  t.notOk(gone.code);
  t.match(gone.lines.at(-1), /key in your telephone number/);
});

t.test('with a sound card he hears what the box would play, in its language', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-player-')); // the test's own is made anew for each file
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const [player, played] = [join(folder, 'aplay'), join(folder, 'played')];
  writeFileSync(player, `#!/bin/sh\nfor last; do :; done\necho "$last" >> ${played}\n`, { mode: 0o755 });
  const before = process.env.PATH;
  process.env.PATH = `${folder}:${before}`;
  try {
    await spillway(t, ['flows', 'try', 'shop', '--play', '--keys', '0']);
  } finally {
    process.env.PATH = before;
  }
  const files = readFileSync(played, 'utf8').trim().split('\n');
  t.same(
    files.map((file) => file.split('/').slice(-2).join('/')),
    ['en/welcome.wav', 'en/menu-main.wav'],
  );
});

t.test('without one the texts are there all the same', async (t) => {
  const before = process.env.PATH;
  process.env.PATH = '/nowhere';
  try {
    const { lines } = await spillway(t, ['flows', 'try', 'shop', '--play', '--keys', '0']);
    t.match(lines.join('\n'), /🔊 To place an order/);
  } finally {
    process.env.PATH = before;
  }
});

t.test('a flow that there is not is told with those that there are', async (t) => {
  const { code, lines } = await spillway(t, ['flows', 'try', 'shpo']);
  t.equal(code, 1);
  t.match(lines.join('\n'), /flow shpo: did you mean "shop"\?/);
});
