// SPDX-License-Identifier: GPL-2.0-or-later
// What do 96 analog lines cost, beside digits alone? A stepped engine in rounds that take turns: nothing heard, digits, and digits
// with callers' messages and busy tones on every line; first while all are still, as lines on hook are, then with a voice on each. Accuracy: native/test/dsp/caller_id_test.cc.
import path from 'node:path';
import { NativeMedia, planOf, toneZone } from '../../../dist/native/index.js';
import { root } from '../../setup/run.mjs';
import { percent, rounded } from '../figures.mjs';

export const about = '96 analog lines with caller id and busy tones heard on all of them, beside digits alone';

const lines = 96;
const ticksARound = 100;
const tickMs = 20;
const mostTimesDigits = 3;

/** @param {import('../figures.mjs').Run} run */
export function run({ seconds }) {
  const media = new NativeMedia({
    stepped: true,
    board: { type: 'virtual', spans: [bank('lines', 'office', 'telephone'), bank('office', 'lines', 'station')] },
    signalling: [],
    tones: planOf(toneZone('cn')),
  });
  try {
    const own = portsOf(media, 'lines');
    const ways = [
      { name: 'nothing', hear: () => {} },
      { name: 'digits', hear: (line) => media.detect(line, true) },
      {
        name: 'callers',
        hear: (line) => {
          media.detect(line, true);
          media.hearCallerId(line, true);
        },
      },
      {
        name: 'all',
        hear: (line) => {
          media.detect(line, true);
          media.hearCallerId(line, true);
          media.hearTones(line, ['busy', 'congestion']);
        },
      },
    ];
    const still = measure(media, own, ways, seconds / 2, 'still');
    speakOn(media, portsOf(media, 'office'));
    return [...still, ...measure(media, own, ways, seconds / 2, 'with a voice')];
  } finally {
    media.close();
  }
}

function measure(media, own, ways, seconds, state) {
  const least = Object.fromEntries(ways.map(({ name }) => [name, Number.POSITIVE_INFINITY]));
  let rounds = 0;
  for (const end = performance.now() + seconds * 1_000; performance.now() < end || rounds < 3; rounds++) {
    for (const { name, hear } of ways) least[name] = Math.min(least[name], round(media, own, hear));
  }
  return rowsOf(least, rounds, state);
}

const bank = (name, peer, side) => ({ name, kind: 'analog', ports: lines, side, carrier: { type: 'loop', peer } });

const portsOf = (media, name) => {
  const span = media.spans.find((one) => one.name === name);
  return media.channels.filter((channel) => channel.span === span.index).map(({ index }) => index);
};

/** A voice without end on each, so that no detector finds silence. */
function speakOn(media, ports) {
  const prompt = media.loadPrompt(path.join(root, 'prompts/zh-CN/welcome.wav'));
  for (let loaded = false; !loaded; ) {
    media.onFact((fact) => {
      if (fact.type === 'promptLoaded' && fact.prompt === prompt) loaded = true;
      if (fact.type === 'promptFailed') throw new Error(`welcome.wav: ${fact.failure}`);
    });
    media.step(1);
  }
  for (const port of ports) media.play(port, [prompt], { loop: true });
}

/** Milliseconds of the processor for a tick, the mean of a round. */
function round(media, own, hear) {
  for (const line of own) {
    media.reset(line);
    hear(line);
  }
  media.step(5);
  // The processor's time, not the clock's: others may be at work on this machine.
  const begun = process.cpuUsage();
  media.step(ticksARound);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000 / ticksARound;
}

function rowsOf({ nothing, digits, callers, all }, rounds, state) {
  const [dtmf, messages, whole] = [digits - nothing, callers - nothing, all - nothing];
  const row = (what, cost) => ({
    what: `${lines} lines, ${state}: ${what}`,
    method: `stepped, the least of ${rounds} rounds of ${ticksARound} ticks, less a tick that hears nothing`,
    figure: `${(cost * 1_000).toFixed(0)} us a tick: ${percent(cost / tickMs)} of a core, ${(cost / dtmf).toFixed(1)} times digits alone`,
    values: { microseconds: rounded(cost * 1_000), timesDigits: rounded(cost / dtmf) },
  });
  return [
    row('digits', dtmf),
    row("digits and callers' messages", messages),
    {
      ...row('digits, messages and busy tones', whole),
      toReach: `at most ${mostTimesDigits} times digits alone`,
      reached: whole <= mostTimesDigits * dtmf,
    },
  ];
}
