// SPDX-License-Identifier: GPL-2.0-or-later
// What was the call about? Agents say it by a digit or a command, while they talk or wrap up; it stands with the call, and wrap-up goes with
// the agent over all queues, through transfers.
import t from 'tap';
import { ACCESS_NUMBER, agentId, QUEUE, stationNumber } from '../support/box.js';
import { agent, dialCode, hangUp, talk } from '../support/floor.js';
import { shop } from '../support/shop.js';

const CODES = [{ digit: '1', name: 'consulting' }, { digit: '2', name: 'complaint' }, { name: 'fraud' }];

const options = (more: object = {}) => ({
  signedIn: 1,
  config: {
    queues: [
      { name: QUEUE, wrapUp: '30s', wrapUpCodes: CODES, extendWrapUp: '1min', ...more },
      { name: 'other', wrapUp: '5s' },
    ],
    accessNumbers: [
      { number: ACCESS_NUMBER, queue: QUEUE },
      { number: '88880002', queue: 'other' },
    ],
    agents: [1, 2].map((n) => ({ id: agentId(n), name: `Agent ${n}`, pin: '4711', queues: [QUEUE, 'other'] })),
  },
});

t.test('by a digit in wrap-up, by a command while he talks; the last holds, and stands with the call', async (t) => {
  const place = await shop(t, options());
  const { world, box, events, spillway } = place;
  const { caller, telephone } = await talk(place);
  t.match((await spillway('agents', 'code', agentId(1), 'fraud')).text, /done/);
  caller.clear();
  await hangUp(world, telephone);
  t.equal(agent(box, 1).state, 'wrapUp');
  await dialCode(place, 1, '*732', 'wrap-up-code-taken');
  t.equal(agent(box, 1).state, 'wrapUp', 'it does not end his wrap-up');
  await dialCode(place, 1, '*739', 'agent-not-possible');
  await box.settled();
  t.match(await events('agent.wrapUpCode'), [
    { agent: agentId(1), detail: /"code":"fraud"/ },
    { queue: QUEUE, detail: /"code":"complaint"/, actor: `agent:${agentId(1)}`, source: 'telephone' },
  ]);
  const [{ id } = { id: '' }] = await place.reads.selectFrom('call').select('id').execute();
  const shown = (await spillway('calls', 'show', id)).text;
  t.match(shown, /wrap-up: complaint \(agent 1001\)/);
  t.notMatch(shown, /fraud/);
  const report = JSON.parse((await spillway('report', '--by', 'queue', '--json')).text);
  t.match(report, { codes: { complaint: 1 }, parts: [{ key: QUEUE, codes: { complaint: 1 } }] });
  t.match(report.agents, [{ agent: agentId(1), codes: { complaint: 1 } }]);
  t.notOk(report.codes.fraud, 'the last one counts');
  t.match((await spillway('report')).text, /Codes +complaint 1[\s\S]+1001 codes: complaint 1/);
  t.match((await spillway('report', '--csv')).text, /code: complaint,1/);
  box.agents.finishWrapUp(agentId(1));
  t.throws(() => box.agents.wrapUpCode(agentId(1), 'fraud'), { code: 'REFUSED' }, 'there is no call any more');
});

t.test('after a flash: the call is held meanwhile, and goes on by the next one', async (t) => {
  const place = await shop(t, options());
  const { world, box, events } = place;
  const { caller, telephone } = await talk(place);
  telephone.flash();
  await world.advance(1_000);
  const taken = world.listen(telephone.channel, await world.load('zh-CN/wrap-up-code-taken'));
  telephone.dial('*731');
  await world.until(() => taken.heard, 10_000);
  telephone.flash();
  await world.advance(1_000);
  t.equal(caller.state, 'connected');
  t.equal(agent(box, 1).state, 'talking');
  await box.settled();
  t.match(await events('agent.wrapUpCode'), [{ detail: /consulting/ }]);
});

t.test('where it is required he is not done before he has given one; when his time is over it is none', async (t) => {
  const place = await shop(t, options({ wrapUpCode: 'required' }));
  const { world, box, spillway, events } = place;
  const first = await talk(place);
  first.caller.clear();
  await hangUp(world, first.telephone);
  await dialCode(place, 1, '*65', 'agent-not-possible');
  await dialCode(place, 1, '*62', 'agent-not-possible');
  await dialCode(place, 1, '*631', 'agent-not-possible');
  t.match(
    (await spillway('agents', 'finish', agentId(1))).complaint,
    /a wrap-up code is needed first: consulting, complaint, fraud/,
  );
  await dialCode(place, 1, '*731', 'wrap-up-code-taken');
  await dialCode(place, 1, '*65', 'agent-ready');
  t.equal(agent(box, 1).state, 'ready');

  const second = await talk(place, { calling: '13900000002' });
  second.caller.clear();
  await hangUp(world, second.telephone);
  await world.until(() => agent(box, 1).state === 'ready', 40_000);
  await box.settled();
  t.match(await events('agent.wrapUpCode'), [{ detail: /consulting/ }, { detail: /"code":"none"/ }]);
  const calls = await place.reads.selectFrom('call').select('id').orderBy('offeredAt').execute();
  t.match((await spillway('calls', 'show', calls[1]?.id ?? '')).text, /wrap-up: none given \(agent 1001\)/);
});

t.test('wrap-up is made longer by command, up to the limit, and not when there is none', async (t) => {
  const place = await shop(t, options());
  const { world, box, spillway } = place;
  t.match((await spillway('agents', 'extend', agentId(1), '60')).complaint, /there is no wrap-up/);
  const { caller, telephone } = await talk(place);
  caller.clear();
  await hangUp(world, telephone);
  t.match((await spillway('agents', 'extend', agentId(1), '40')).text, /done/);
  t.match((await spillway('agents', 'extend', agentId(1), '40', '--json')).text, /"extendedBy": ?20000/);
  t.match((await spillway('agents', 'extend', agentId(1), '40')).complaint, /as long as its queue allows/);
  t.match((await spillway('agents', 'extend', agentId(1), 'long')).complaint, /a number of seconds/);
  await world.advance(85_000);
  t.equal(agent(box, 1).state, 'wrapUp');
  await world.advance(5_000);
  t.equal(agent(box, 1).state, 'ready');
});

t.test(
  'whoever gives the customer away wraps up by his queue, and nothing of another queue comes meanwhile',
  async (t) => {
    const place = await shop(t, { ...options(), signedIn: 2 });
    const { world, box, events } = place;
    box.agents.notReady(agentId(2), 'meal');
    const { caller, telephone } = await talk(place);
    box.calling.consult(agentId(1), { agent: agentId(2) });
    await world.until(() => world.telephone(2).rings, 5_000);
    world.telephone(2).lift();
    await world.advance(500);
    box.calling.transfer(agentId(1));
    await hangUp(world, telephone);
    t.match(agent(box, 1), { state: 'wrapUp' });
    const other = world.network.call('88880002', '13900000009');
    await world.advance(10_000);
    t.notOk(telephone.rings, 'wrap-up is his own, whatever queue the next call is of');
    t.equal(caller.state, 'connected');
    box.agents.wrapUpCode(agentId(1), 'consulting');
    box.agents.wrapUpCode(agentId(2), 'complaint');
    caller.clear();
    await hangUp(world, world.telephone(2));
    t.match(agent(box, 2), { state: 'wrapUp' }, 'and so does he who took it');
    await box.settled();
    t.match(await events('agent.wrapUpCode'), [{ agent: agentId(1) }, { agent: agentId(2) }]);
    await world.until(() => telephone.rings, 30_000);
    other.clear();
  },
);

t.test('a transfer back leaves the wrap-up that he is in as it is, until he talks again', async (t) => {
  const place = await shop(t, { ...options(), signedIn: 2 });
  const { world, box } = place;
  const { caller, telephone } = await talk(place);
  box.calling.singleStepTransfer(agentId(1), { agent: agentId(2) });
  await world.until(() => world.telephone(2).rings, 5_000);
  world.telephone(2).lift();
  await hangUp(world, telephone);
  await world.advance(2_000);
  const { since } = agent(box, 1);
  caller.clear();
  await hangUp(world, world.telephone(2));
  t.match(agent(box, 1), { state: 'wrapUp', since }, 'the end of the call at the other one is not his');
  t.match(agent(box, 2), { state: 'wrapUp', station: stationNumber(2) });
});
