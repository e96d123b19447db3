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

t.test('the codes of the house are keyed in and read in words, in both languages', async (t) => {
  for (const [language, locale, prompt] of [
    ['en', 'C.UTF-8', 'prompt: '],
    ['zh-CN', 'zh_CN.UTF-8', '提示音：'],
  ] as const) {
    const { file, box } = await phoneShop(t, { language, nightSwitch: { stations: ['801'] } });
    const phone = phoneProcess(t, ['801', '--config', file], locale);
    const dial = async (code: string, ...names: readonly string[]) => {
      phone.type('lift');
      phone.type('wait 0.6');
      phone.type(code);
      for (const name of names) await phone.prints(new RegExp(`^${prompt}${name}$`));
      phone.type('down');
      phone.type('wait 1.2');
    };
    await dial('*68', 'own-number', 'number-8', 'number-0');
    await dial('*67', 'shop-closed-now');
    t.match(box.status().hours, [{ open: false, actor: 'station:801' }]);
    await dial('*67', 'shop-open-now');
    await dial('*70', 'ring-back-test');
    await phone.prints(language === 'en' ? /^it rings$/ : /^振铃$/);
    phone.type('lift');
    await phone.prints(new RegExp(`^${prompt}ring-back-done$`));
    phone.type('down');
    phone.type('wait 1');
    await dial('*69', 'echo-test');
    phone.type('quit');
    await phone.ended;
  }
});
