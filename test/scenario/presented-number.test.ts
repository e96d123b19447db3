// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-67
// Which of our numbers is shown in calls that people make: that of the access number by which the customer came, of his queue, of the agent,
// or of all; never one that is not the trunk group's.
import t, { type Test } from 'tap';
import { parseConfig } from '../../src/config/index.js';
import { ACCESS_NUMBER, agentId, openBox, QUEUE } from '../support/box.js';
import { callInHand } from '../support/call-in-hand.js';
import type { World } from '../support/world.js';

const FIRST = agentId(1);
const [MAIN, SECOND, THIRD, FOURTH] = [`021${ACCESS_NUMBER}`, '02188880002', '02188880003', '02188880004'];
const trunks = (world: { trunkGroups?: unknown } = {}) => ({
  trunkGroups: [{ name: 'telecom', spans: ['e1-1'], presentable: [SECOND, MAIN, THIRD, FOURTH] }],
  ...world,
});
const agents = (more: object) =>
  [1, 2].map((n) => ({ id: agentId(n), name: `Agent ${n}`, pin: '4711', queues: [QUEUE], ...more }));

/** What a customer sees whom the agent calls by himself. */
async function byHand(t: Test, config: Readonly<Record<string, unknown>>) {
  const { world, box } = await openBox(t, { telephones: 2, signedIn: 1, config: trunks(config as object) });
  const outside = world.network.answersAfter(world.clock, 500);
  box.calling.makeCall(FIRST, { number: '13800000008' });
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => outside.length > 0, 3_000);
  return outside[0]?.calling.digits;
}

t.test('a call by hand shows the number of the agent, of his queue, of all, or the usual one', async (t) => {
  const queues = [{ name: QUEUE, show: THIRD }];
  const dialling = { show: FOURTH };
  t.equal(await byHand(t, { agents: agents({ show: MAIN }), queues, dialling }), MAIN);
  t.equal(await byHand(t, { queues, dialling }), THIRD);
  t.equal(await byHand(t, { dialling }), FOURTH);
  t.equal(await byHand(t, {}), SECOND, 'the first that the carrier lets us show');
});

/** What somebody outside sees to whom a customer is given, who came by the access number. */
async function whoIsAsked(t: Test, verb: 'consult' | 'transfer', config: object) {
  const { world, box } = await callInHand(t, { config: trunks(config) });
  const outside = (world as World).network.answersAfter(world.clock, 500);
  if (verb === 'consult') box.calling.consult(FIRST, { number: '13700000007' });
  else box.calling.singleStepTransfer(FIRST, { number: '13700000007' });
  await world.until(() => outside.length > 0, 3_000);
  return outside[0]?.calling.digits;
}

t.test('whoever is asked, or given the customer, sees the number that the customer called', async (t) => {
  const accessNumbers = (more: object) => [{ number: ACCESS_NUMBER, queue: QUEUE, ...more }];
  for (const verb of ['consult', 'transfer'] as const) {
    t.equal(await whoIsAsked(t, verb, { agents: agents({ show: THIRD }) }), MAIN, 'itself');
    t.equal(await whoIsAsked(t, verb, { accessNumbers: accessNumbers({ show: FOURTH }) }), FOURTH, 'what stands at it');
  }
  const queues = [{ name: QUEUE, show: THIRD }];
  const without = { trunkGroups: [{ name: 'telecom', spans: ['e1-1'], presentable: [SECOND, THIRD] }], queues };
  t.equal(await whoIsAsked(t, 'consult', without), THIRD, 'its queue’s, where it may not be shown itself');
});

t.test('a number that is not the trunk group’s is no setting', async (t) => {
  const file = (show: string) => `
trunkGroups: [{ name: telecom, spans: [e1], presentable: ['${MAIN}'] }, { name: other, spans: [e1], presentable: ['${SECOND}'] }]
accessNumbers: [{ number: '88880001', queue: sales${show === 'access' ? `, show: '${SECOND}'` : ''} }]
queues: [{ name: sales${show === 'queue' ? `, show: '${SECOND}'` : ''} }]
agents: [{ id: '1001', name: A, queues: [sales]${show === 'agent' ? `, show: '${SECOND}'` : ''} }]
dialling: {${show === 'all' ? `show: '${SECOND}'` : ''}}
`;
  for (const where of ['access', 'queue', 'agent', 'all']) {
    const parsed = parseConfig(file(where), 'spillway.yaml', { hasPrompt: () => true });
    const problems = 'problems' in parsed ? parsed.problems : [];
    t.match(problems.map(({ text }) => text).join('\n'), /presentable number "02188880002"/, where);
  }
});
