// SPDX-License-Identifier: GPL-2.0-or-later
// Does one bad handler cost one call, and never the box? Its call is cleared with 41, an alarm says so, all else goes on.
import { join } from 'node:path';
import t from 'tap';
import type { Leg } from '../../src/call/index.js';
import { ConfigFile } from '../../src/config/index.js';
import { TelephonyError } from '../../src/faults.js';
import type { Dialogue } from '../../src/ivr/index.js';
import { Store } from '../../src/store/store.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { talk } from '../support/floor.js';

const bug = () => {
  throw new Error('a bug of the shop');
};

/** How a shop's program can listen to its caller; each of them throws when it hears. */
const HANDLERS: Readonly<Record<string, (leg: Leg) => void>> = {
  digit: (leg) => leg.digit.on(bug),
  answered: (leg) => leg.answered.on(bug),
  cleared: (leg) => leg.cleared.on(bug),
  masked: (leg) => leg.masked.on(bug),
};

for (const [kind, listen] of Object.entries(HANDLERS)) {
  t.test(`a listener of "${kind}" that throws costs its own call alone`, async (t) => {
    const others: string[] = [];
    const main = async (dialogue: Dialogue) => {
      listen(dialogue.leg);
      dialogue.leg.cleared.on(() => others.push('heard'));
      await dialogue.answer();
      await dialogue.collect({ prompt: 'key-in-your-number', max: 4, mask: 'card' });
    };
    const accessNumbers = [
      { number: ACCESS_NUMBER, queue: QUEUE },
      { number: '88880002', menu: 'main' },
    ];
    const place = await openBox(t, { dialogues: { main }, config: { accessNumbers } });
    const { world, box, reads } = place;
    const { caller: good } = await talk(place);
    const caller = world.network.call('88880002', '13811112222');
    await world.until(() => caller.state === 'connected' || caller.state === 'cleared');
    await world.advance(1_000);
    if (caller.state === 'connected') caller.sendDigits('1');
    await world.advance(1_000);
    if (kind === 'cleared') caller.clear();
    await world.until(() => caller.state === 'cleared', 5_000);
    await world.advance(500);
    await box.settled();

    if (kind !== 'cleared') t.equal(caller.cause, 41);
    t.strictSame(others, ['heard'], 'the others hear it all the same');
    t.equal(good.state, 'connected');
    t.match(box.status().alarms, [{ code: 'HANDLER_FAILED' }]);
    t.equal((await reads.selectFrom('call').selectAll().where('endedAt', 'is not', null).execute()).length, 1);
    await talk(place, { calling: '13700000000', port: 2 });
  });
}

t.test('the next call comes, and the timers of the box go on, when a timer of a program throws', async (t) => {
  const place = await openBox(t);
  const { world, box } = place;
  box.clock.at(box.clock.now() + 100, bug);
  await world.advance(2_000);
  t.match(box.status().alarms, [{ code: 'HANDLER_FAILED' }]);
  await talk(place);
});

t.test('a store that fails while the configuration is read again ends nothing', async (t) => {
  const { world, box } = await openBox(t);
  const unheard: unknown[] = [];
  const hear = (error: unknown) => unheard.push(error);
  process.on('unhandledRejection', hear);
  const { commit } = Store.prototype;
  Store.prototype.commit = () => Promise.reject(new TelephonyError('STORE_FAILED', 'disk I/O error'));
  t.teardown(() => {
    Store.prototype.commit = commit;
    process.off('unhandledRejection', hear);
  });
  box.configure(ConfigFile.open(join(world.folder, 'spillway.yaml')).current);
  await world.advance(1_000);
  Store.prototype.commit = commit;
  t.same(unheard, []);
});
