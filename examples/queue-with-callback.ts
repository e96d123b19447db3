// SPDX-License-Identifier: GPL-2.0-or-later
// What happens when everybody calls at once? Agents take what they can; the others are promised a callback, which is kept.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open, packagedPrompts } from 'spillway';
import { Town } from 'spillway/sim';

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spillway-')); // what is written goes there

// A town is a stand-in for the public network and the agents' telephones; see answer-and-record.ts for a card.
const town = new Town({ trunks: ['e1'], bank: { name: 'phones', ports: 1 }, prompts: join(packagedPrompts(), 'en') });

const box = await open({
  config: {
    language: 'en',
    data: join(folder, 'data'),
    board: {
      type: 'virtual',
      spans: [
        { name: 'e1', kind: 'e1', carrier: { type: 'connect', path: '/run/e1.sock' } },
        { name: 'phones', kind: 'analog', count: 1, carrier: { type: 'connect', path: '/run/phones.sock' } },
      ],
    },
    accessNumbers: [{ number: '88880001', queue: 'orders' }],
    queues: [{ name: 'orders', wrapUp: '5s', maxWait: '20s', overflow: 'callback', announce: { every: '10s' } }],
    agents: [{ id: '1001', name: 'Li Na', pin: '4711', queues: ['orders'] }],
    callback: { trough: { hold: '5s' }, perNumber: [{ calls: 3, within: '24h' }] },
  },
  ...town.surroundings,
});
town.begin(box);

// Everything that happens in the business is told when it is on the disk.
box.bus.onAny(({ type, at, facts }) => {
  if (!/^(call|capture|promise|callback|recording)\./.test(type)) return;
  const told = JSON.stringify(facts, (_, fact) => fact ?? undefined);
  console.log(new Date(at).toISOString().slice(11, 23), type.padEnd(20), told);
});

// The agent signs in at her telephone with *61*AGENT*PIN#.
const desk = town.telephone(1);
await desk.lifts();
await desk.presses('*61*1001*4711#');
await desk.hears('agent-signed-in');
desk.putsDown();

/** She lifts, talks for so many seconds, and puts down. */
async function takesACall(seconds: number): Promise<void> {
  await desk.rings();
  await desk.lifts();
  await town.wait(seconds * 1_000);
  desk.putsDown();
}

// The first caller talks with her for a minute; the second one waits in vain, and hears the promise.
const talk = takesACall(60);
const first = await town.calls('88880001', { from: '13912345678' });
const second = await town.calls('88880001', { from: '13887654321' });
await second.hears('surge');
await second.gone;
await talk;
await first.gone;

// It is quiet again: he is called back, presses 1, and is joined with her.
const customer = await town.rung();
customer.answers();
await customer.hears('callback-press-1');
await customer.presses('1');
await takesACall(10);
await customer.gone;

console.log(`${box.status().callbacks.connected} promise kept`);
await box.close();
await town.close();
