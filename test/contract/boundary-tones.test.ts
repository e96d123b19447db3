// SPDX-License-Identifier: GPL-2.0-or-later
// Does an analog line tell the tones that its exchange plays? Real detectors over the virtual board.

import t, { type Test } from 'tap';
import { type EngineOptions, NativeMedia, planOf, type Tone, toneZone } from '../../src/native/index.js';
import { Facts } from './engine-world.js';

const CN = toneZone('cn');
const [LINE, NEIGHBOUR, EXCHANGE] = [0, 1, 2] as const; // two lines of ours (FXO), and the exchange's ends (FXS)

const LINES: EngineOptions = {
  stepped: true,
  board: {
    type: 'virtual',
    spans: [
      { name: 'lines', kind: 'analog', side: 'telephone', ports: 2, carrier: { type: 'loop', peer: 'exchange' } },
      { name: 'exchange', kind: 'analog', side: 'station', ports: 2, carrier: { type: 'loop', peer: 'lines' } },
    ],
  },
  signalling: [],
  tones: planOf(CN),
};

function open(t: Test) {
  const media = new NativeMedia(LINES);
  t.teardown(() => media.close());
  media.hook(LINE, true);
  media.hook(NEIGHBOUR, true);
  media.step(10);
  return { media, facts: new Facts(media) };
}

/** The exchange plays on a line of ours. */
function play(media: NativeMedia, { steps, repeatFrom }: Tone, port: number = EXCHANGE): number {
  return media.tone(port, steps, { repeatFrom, levelDbm0: -18 });
}

t.test('the busy tone of zone cn is told after three whole cadences, and that it has ended', async (t) => {
  const { media, facts } = open(t);
  media.hearTones(LINE, ['busy', 'congestion']);
  const began = media.time();
  const tone = play(media, CN.busy);

  const told = facts.until(media, 'tone', { channel: LINE });
  t.equal(told.tone, 'busy');
  t.equal(told.cadences, 3);
  t.ok(Math.abs(told.startedAt - began) < 60, 'from its first sound on');
  t.ok(Math.abs(told.levelDbm0 - -18) < 0.5);
  t.ok(media.time() - began < 2300, 'at once');

  media.stop(tone);
  const ended = facts.until(media, 'toneEnded', { channel: LINE });
  t.equal(ended.startedAt, told.startedAt);
  t.ok(ended.durationMs > 1700 && ended.durationMs < 2600);
  t.notOk(facts.find('tone', { channel: NEIGHBOUR }), 'the neighbour hears nothing');
});

t.test('ringback, then busy: each is told for what it is', async (t) => {
  const { media, facts } = open(t);
  media.hearTones(LINE, ['dial', 'ringback', 'busy', 'congestion']);
  play(media, CN.ringback);
  facts.until(media, 'tone', { channel: LINE, tone: 'ringback' });
  play(media, CN.busy);
  facts.until(media, 'tone', { channel: LINE, tone: 'busy' });
  t.same(
    facts.told.filter(({ type }) => type.startsWith('tone')).map((fact) => fact.type),
    ['tone', 'toneEnded', 'tone'],
  );
});

t.test('a channel tells what it was asked for, until it is asked no more or reset', async (t) => {
  const { media, facts } = open(t);
  media.hearTones(LINE, ['faxCalling']);
  media.hearTones(NEIGHBOUR, ['busy']);
  play(media, CN.busy);
  play(media, CN.busy, EXCHANGE + 1);
  media.step(20);
  media.hearTones(NEIGHBOUR, []);
  media.step(200);
  media.hearTones(NEIGHBOUR, ['busy']);
  media.step(20);
  media.reset(NEIGHBOUR);
  media.step(200);
  t.notOk(facts.find('tone'));
});

t.test('busy tones of others in a bridge are not the line’s own', async (t) => {
  const { media, facts } = open(t);
  media.route([{ channel: LINE, hears: [{ channel: NEIGHBOUR }] }]);
  media.hearTones(LINE, ['busy']);
  play(media, CN.busy, EXCHANGE + 1);
  media.step(400);
  t.notOk(facts.find('tone'), 'it is sent to the line, and not received from it');
});

t.test('a fax machine that calls is told in the pause after its first burst', async (t) => {
  const { media, facts } = open(t);
  media.hearTones(LINE, ['faxCalling', 'faxAnswer']);
  const began = media.time();
  play(media, {
    steps: [
      { hertz: [1100], milliseconds: 500 },
      { hertz: [], milliseconds: 3000 },
    ],
    repeatFrom: 0,
  });
  facts.until(media, 'tone', { channel: LINE, tone: 'faxCalling' });
  t.ok(media.time() - began < 800);
});
