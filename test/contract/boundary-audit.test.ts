// SPDX-License-Identifier: GPL-2.0-or-later
// Does the engine tell what there is when it is asked?

import t from 'tap';
import { type Fact, NativeMedia } from '../../src/native/index.js';
import { Facts, LOOP } from './engine-world.js';

const NET = 31; // time slot 1 at the network's end

t.test('an audit tells each call and each D-channel, and how the telephones lie', async (t) => {
  const bank = (name: string, peer: string, side: 'station' | 'telephone') =>
    ({ name, kind: 'analog', ports: 2, side, carrier: { type: 'loop', peer } }) as const;
  const spans = LOOP.board?.type === 'virtual' ? LOOP.board.spans : [];
  const media = new NativeMedia({
    ...LOOP,
    board: {
      type: 'virtual',
      spans: [...spans, bank('bank', 'phones', 'station'), bank('phones', 'bank', 'telephone')],
    },
  });
  t.teardown(() => media.close());
  const facts = new Facts(media);
  for (const span of [0, 1]) facts.until(media, 'dChannelUp', { span });
  const dialled = [0, 1].map((slot) => media.dial({ channel: NET + slot, called: { digits: '4001234' } }));
  const offered = dialled.map((_, slot) => facts.until(media, 'offered', { channel: slot }).call);
  const telephone = media.channels.find(({ kind }) => kind === 'fxo');
  media.hook(telephone?.index ?? -1, true);
  facts.until(media, 'offHook');
  media.setService(4, false);
  facts.until(media, 'serviceState', { channel: 4 });

  const operation = media.audit();
  facts.until(media, 'audited', { operation, span: 1 });

  const told = <T extends Fact['type']>(type: T) =>
    facts.told.filter((fact): fact is Extract<Fact, { type: T }> => fact.type === type);
  t.same(
    told('callUp')
      .map(({ span, channel, call }) => ({ span, channel, call }))
      .sort((a, b) => a.channel - b.channel),
    [
      ...offered.map((call, i) => ({ span: 0, channel: i, call })),
      ...dialled.map((call, i) => ({ span: 1, channel: NET + i, call })),
    ],
  );
  const bits = (slots: readonly number[]) => slots.reduce((mask, slot) => mask | (1 << slot), 0) >>> 0;
  const all = Array.from({ length: 31 }, (_, i) => i + 1).filter((slot) => slot !== 16);
  t.match(told('audited'), [
    { span: 0, calls: 2, dChannelUp: true, inService: bits(all.filter((slot) => slot !== 5)) },
    { span: 1, calls: 2, dChannelUp: true, inService: bits(all) },
  ]);
  t.same(
    told('hookState').map(({ offHook }) => offHook),
    [true, false],
  );
});
