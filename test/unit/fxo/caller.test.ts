// SPDX-License-Identifier: GPL-2.0-or-later
// What do messages about callers say? Whole ones their number, name, or why there is none; all others nothing.
import t from 'tap';
import { callerOf, callerOfKeys, type HeardKeys, hearKey, type LineCaller } from '../../../src/fxo/index.js';
import { type CallerIdNames, callSetup, messageWaiting } from '../../../src/station/caller-id-message.js';

const AT = Date.UTC(2026, 0, 5, 1, 0);

function told(number: string, more: { name?: string; withheld?: boolean } = {}, names: CallerIdNames = 'gbk') {
  return callerOf(Uint8Array.from(callSetup({ number, ...more }, AT, 'Asia/Shanghai', names).slice(0, -1)));
}

function keyed(keys: string, pauseAt = -1): LineCaller | undefined {
  let heard: HeardKeys | undefined;
  [...keys].forEach((key, i) => {
    heard = hearKey(heard, key, i * 120 + (pauseAt >= 0 && i >= pauseAt ? 1_000 : 0));
  });
  return heard && callerOfKeys(heard);
}

t.test('by parameters: number, name in GBK and UTF-8, withheld, not available', async (t) => {
  t.same(told('13912345678'), { number: '13912345678', presentation: 'allowed' });
  for (const names of ['gbk', 'utf-8'] as const)
    t.same(told('02155556666', { name: '王小明' }, names), {
      ...{ number: '02155556666', presentation: 'allowed', name: '王小明' },
    });
  t.same(told('', { withheld: true }), { number: '', presentation: 'restricted' });
  t.same(told(''), { number: '', presentation: 'unavailable' });
});

t.test('in one field, as older exchanges send it', async (t) => {
  const text = Buffer.from('0105090013912345678');
  t.same(callerOf(Uint8Array.of(4, text.length, ...text)), { number: '13912345678', presentation: 'allowed' });
  t.equal(callerOf(Uint8Array.of(4, text.length, ...Buffer.from('01x5090013912345678'))), undefined);
});

t.test('what is no such message says nothing', async (t) => {
  t.equal(callerOf(Uint8Array.from(messageWaiting(true).slice(0, -1))), undefined);
  t.equal(callerOf(Uint8Array.of(0x80, 3, 2, 9, 0x31)), undefined, 'a part that is longer than all of it');
  t.equal(callerOf(Uint8Array.of(0x80, 4, 2, 2, 0x31, 0x41)), undefined, 'a letter in a number');
});

t.test('by keys: between a start and an end, or nothing', async (t) => {
  t.same(keyed('D13912345678C'), { number: '13912345678', presentation: 'allowed' });
  t.same(keyed('A02155556666#'), { number: '02155556666', presentation: 'allowed' });
  t.same(keyed('A02155556666D4008001234C'), { number: '02155556666', presentation: 'allowed' }, 'D is who was called');
  t.same(keyed('B10C'), { number: '', presentation: 'restricted' });
  t.same(keyed('B00C'), { number: '', presentation: 'unavailable' });
  t.equal(keyed('13912345678C'), undefined, 'its start was lost');
  t.equal(keyed('D13912345678'), undefined, 'its end is missing');
  t.equal(keyed('D13912345678C', 5), undefined, 'a pause: a key was lost');
});
