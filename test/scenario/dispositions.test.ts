// SPDX-License-Identifier: GPL-2.0-or-later
// Does each way out of a dialogue count as what it was for the caller, in the record, the event and the totals?
import t from 'tap';
import type { Dialogue } from '../../src/ivr/index.js';
import { isLost } from '../../src/report/index.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { beginClosing } from '../support/slow-line.js';

const menu = async (dialogue: Dialogue) => {
  await dialogue.answer();
  await dialogue.menu('menu-main', { choices: '12' });
};

/** A caller in a dialogue; what happens to him; how he is counted. */
async function counted(
  t: Parameters<typeof openBox>[0],
  main: (dialogue: Dialogue) => Promise<void>,
  does: (caller: { clear(): void; sendDigits(digits: string): unknown }) => void = () => {},
) {
  const config = { accessNumbers: [{ number: ACCESS_NUMBER, menu: 'main' }], queues: [{ name: QUEUE }] };
  const place = await openBox(t, { dialogues: { main }, config, signedIn: 0 });
  const { world, box, reads, events } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13811112222');
  await world.until(() => caller.state === 'connected' || caller.state === 'cleared');
  await world.advance(1_000);
  does(caller);
  await world.until(() => caller.state === 'cleared', 60_000);
  await world.advance(200);
  await box.settled();
  const [call] = await reads.selectFrom('call').select(['disposition', 'reason']).execute();
  const [event] = await events('call.ended');
  t.equal(JSON.parse(event?.detail ?? '{}').disposition, call?.disposition);
  const { offered, inProgress, ...ends } = box.status().calls;
  t.strictSame([offered, inProgress], [1, 0]);
  t.strictSame(
    Object.entries(ends).filter(([, count]) => count > 0),
    [[call?.disposition, 1]],
  );
  return call?.disposition;
}

t.test('a menu that is left by hang-up was abandoned in the flow, and answered nothing', async (t) => {
  t.equal(await counted(t, menu, (caller) => caller.clear()), 'abandonedInFlow');
});

t.test('a menu that comes to its end has served the caller', async (t) => {
  t.equal(await counted(t, menu, (caller) => caller.sendDigits('1')), 'selfServed');
});

t.test('a script that clears its caller has served him, in whatever language it did', async (t) => {
  const script = async (dialogue: Dialogue) => {
    await dialogue.answer();
    const other = dialogue.in('en');
    await other.say('goodbye');
    other.clear();
    await other.say('goodbye');
  };
  t.equal(await counted(t, script), 'selfServed');
});

t.test('a script that fails has refused the call', async (t) => {
  const script = async (dialogue: Dialogue) => {
    await dialogue.answer();
    throw new Error('a bug of the shop');
  };
  t.equal(await counted(t, script), 'refused');
});

t.test('a stop interrupts who is in a menu', async (t) => {
  const config = { accessNumbers: [{ number: ACCESS_NUMBER, menu: 'main' }] };
  const place = await openBox(t, { dialogues: { main: menu }, config });
  const caller = place.world.network.call(ACCESS_NUMBER, '13811112222');
  await place.world.until(() => caller.state === 'connected');
  await beginClosing(place)();
  t.match(await place.reads.selectFrom('call').select('disposition').execute(), [{ disposition: 'interrupted' }]);
});

t.test(
  'who is given to a number outside is forwarded; refused by a rule, he is none whom the shop has lost',
  async (t) => {
    const closed = [{ from: '20:00', to: '21:00' }]; // the box begins at 09:00
    const accessNumbers = [
      { number: ACCESS_NUMBER, queue: QUEUE },
      { number: '88880002', queue: QUEUE, hours: closed, afterHours: { number: '13800000008' } },
      { number: '88880003', queue: QUEUE, hours: closed, afterHours: { station: '802' } },
    ];
    const rules = [{ name: 'unwanted', if: 'contact.number == "+8613811110666"', to: { refuse: 21 } }];
    const place = await openBox(t, { config: { accessNumbers, rules }, signedIn: 0 });
    const { world, box, reads } = place;
    const outside = world.network.answersAfter(world.clock, 500);
    const forwarded = world.network.call('88880002', '13811112222');
    await world.until(() => forwarded.state === 'connected' && outside[0]?.state === 'connected', 10_000);
    await world.advance(2_000);
    forwarded.clear();
    const rung = world.network.call('88880003', '13811113333');
    await world.until(() => world.telephone(2).rings, 5_000);
    world.telephone(2).lift();
    await world.until(() => rung.state === 'connected', 5_000);
    await world.advance(2_000);
    rung.clear();
    const refused = world.network.call(ACCESS_NUMBER, '13811110666');
    await world.until(() => refused.state === 'cleared', 5_000);
    await world.advance(1_000);
    await box.settled();
    const rows = await reads.selectFrom('contact').select(['disposition', 'reason']).orderBy('startedAt').execute();
    t.match(rows, [
      { disposition: 'forwarded' },
      { disposition: 'answered' },
      { disposition: 'refused', reason: 'rule' },
    ]);
    t.match(box.status().calls, { offered: 3, forwarded: 1, answered: 1, refused: 1 });
    t.same(rows.filter(isLost), []);
  },
);
