// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears the stream of a leg, alone and in a conversation, and what is told of it?
import t from 'tap';
import type { EarRoute } from '../../../src/native/index.js';
import { box, settled } from '../../support/calls.js';

function twoLegs() {
  const made = box();
  const { media } = made;
  const [customer, agent] = [made.answered(3), made.answered(4)];
  const ears = () => media.given('route').at(-1)?.[0] as readonly EarRoute[];
  return { ...made, customer, agent, ears };
}

const STREAM = { channel: 3, what: 'stream' } as const;
const COUNTS = { lost: 0, missing: 0, late: 0 };

t.test('by itself a stream hears the party, and nobody hears it', async (t) => {
  const { media, customer } = twoLegs();
  const { handle } = customer.stream();
  t.same(media.given('stream'), [[3, { hears: true }, handle.operation]]);
  t.same(media.given('route'), []);
});

t.test('it can hear what the party is sent, both, or nothing', async (t) => {
  const { media, customer, ears } = twoLegs();
  customer.stream({ hears: 'sent', frames: 128 });
  t.same(ears(), [{ channel: 3, side: 'stream', hears: [{ channel: 3, what: 'sent' }] }]);
  customer.stream({ hears: 'both' });
  t.same(ears(), [{ channel: 3, side: 'stream', hears: [{ channel: 3 }, { channel: 3, what: 'sent' }] }]);
  customer.stream({ hears: 'nothing' });
  t.same(
    media.given('stream').map(([, how]) => how),
    [{ hears: true, frames: 128 }, { hears: true }, { hears: false }],
  );
});

t.test('the party hears its stream, alone, among others and alone again', async (t) => {
  const { calls, customer, agent, ears } = twoLegs();
  customer.stream({ heardBy: 'party' });
  t.same(ears(), [{ channel: 3, hears: [STREAM] }]);
  const call = calls.open(customer);
  void call.join(customer, agent);
  t.same(ears(), [
    { channel: 3, hears: [{ channel: 4 }, STREAM] },
    { channel: 4, hears: [{ channel: 3 }] },
  ]);
  call.place(customer, { audibility: 'held' });
  t.same(ears()[0], { channel: 3, hears: [STREAM] });
  call.leave(customer);
  t.same(ears().at(-1), { channel: 3, hears: [STREAM] });
});

t.test('others hear it where and as loud as they hear the party, from when it begins', async (t) => {
  const { calls, customer, agent, ears } = twoLegs();
  const call = calls.open(customer);
  void call.join(customer, agent);
  call.place(customer, { gainDb: -6 });
  customer.stream({ heardBy: 'everybody' });
  t.same(ears(), [
    { channel: 3, hears: [{ channel: 4 }, STREAM] },
    {
      channel: 4,
      hears: [
        { channel: 3, gainDb: -6 },
        { ...STREAM, gainDb: -6 },
      ],
    },
  ]);
  call.place(customer, { audibility: 'hearsOnly' });
  t.same(ears()[1]?.hears, []);
});

t.test('stalls and the end are told, and then nobody is to hear it', async (t) => {
  const { media, customer, agent, calls, ears } = twoLegs();
  const stream = customer.stream({ heardBy: 'others' });
  const { operation } = stream.handle;
  const told: unknown[] = [];
  stream.stalled.on((stall) => told.push(stall));
  media.tell({ type: 'stalled', channel: 3, operation, lost: 5, missing: 2, late: 1 });
  t.same(told, [{ lost: 5, missing: 2, late: 1 }]);

  void stream.stop();
  t.equal(media.last('stop'), operation);
  media.tell({ type: 'ended', channel: 3, operation, reason: 'stopped', heard: 9, given: 8, ...COUNTS });
  t.same(await stream.ended, { reason: 'stopped', heard: 9, given: 8, ...COUNTS });
  void calls.open(customer).join(customer, agent);
  t.same(ears()[1], { channel: 4, hears: [{ channel: 3 }] });
});

t.test('the end of the leg ends it', async (t) => {
  const { media, customer } = twoLegs();
  const stream = customer.stream();
  const { operation } = stream.handle;
  media.tell({ type: 'cleared', call: customer.handle, channel: 3 });
  t.equal(media.last('stop'), operation);
  media.tell({ type: 'ended', channel: 3, operation, reason: 'stopped', heard: 1, given: 0, ...COUNTS });
  await settled();
  t.equal((await stream.ended).reason, 'cleared');
  t.throws(() => customer.stream(), { code: 'LEG_CLEARED' });
});
