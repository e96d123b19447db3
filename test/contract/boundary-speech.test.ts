// SPDX-License-Identifier: GPL-2.0-or-later
// Does a channel tell who speaks on it and who has answered? Real detectors over the virtual board, real recordings.

import t, { type Test } from 'tap';
import { type EngineOptions, NativeMedia } from '../../src/native/index.js';
import { Facts } from './engine-world.js';

const PROMPTS = '/usr/share/asterisk/sounds/en_US_f_Allison';
const [CALLER, OTHER, CALLED] = [0, 1, 31] as const; // two time slots of ours, and the far end of the first

const TRUNKS: EngineOptions = {
  stepped: true,
  board: {
    type: 'virtual',
    spans: [
      { name: 'ours', kind: 'e1', carrier: { type: 'loop', peer: 'theirs' } },
      { name: 'theirs', kind: 'e1', carrier: { type: 'loop', peer: 'ours' } },
    ],
  },
  signalling: [],
};

function open(t: Test) {
  const media = new NativeMedia(TRUNKS);
  t.teardown(() => media.close());
  const facts = new Facts(media);
  /** The far end plays recordings and a beep of 1,000 Hz, or none. */
  const says = (...names: readonly string[]) => {
    const prompts = names.map((name) => media.loadPrompt(`${PROMPTS}/${name}.wav`));
    media.step(10);
    return media.play(CALLED, prompts);
  };
  return { media, facts, says };
}

t.test('speech is told with its beginning and end, and nothing on other channels', async (t) => {
  const { media, facts, says } = open(t);
  media.hearSpeech(CALLER, true);
  media.hearSpeech(OTHER, true);
  media.step(50);
  const began = media.time();
  says('vm-goodbye');

  const told = facts.until(media, 'speech', { channel: CALLER });
  t.ok(told.startedAt > began && told.startedAt < began + 500);
  const ended = facts.until(media, 'speechEnded', { channel: CALLER });
  t.equal(ended.startedAt, told.startedAt);
  t.ok(ended.durationMs > 300 && ended.durationMs < 1000);
  t.ok(ended.levelDbm0 < 0 && ended.levelDbm0 > -40);
  t.notOk(facts.find('speech', { channel: OTHER }));
});

t.test('a machine is known by its long greeting, and its beep is told', async (t) => {
  const { media, facts, says } = open(t);
  media.judgeAnswerer(CALLER, true);
  const greeting = says('vm-intro');

  const known = facts.until(media, 'answererKnown', { channel: CALLER });
  t.match(known, { answerer: 'machine', reason: 'longGreeting', greetingMs: 3000, afterGreetingMs: 0 });

  facts.until(media, 'finished', { operation: greeting });
  media.tone(CALLED, [{ hertz: [1000], milliseconds: 400 }], { repeatFrom: -1 });
  const beep = facts.until(media, 'beep', { channel: CALLER });
  t.ok(Math.abs(beep.hertz - 1000) < 5);
  t.ok(Math.abs(beep.durationMs - 400) <= 20);
});

t.test('a person is known by a word and a pause; who says nothing is not judged', async (t) => {
  const { media, facts, says } = open(t);
  media.judgeAnswerer(CALLER, true);
  media.judgeAnswerer(OTHER, true);
  says('hello');

  t.match(facts.until(media, 'answererKnown', { channel: CALLER }), { answerer: 'human', reason: 'shortGreeting' });
  t.match(facts.until(media, 'answererKnown', { channel: OTHER }), {
    answerer: 'notSure',
    reason: 'silence',
    words: 0,
  });
});

t.test('what is switched off or reset tells nothing', async (t) => {
  const { media, facts, says } = open(t);
  media.hearSpeech(CALLER, true);
  media.judgeAnswerer(CALLER, true);
  media.step(5);
  media.hearSpeech(CALLER, false);
  media.reset(CALLER);
  says('vm-goodbye');
  media.step(400);

  t.notOk(facts.find('speech'));
  t.notOk(facts.find('answererKnown'));
});
