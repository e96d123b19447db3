// SPDX-License-Identifier: GPL-2.0-or-later
// "Let me try it": can a shop without a card lift a telephone in a terminal, sign an agent in, and read what it hears?
import { readFileSync } from 'node:fs';
import t from 'tap';
import { PromptEar } from '../../src/cli/phone/prompt-ear.js';
import { phoneProcess, phoneShop } from '../support/phone-process.js';
import { run, spillway } from '../support/program.js';

t.test('dial tone, a code, the answer by its name; the agent is signed in', async (t) => {
  const { box, file } = await phoneShop(t);
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
  const { file } = await phoneShop(t);
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
  const { file } = await phoneShop(t);
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

/** Lifts, dials, waits for these prompts, puts down. */
async function dialled(phone: ReturnType<typeof phoneProcess>, code: string, ...lines: readonly RegExp[]) {
  for (const line of ['lift', 'wait 0.6', code]) phone.type(line);
  for (const line of lines) await phone.prints(line);
  for (const line of ['down', 'wait 1.2']) phone.type(line);
}

t.test('the codes of the house are keyed in and read in words', async (t) => {
  const { file, box } = await phoneShop(t, { language: 'en', nightSwitch: { stations: ['801'] } });
  const phone = phoneProcess(t, ['801', '--config', file]);
  await dialled(phone, '*68', /^prompt: own-number$/, /^prompt: number-8$/, /^prompt: number-0$/);
  await dialled(phone, '*67', /^prompt: shop-closed-now$/);
  t.match(box.status().hours, [{ open: false, actor: 'station:801' }]);
  await dialled(phone, '*67', /^prompt: shop-open-now$/);
  phone.type('quit');
  await phone.ended;
});

t.test('and in Chinese', async (t) => {
  const { file } = await phoneShop(t);
  const phone = phoneProcess(t, ['801', '--config', file], 'zh_CN.UTF-8');
  await dialled(phone, '*70', /^提示音：ring-back-test$/);
  await phone.prints(/^振铃$/);
  phone.type('lift');
  await phone.prints(/^提示音：ring-back-done$/);
  phone.type('down');
  phone.type('wait 1.2');
  await dialled(phone, '*69', /^提示音：echo-test$/);
  phone.type('quit');
  await phone.ended;
});
