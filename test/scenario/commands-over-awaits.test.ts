// SPDX-License-Identifier: GPL-2.0-or-later
// Does what a command brings about say who gave it, also what comes only after the disk, the exchange or somebody's telephone had their time?
import { userInfo } from 'node:os';
import t, { type Test } from 'tap';
import type { Origin } from '../../src/bus/index.js';
import { agentId, QUEUE, stationNumber } from '../support/box.js';
import { hangUp, talk } from '../support/floor.js';
import { shop } from '../support/shop.js';

const [FIRST, SECOND] = [agentId(1), agentId(2)];
const LI: Origin = { actor: 'user:li(1000)', source: 'shell' };
const { username, uid } = userInfo();
const SHELL: Origin = { actor: `user:${username}(${uid})`, source: 'shell' };
const ITSELF = { actor: null, source: null };

/** A shop in which a customer talks with the first agent, and the second is ready; `since` gives the events since it was asked last. */
async function busyShop(t: Test, config: Readonly<Record<string, unknown>> = {}) {
  const place = await shop(t, { telephones: 3, config });
  const { world, box, reads } = place;
  box.agents.signIn(FIRST, stationNumber(1));
  const { telephone, caller } = await talk(place);
  box.agents.signIn(SECOND, stationNumber(2));
  let last = 0;
  const since = async () => {
    await world.advance(200);
    await box.settled();
    const rows = await reads.selectFrom('event').selectAll().where('id', '>', last).orderBy('id').execute();
    last = rows.at(-1)?.id ?? last;
    return rows;
  };
  await since();
  return { ...place, telephone, caller, second: world.telephone(2), since };
}

t.test('what a person at the shell brings about is his, to the last event', async (t) => {
  const { world, spillway, telephone, second, since } = await busyShop(t);
  /** All that follows at once is of whoever typed it; `expected` is among it. */
  const his = async (line: readonly string[], ...expected: readonly string[]) => {
    t.match(await spillway(...line), { code: 0 }, line.join(' '));
    const told = await since();
    const caused = told.filter(({ type }) => type !== 'recording.ended'); // a rule's doing, as its begin
    t.match(caused, Array(caused.length).fill(SHELL), `${line.join(' ')}: ${told.map(({ type }) => type).join(', ')}`);
    for (const type of expected)
      t.ok(
        caused.some((event) => event.type === type),
        type,
      );
  };

  await his(['call', 'hold', FIRST], 'call.held');
  await his(['call', 'retrieve', FIRST], 'call.retrieved');
  await his(['call', 'consult', FIRST, SECOND], 'call.held', 'call.consulted', 'agent.changed');
  await world.until(() => second.rings);
  second.lift();
  await world.advance(300);
  await since();
  await his(['call', 'transfer', FIRST], 'call.transferred', 'call.parted', 'agent.changed');
  await hangUp(world, telephone);
  await since();
  await his(['call', 'transfer', SECOND, `queue:${QUEUE}`], 'call.transferred', 'call.queued');
  await his(['agents', 'sign-out', FIRST], 'agent.signedOut');
  await his(['callbacks', 'create', '13800138000'], 'callback.created');
  await his(['agents', 'add', '1004', 'Mei', '--queue', QUEUE], 'settings.changed', 'configuration.loaded');
  await his(['agents', 'pin', '1004', '--pin', '8137'], 'agent.pinChanged');
  await his(['blocked', 'add', '13900000009']);
  await his(['channels', 'busy-out', '1/5'], 'channels.busiedOut');
});

t.test('so is what a program awaits in between; two who command at once are not mixed up', async (t) => {
  const { box, since } = await busyShop(t);
  const works = [LI, { actor: 'program:crm(li)', source: 'program' } as const].map((by) =>
    box.actingFor(by, async () => {
      for (let round = 0; round < 3; round++) {
        await box.settled();
        box.note('configuration.refused', { file: by.actor, problems: round });
      }
    }),
  );
  await Promise.all(works);

  const told = await since();
  t.equal(told.length, 6);
  for (const { actor, detail } of told) t.equal(actor, JSON.parse(detail ?? '{}').file);
});

t.test('what the box does of itself later is its own, whoever set it going', async (t) => {
  const { world, box, telephone, caller, since } = await busyShop(t, { queues: [{ name: QUEUE, wrapUp: '5s' }] });
  await box.actingFor(LI, () => box.calling.hold(FIRST));
  t.match(await since(), [{ type: 'call.held', ...LI }]);
  await box.actingFor(LI, () => box.calling.retrieve(FIRST));
  await since();
  caller.clear();
  await world.advance(500);
  await hangUp(world, telephone);
  const ended = await since();
  t.ok(ended.some(({ type }) => type === 'call.ended'));
  t.match(ended, Array(ended.length).fill(ITSELF));

  box.actingFor(LI, () => box.agents.extendWrapUp(FIRST, 10_000));
  t.match(await since(), [LI]);
  await world.advance(20_000);
  const ready = await since();
  t.match(
    ready.filter(({ type }) => type === 'agent.changed'),
    [ITSELF],
    'a deadline that a command has set',
  );
});
