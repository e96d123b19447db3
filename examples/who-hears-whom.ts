// SPDX-License-Identifier: GPL-2.0-or-later
// How does a supervisor listen in, whisper and barge in? Who hears whom is data: one call for each change.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Audibility, type Dialogue, type Leg, open, packagedPrompts } from 'spillway';
import { Town } from 'spillway/sim';

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spillway-')); // what is written goes there
const legs = new Map<string, Leg>();

/** Whoever calls is put into the one conversation, and stays until he hangs up. */
async function takePart(call: Dialogue): Promise<void> {
  await call.answer();
  legs.set(call.callingParty, call.leg);
  await conversation.join(call.leg);
  await new Promise((resolve) => call.leg.cleared.on(resolve));
}

// A town is a stand-in for the public network; see answer-and-record.ts for a card.
const town = new Town({ prompts: join(packagedPrompts(), 'en') });
const box = await open({
  config: {
    language: 'en',
    data: join(folder, 'data'),
    board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'connect', path: '/run/e1.sock' } }] },
    accessNumbers: [{ number: '88880001', menu: 'join' }],
    queues: [{ name: 'nobody' }],
  },
  dialogues: { join: takePart },
  ...town.surroundings,
});
const conversation = box.conversation();
town.begin(box);

const customer = await town.calls('88880001', { from: '13912345678' });
const agent = await town.calls('88880001', { from: '13800000001' });
const supervisor = await town.calls('88880001', { from: '13800000002' });
const people = { customer, agent, supervisor };
await Promise.all(Object.values(people).map(({ answered }) => answered));
await town.wait(1_000);
const [agentLeg, supervisorLeg] = [legs.get(agent.number), legs.get(supervisor.number)];
if (!agentLeg || !supervisorLeg) throw new Error('somebody is missing');

/** Each presses a key, and the others tell whether they hear it. */
async function whoHearsWhom(): Promise<void> {
  for (const [talker, person] of Object.entries(people)) {
    const others = Object.entries(people).filter(([name]) => name !== talker);
    const hearing = Promise.allSettled(others.map(([, other]) => other.hearsKey('5', { within: 1_000 })));
    await person.presses('5');
    const heard = (await hearing).map(({ status }) => status === 'fulfilled');
    const listeners = others.filter((_, index) => heard[index]).map(([name]) => name);
    console.log(`  ${talker} is heard by ${listeners.join(' and ') || 'nobody'}`);
  }
}

const modes: readonly (readonly [string, Audibility<Leg>])[] = [
  ['listens in', 'hearsOnly'],
  ['whispers to the agent', { heardOnlyBy: [agentLeg] }],
  ['barges in', 'talks'],
];
for (const [what, audibility] of modes) {
  conversation.place(supervisorLeg, { audibility });
  await town.wait(100);
  console.log(`the supervisor ${what}:`);
  await whoHearsWhom();
}

// He takes over: the agent is out of the conversation, her line stays up.
conversation.leave(agentLeg);
await town.wait(100);
console.log('the supervisor takes over:');
await whoHearsWhom();

conversation.clear();
await box.close();
await town.close();
