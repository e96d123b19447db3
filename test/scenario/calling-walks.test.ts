// SPDX-License-Identifier: GPL-2.0-or-later
// Walks of verbs, telephones and callers in any order: whatever is done, everybody can go home afterwards, every leg has ended, every
// record is closed, and nobody's line stays engaged.
import t from 'tap';
import { seededChance } from '../../src/kernel/index.js';
import { ACCESS_NUMBER, agentId, openBox, QUEUE, stationNumber } from '../support/box.js';
import { cases } from '../support/cases.js';
import { agent, talk } from '../support/floor.js';

const AGENTS = 3;
const MOST_ACTS = 35;
const STEPS = 30;
/** How often what rings is lifted, and who is in no call puts down. */
const LIFTED = 0.6;
const TIDIED = 0.5;
/** How often a verb is tried by somebody who is in a call. */
const PICKED = 0.8;

const done = new Map<string, number>();

for (let seed = 1; seed <= cases(6).numRuns; seed++) {
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
  t.comment([...done].map(([name, times]) => `${name} ${times}`).join(', '));
  t.ok(done.size >= MOST_ACTS / 2, `${done.size} of ${MOST_ACTS} acts were legal at least once`);
});
