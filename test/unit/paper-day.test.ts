// SPDX-License-Identifier: GPL-2.0-or-later
// Does the trough come in a centre that is never quite still? A day of 50,000 calls and 500 agents, on paper.

import t from 'tap';
import { PaperDay } from '../support/paper-day.js';

t.setTimeout(180_000); // ten seconds on a quiet machine

t.test('promises are kept between the waves of a busy day', async (t) => {
  const day = new PaperDay(1, 'unoffered');
  await day.liveOn();
  const { calls, promised, open, troughs } = day;
  t.comment(`${calls} calls, ${promised} promised, ${open} open at the end, ${troughs} troughs`);
  t.ok(calls > 45_000 && calls < 60_000, `${calls} calls`);
  t.ok(promised > 5_000, `${promised} promised`);
  t.ok(open * 20 < promised, `${open} of ${promised} promises are open in the evening`);
  day.close();
});

t.test(
  'the day is a hard one: if callers who are being offered counted as waiting, most promises would stay open',
  async (t) => {
    const day = new PaperDay(1, 'all');
    await day.liveOn(3);
    const { promised, open, troughs } = day;
    t.comment(`${promised} promised, ${open} open at the end, ${troughs} troughs`);
    t.ok(open * 2 > promised, `${open} of ${promised} are open`);
    day.close();
  },
);
