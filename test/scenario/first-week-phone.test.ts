// SPDX-License-Identifier: GPL-2.0-or-later
// "Let me try it": can a shop without a card lift a telephone in a terminal, sign an agent in, and read what it hears?
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import t, { type Test } from 'tap';
import { PromptEar } from '../../src/cli/phone/prompt-ear.js';
import { liveBox } from '../support/live-box.js';
import { run, spillway } from '../support/program.js';

/** `spillway phone` as a process: what is typed into it, and the lines that it prints. */
function phoneProcess(t: Test, args: readonly string[], language = 'C.UTF-8') {
  const child = spawn(process.execPath, [spillway, 'phone', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LC_ALL: language, LANG: language },
  });
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  t.teardown(async () => {
    child.kill();
    await ended;
  });
  const type = (text: string) => child.stdin.write(`${text}\n`);
  const prints = (line: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => lines.some((one) => line.test(one)) && resolve();
      waiting.push(look);
      look();
    });
  return { type, prints, lines, ended };
}

/** A box with a bank of two telephones behind a socket. */
async function shop(t: Test) {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-phone-')); // a socket's path is short
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'bank.sock');
  const spans = [
    { name: 'e1-1', kind: 'e1', carrier: { type: 'listen', path: join(folder, 'e1.sock') } },
    { name: 'phones', kind: 'analog', ports: 2, carrier: { type: 'listen', path } },
  ];
  const agents = [{ id: '1001', name: 'One', pin: '4711', queues: ['sales'] }];
  return liveBox(t, { board: { type: 'virtual', spans }, agents });
}

t.test('dial tone, a code, the answer by its name; the agent is signed in', async (t) => {
  const { box, file } = await shop(t);
  const phone = phoneProcess(t, ['801', '--config', file]);
  await phone.prints(/^the box is there$/);
  phone.type('lift');
  await phone.prints(/^dial tone$/);
  phone.type('*61*1001*4711#');
  await phone.prints(/^prompt: agent-signed-in$/);
  await phone.prints(/^busy tone$/);
  t.match(box.status().agents, [{ id: '1001', station: '801', state: 'busy' }]);
  t.notOk(phone.lines.includes('somebody speaks'), 'a prompt is no talk');
  phone.type('quit');
  await phone.ended;
});

t.test('in Chinese and as JSON', async (t) => {
  const { file } = await shop(t);
  const phone = phoneProcess(t, ['802', '--config', file], 'zh_CN.UTF-8');
  phone.type('l');
  await phone.prints(/^拨号音$/);
  phone.type('*62');
  await phone.prints(/^提示音[:：]agent-not-signed-in$/);
  phone.type('q');
  await phone.ended;
  const json = phoneProcess(t, ['802', '--config', file, '--json']);
  json.type('lift');
  await json.prints(/^\{"type":"tone","tone":"dial"\}$/);
  json.type('quit');
  await json.ended;
});

t.test('a station that is not there is told with those that are', async (t) => {
  const { file } = await shop(t);
  const { code, complaints } = await run(spillway, ['phone', '999', '--config', file]);
  t.not(code, 0);
  t.match(complaints, /station 999 \(there are 801, 802\)/);
});

t.test('a prompt is told once each time that it is heard, wherever it begins', async (t) => {
  const sound = (name: string) => readFileSync(`prompts/en/${name}.wav`).subarray(58);
  const ear = new PromptEar(
    new Map([
      ['welcome', sound('welcome')],
      ['goodbye', sound('goodbye')],
    ]),
  );
  const silence = Buffer.alloc(12_000, 0xd5);
  const line = Buffer.concat([
    silence.subarray(0, 777),
    sound('welcome'),
    silence,
    sound('goodbye'),
    silence,
    sound('goodbye'),
    silence,
  ]);
  const heard: string[] = [];
  for (let at = 0; at < line.length; at += 160) heard.push(...ear.hear(line.subarray(at, at + 160)));
  t.same(heard, ['welcome', 'goodbye', 'goodbye']);
});
