// SPDX-License-Identifier: GPL-2.0-or-later
// Do a country's tones come from libtonezone when it is there, and from our table when it is not?

import t from 'tap';
import { parseTone, toneZone } from '../../src/native/index.js';

const MISSING = 'libtonezone-of-nowhere.so';

t.test('the tones of cn, from the table', async (t) => {
  const zone = toneZone('cn', MISSING);

  t.equal(zone.source, 'builtIn');
  t.same(zone.dial, { steps: [{ hertz: [450], milliseconds: 0 }], repeatFrom: 0 });
  t.same(zone.ringback.steps, [
    { hertz: [450], milliseconds: 1000 },
    { hertz: [], milliseconds: 4000 },
  ]);
  t.same(zone.busy.steps, [
    { hertz: [450], milliseconds: 350 },
    { hertz: [], milliseconds: 350 },
  ]);
  t.same(zone.congestion.steps[0], { hertz: [450], milliseconds: 700 });
  t.same(zone.ringCadence, [1000, 4000]);
});

t.test('the library and the table say the same of cn, us and uk', async (t) => {
  for (const country of ['cn', 'us', 'uk']) {
    const { source, ...installed } = toneZone(country);
    const { source: _, ...builtIn } = toneZone(country, MISSING);
    if (source === 'libtonezone') t.same(installed, builtIn, country);
    else t.comment('libtonezone is not installed here');
  }
});

t.test('the library knows countries that the table does not', async (t) => {
  if (toneZone('cn').source === 'builtIn') return t.comment('libtonezone is not installed here');
  t.match(toneZone('fr'), { source: 'libtonezone', dial: { steps: [{ hertz: [440], milliseconds: 0 }] } });
});

t.test('a country that nobody knows is refused with those that are known', async (t) => {
  t.throws(() => toneZone('zz'), { code: 'NOT_FOUND', message: /"zz".*cn, us, uk/ });
  t.throws(() => toneZone('constructor'), { code: 'NOT_FOUND' });
  t.throws(() => toneZone('fr', MISSING), { code: 'NOT_FOUND' });
});

t.test('steps marked with ! are played once', async (t) => {
  t.same(parseTone('!950/330,!1400/330,0').repeatFrom, 2);
  t.same(parseTone('!350+440/100'), { steps: [{ hertz: [350, 440], milliseconds: 100 }], repeatFrom: -1 });
});

t.test('a tone that is not in the notation is refused', async (t) => {
  for (const text of ['', '450/', 'a', '450*25/400', '450,,0']) t.throws(() => parseTone(text), RangeError, text);
});
