// SPDX-License-Identifier: GPL-2.0-or-later
// Walks of verbs, telephones and callers in any order: whatever is done, everybody hears those with whom he is said to be and nobody else, can go
// home afterwards, every leg has ended, every record is closed, and nobody's line stays engaged.
import t from 'tap';
import { seededChance } from '../../src/kernel/index.js';
import { ACCESS_NUMBER, agentId, openBox, QUEUE, stationNumber } from '../support/box.js';
import { agent, talk } from '../support/floor.js';
import { heardWrong } from '../support/walk-hearing.js';

const AGENTS = 3;
const MOST_ACTS = 35;
const STEPS = 30;
/** How often what rings is lifted, and who is in no call puts down. */
const LIFTED = 0.6;
const TIDIED = 0.5;
/** How often a verb is tried by somebody who is in a call. */
const PICKED = 0.8;

/** How often it is listened who hears whom. */
const LISTENED = 0.3;
/** 200 walks in `npm run check:deep`. */
const WALKS = process.env.SPILLWAY_DEEP === undefined ? 8 : 200;

const done = new Map<string, number>();
let listenings = 0;

for (let seed = 1; seed <= WALKS; seed++) {
  t.test(`walk ${seed}`, async (t) => {
    const place = await openBox(t, { telephones: AGENTS, config: { queues: [{ name: QUEUE, wrapUp: '0s' }] } });
    const { world, box, reads } = place;
    const words = seededChance(seed);
    const chance = () => words() / 2 ** 32;
    const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
    const outside = world.network.answersAfter(world.clock, 500);
    const { caller } = await talk(place);
    const callers = [caller];
    const numbers = Array.from({ length: AGENTS }, (_, i) => i + 1);
    const { calling } = box;
    const busy = () => numbers.filter((at) => !['free', 'inUse'].includes(calling.situation(stationNumber(at))));
    const anybody = () => agentId(one(numbers));
    const who = () => agentId(chance() < PICKED && busy().length > 0 ? one(busy()) : one(numbers));
    const telephone = () => world.telephone(one(numbers));
    const acts: Readonly<Record<string, () => void>> = {
      hold: () => calling.hold(who()),
      retrieve: () => calling.retrieve(who()),
      alternate: () => calling.alternate(who()),
      consultAgent: () => calling.consult(who(), { agent: anybody() }),
      consultStation: () => calling.consult(who(), { station: stationNumber(one(numbers)) }),
      consultOutside: () => calling.consult(who(), { number: '13700000007' }),
      reconnect: () => calling.reconnect(who()),
      transfer: () => calling.transfer(who()),
      conference: () => calling.conference(who()),
      toAgent: () => calling.singleStepTransfer(who(), { agent: anybody() }),
      toQueue: () => calling.singleStepTransfer(who(), { queue: QUEUE }),
      clear: () => calling.clear(who()),
      leave: () => calling.leave(who()),
      makeCall: () => calling.makeCall(anybody(), one([{ agent: anybody() }, { number: '13700000008' }])),
      park: () => calling.colleagues.park(who()),
      unpark: () => calling.colleagues.unpark(anybody(), one(['1', '2'])),
      pickUp: () => calling.colleagues.pickUp(anybody()),
      answer: () => calling.ringing.answer(who()),
      deflectStation: () => calling.ringing.deflect(who(), { station: stationNumber(one(numbers)) }),
      deflectQueue: () => calling.ringing.deflect(who(), { queue: QUEUE }),
      deflectOutside: () => calling.ringing.deflect(who(), { number: '13700000007' }),
      callWaiting: () => void calling.telephones.callWaiting(stationNumber(one(numbers)), true).catch(() => {}),
      forward: () =>
        void calling.telephones
          .forward(
            stationNumber(one(numbers)),
            one(['always', 'busy', 'noAnswer']),
            one([{ station: stationNumber(one(numbers)) }, { queue: QUEUE }, { number: '13700000007' }]),
          )
          .catch(() => {}),
      forwardOff: () => void calling.telephones.forwardOff(stationNumber(one(numbers))).catch(() => {}),
      campOn: () => calling.campOns.begin(anybody(), { agent: anybody() }),
      listen: () => calling.supervision.supervise(anybody(), who(), one(['listen', 'whisper', 'barge'])),
      takeOver: () => calling.supervision.takeOver(who()),
      release: () => calling.supervision.release(who()),
      lift: () => telephone().lift(),
      putDown: () => telephone().putDown(),
      flash: () => telephone().flash(),
      dial: () => void telephone().dial(one(['*2', '*3', '801', '802', '803', '13700000009', '*78'])),
      ring: () => void callers.push(world.network.call(ACCESS_NUMBER, `1390000000${callers.length % 10}`)),
      hangUp: () => one(callers).clear(),
      farHangUp: () => outside.at(-1)?.clear(),
    };
    const numbered = <L extends { readonly state: string }>(legs: readonly L[], digits: (leg: L) => string) =>
      legs.filter(({ state }) => state === 'connected').map((leg) => ({ leg, digits: digits(leg) }));
    const outsiders = () =>
      [...numbered(callers, ({ calling }) => calling.digits), ...numbered(outside, ({ called }) => called.digits)].map(
        ({ leg, digits }) => [digits, leg.channel.index] as const,
      );
    const walked: string[] = [];
    for (let step = 0; step < STEPS; step++) {
      const name = one(Object.keys(acts));
      try {
        acts[name]?.();
        walked.push(name);
        done.set(name, (done.get(name) ?? 0) + 1);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && ['REFUSED', 'NOT_FOUND'].includes(String(error.code))))
          throw new Error(`${walked.join(' ')} ${name}`, { cause: error });
      }
      await world.advance(one([40, 300, 1_300]));
      if (chance() < LIFTED) world.telephones.find(({ rings }) => rings)?.lift();
      if (chance() < TIDIED)
        for (const at of numbers) if (calling.situation(stationNumber(at)) === 'inUse') world.telephone(at).putDown();
      if (chance() >= LISTENED || name === 'dial') continue;
      const { wrong, listened } = await heardWrong(place, outsiders());
      if (listened) listenings++;
      if (wrong.length > 0) t.fail(wrong.join('; '), { walked });
    }
    for (const caller of callers) caller.clear();
    for (const leg of outside) leg.clear();
    for (const lifted of world.telephones) lifted.putDown();
    await world.advance(4_000);
    for (const rung of world.telephones.filter(({ rings }) => rings)) rung.putDown();
    await world.advance(65_000); // whoever was summoned is rung for so long
    const told = walked.join(' ');
    const now = box.status();
    t.same(
      numbers.map((number) => agent(box, number).state).filter((state) => !['ready', 'notReady'].includes(state)),
      [],
      `everybody is free: ${told}`,
    );
    t.equal(now.calls.inProgress, 0, told);
    t.same(
      numbers.map((number) => calling.situation(stationNumber(number))),
      numbers.map(() => 'free'),
      told,
    );
    const open = await reads.selectFrom('call').select('id').where('endedAt', 'is', null).execute();
    t.same(open, [], `every call has ended: ${told}`);
    const legs = await reads.selectFrom('leg').select(['id', 'kind']).where('endedAt', 'is', null).execute();
    t.same(legs, [], `every leg has ended: ${told}`);
    const segments = await reads.selectFrom('segment').selectAll().where('toAt', 'is', null).execute();
    t.same(segments, [], `every stay has ended: ${told}`);
  });
}

t.test('the walks went far', async (t) => {
  t.comment(`who hears whom was listened to ${listenings} times`);
  t.ok(listenings > 3 * WALKS, `${listenings} times`);
  t.comment([...done].map(([name, times]) => `${name} ${times}`).join(', '));
  t.ok(done.size >= MOST_ACTS / 2, `${done.size} of ${MOST_ACTS} acts were legal at least once`);
});
