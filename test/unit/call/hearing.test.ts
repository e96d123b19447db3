// SPDX-License-Identifier: GPL-2.0-or-later
// Does a leg listen on the channel that it is on, for what it was asked for, and tell it by the box's clock?
import t from 'tap';
import type { Heard } from '../../../src/call/index.js';
import { box } from '../../support/calls.js';

t.test('a leg that was asked for nothing listens for nothing', async (t) => {
  const { media, answered } = box();

  answered(4);

  for (const command of ['hearTones', 'hearSpeech', 'judgeAnswerer']) t.same(media.given(command), []);
});

t.test('what was heard is told to its leg alone, at the time of the box', async (t) => {
  const { media, clock, answered } = box();
  const heard: Heard[] = [];
  const leg = answered(4);
  leg.heard.on((news) => heard.push(news));
  answered(5).heard.on(() => t.fail('the neighbour'));
  leg.listenFor({ speech: true, tones: ['faxCalling'] });
  t.same(media.given('hearSpeech'), [[4, true]]);
  t.same(media.given('hearTones'), [[4, ['faxCalling']]]);

  clock.advance(10_000);
  media.now = 2_000;
  media.tell({ type: 'speech', channel: 4, at: 1_900, startedAt: 1_500, levelDbm0: -20 });
  media.tell({
    type: 'tone',
    channel: 4,
    at: 2_000,
    tone: 'faxCalling',
    startedAt: 1_000,
    levelDbm0: -15,
    cadences: 1,
  });

  const now = clock.now();
  t.same(heard, [
    { type: 'speech', startedAt: now - 500, levelDbm0: -20 },
    { type: 'tone', tone: 'faxCalling', startedAt: now - 1_000, levelDbm0: -15, cadences: 1 },
  ]);
});

t.test('what is not named any more is switched off', async (t) => {
  const { media, answered } = box();
  const leg = answered(4);
  leg.listenFor({ speech: true, tones: ['busy'] });

  leg.listenFor({});

  t.same(media.given('hearSpeech').at(-1), [4, false]);
  t.same(media.given('hearTones').at(-1), [4, []]);
});

t.test('who answers is judged from the answer on, on the channel that the exchange has chosen', async (t) => {
  const { media, calls, group } = box();
  const leg = calls.dial(group, { called: { digits: '1' } });
  leg.listenFor({ answerer: true, tones: ['information'] });
  t.same(media.given('judgeAnswerer'), [], 'nobody has answered');

  media.tell({ type: 'proceeding', call: leg.handle, channel: 9 });
  t.same(media.given('hearTones'), [
    [0, ['information']],
    [9, ['information']],
  ]);
  media.tell({ type: 'answered', call: leg.handle, channel: 9 });
  t.same(media.given('judgeAnswerer'), [[9, true]]);

  leg.listenFor({});
  t.same(media.given('judgeAnswerer').at(-1), [9, false]);
});

t.test('it is too late to ask who answers when he has', async (t) => {
  const leg = box().answered(4);

  t.throws(() => leg.listenFor({ answerer: true }), { code: 'REFUSED', message: /answered already/ });
});

t.test('nothing is listened for on a leg that is over', async (t) => {
  const { media, answered } = box();
  const leg = answered(4);
  media.tell({ type: 'cleared', channel: 4, call: leg.handle, cause: 16, remote: true });

  t.throws(() => leg.listenFor({ speech: true }), { code: 'LEG_CLEARED' });
});
