// SPDX-License-Identifier: GPL-2.0-or-later
// Do two boards work as one behind the boundary: calls on both, a bridge from one to the other, a D-channel in slot 1?

import t from 'tap';
import { type BoardOptions, NativeMedia } from '../../src/native/index.js';
import { Facts } from './engine-world.js';

const E1 = 31;

/** A board with both ends of an E1. */
function looped(name: string, dSlot: number): BoardOptions {
  const end = (own: string, peer: string) =>
    ({ name: own, kind: 'e1', dSlot, carrier: { type: 'loop', peer } }) as const;
  return { type: 'virtual', spans: [end(`${name}-net`, `${name}-box`), end(`${name}-box`, `${name}-net`)] };
}

function open(stepped: boolean) {
  const boards = [looped('first', 16), looped('second', 1)];
  const signalling = boards.flatMap(({ spans }) =>
    spans.map(({ name }) => ({ span: name, role: name.endsWith('net') ? 'network' : 'cpe' }) as const),
  );
  return new NativeMedia({ boards, signalling, stepped });
}

t.test('spans and channels of two boards are numbered through', async (t) => {
  const media = open(true);
  t.teardown(() => media.close());

  t.same(
    media.spans.map(({ name, firstChannel }) => [name, firstChannel]),
    [
      ['first-net', 0],
      ['first-box', E1],
      ['second-net', 2 * E1],
      ['second-box', 3 * E1],
    ],
  );
  t.equal(media.channels[15]?.kind, 'data');
  t.match(media.channels[2 * E1], { kind: 'data', slot: 1, span: 2 });
  t.equal(media.channels[2 * E1 + 15]?.kind, 'bearer');
});

t.test('a call comes in on each board, and a digit of one caller reaches the other over the bridge', async (t) => {
  const media = open(true);
  t.teardown(() => media.close());
  const facts = new Facts(media);
  for (const span of [0, 1, 2, 3]) facts.until(media, 'dChannelUp', { span });
  const slot16 = 15; // carries calls on the second board
  const ends = [0, 2 * E1 + slot16].map((channel) => {
    media.dial({ channel, exclusive: true, called: { digits: '4001234' } });
    const { call, channel: here } = facts.until(media, 'offered', { channel: channel + E1 });
    media.answer(call);
    facts.until(media, 'answered', { channel });
    return { caller: channel, here };
  });

  const [one = -1, other = -1] = ends.map(({ here }) => here);
  media.route([
    { channel: one, hears: [{ channel: other }] },
    { channel: other, hears: [{ channel: one }] },
  ]);
  media.detect(ends[1]?.caller ?? -1, true);
  media.sendDigits(ends[0]?.caller ?? -1, '7');

  t.match(facts.until(media, 'digit', { channel: ends[1]?.caller ?? -1 }), { digit: '7' });
  t.equal(media.counters().slips, 0);
});

t.test('with threads, each at its own time, the same', async (t) => {
  const media = open(false);
  t.teardown(() => media.close());
  const up = new Set<number>();
  const offered = new Promise<number>((resolve) => {
    media.onFact((fact) => {
      if (fact.type === 'dChannelUp') {
        up.add(fact.span);
        if (up.size === 4) media.dial({ channel: 2 * E1 + 5, exclusive: true, called: { digits: '4001234' } });
      }
      if (fact.type === 'offered') resolve(fact.channel);
    });
  });

  t.equal(await offered, 3 * E1 + 5);
});

t.test('a name that two boards have is refused, by its place', async (t) => {
  const boards = [looped('same', 16), looped('same', 16)];

  t.throws(() => new NativeMedia({ boards, signalling: [], stepped: true }), {
    name: 'RangeError',
    message: /boards\[1\]\.spans\[0\]\.name/,
  });
});
