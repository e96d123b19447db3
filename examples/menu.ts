// SPDX-License-Identifier: GPL-2.0-or-later
// How is a menu made? Keys choose, a number is keyed in, figures are spoken.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialogue, open, packagedPrompts } from 'spillway';
import { Town } from 'spillway/sim';

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spillway-')); // what is written goes there

/** 1: an order, by leaving a number. 2: about an order, when it comes. 0: an agent, and how many wait. */
async function mainMenu(call: Dialogue): Promise<void> {
  await call.answer();
  await call.say('welcome');
  const choice = await call.menu('menu-main', { choices: '120', attempts: 2 });
  console.log(`${call.callingParty} chose ${choice ?? 'nothing'}`);
  if (choice === '1') await leaveNumber(call);
  if (choice === '2') await call.say(call.speech.date({ month: 10, day: 1, weekday: 4 }));
  if (choice === '0') await call.say(call.speech.position(3));
  await call.say('goodbye');
}

async function leaveNumber(call: Dialogue): Promise<void> {
  const number = await call.collect({ prompt: 'key-in-your-number', min: 7, max: 12 });
  if (number === undefined) return;
  await call.say(call.speech.digits(number));
  const answer = await call.menu('confirm-1-again-2', { choices: '12' });
  if (answer === '2') return leaveNumber(call);
  console.log(`${call.callingParty} left ${number}`);
}

// A town is a stand-in for the public network; see answer-and-record.ts for a card.
const town = new Town({ trunks: ['e1'], prompts: join(packagedPrompts(), 'en') });

const box = await open({
  config: {
    language: 'en',
    data: join(folder, 'data'),
    board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'connect', path: '/run/e1.sock' } }] },
    accessNumbers: [{ number: '88880001', menu: 'main' }],
    queues: [{ name: 'nobody' }],
  },
  dialogues: { main: mainMenu },
  ...town.surroundings,
});
town.begin(box);

// One caller asks when his order comes, keying over the prompt.
const first = await town.calls('88880001', { from: '13912345678' });
await first.hears('menu-main');
await first.presses('2');
await first.hears('month-10');
await first.gone;

// Another one leaves his number and confirms it.
const second = await town.calls('88880001', { from: '13887654321' });
await second.hears('menu-main');
await second.presses('1');
await second.hears('key-in-your-number');
await second.presses('02188886666#');
await second.hears('confirm-1-again-2');
await second.presses('1');
await second.hears('goodbye');
await second.gone;

await box.close();
await town.close();
