// SPDX-License-Identifier: GPL-2.0-or-later
// Does a mask begin and end when it should, and is that told?
import t from 'tap';
import type { MaskNews } from '../../../src/call/index.js';
import { box } from '../../support/calls.js';

/** A connected leg on channel 3, what is told of its masks, and what the engine was asked for. */
function masked() {
  const { media, clock, answered, offer } = box();
  const leg = answered(3);
  const told: MaskNews[] = [];
  leg.masked.on((news) => told.push(news));
  const asked = () => media.commands.filter(([name]) => name === 'mask').map(([, ...values]) => values);
  return { media, clock, leg, told, asked, offer };
}

t.test('a mask lasts until it is ended, and ends once', async (t) => {
  const { clock, leg, told, asked } = masked();
  const mask = leg.mask({ reason: 'card' });
  t.same(asked(), [[3, true]]);
  await clock.advance(5_000);
  mask.end();
  mask.end();
  t.same(asked(), [
    [3, true],
    [3, false],
  ]);
  t.same(told, [{ reason: 'card' }, { reason: 'card', ended: { how: 'ended', durationMs: 5_000 } }]);
});

t.test('a mask that is forgotten ends after a minute, unless it may last', async (t) => {
  const { clock, leg, told, asked } = masked();
  leg.mask({ reason: 'card' });
  await clock.advance(59_999);
  t.equal(asked().length, 1);
  await clock.advance(1);
  t.same(asked().at(-1), [3, false]);
  t.match(told.at(-1), { ended: { how: 'expired', durationMs: 60_000 } });

  leg.mask({ reason: 'PIN', longest: Number.POSITIVE_INFINITY });
  await clock.advance(600_000);
  t.same(asked().at(-1), [3, true]);
});

t.test('the party is heard again when the last of several masks has ended', async (t) => {
  const { leg, asked } = masked();
  const [outer, inner] = [leg.mask({ reason: 'order' }), leg.mask({ reason: 'card' })];
  outer.end();
  t.same(asked().at(-1), [3, true]);
  inner.end();
  t.same(asked().at(-1), [3, false]);
});

t.test('hang-up ends a mask, and the channel stays masked until it is reset', async (t) => {
  const { media, leg, told, asked } = masked();
  leg.mask({ reason: 'card' });
  media.tell({ type: 'cleared', call: leg.handle, channel: 3 });
  t.match(told.at(-1), { ended: { how: 'cleared' } });
  t.same(asked(), [[3, true]]);
  t.throws(() => leg.mask({ reason: 'card' }), { code: 'LEG_CLEARED' });
});

t.test('a mask says why, lasts longer than nothing, and needs a connected leg', async (t) => {
  const { leg, offer } = masked();
  t.throws(() => leg.mask({ reason: ' ' }), RangeError);
  t.throws(() => leg.mask({ reason: 'card', longest: 0 }), RangeError);
  t.throws(() => leg.mask({ reason: 'card', longest: Number.NaN }), RangeError);
  t.throws(() => offer(4).mask({ reason: 'card' }), { code: 'REFUSED' });
});
