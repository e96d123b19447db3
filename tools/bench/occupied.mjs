// SPDX-License-Identifier: GPL-2.0-or-later
// Which load do the benchmarks of the media thread carry? E1 spans wired to each other, every channel in use bridged,
// recorded and under DTMF detection. Far ends are channels in use as well, so no time goes into anything else.
import path from 'node:path';
import { root } from '../setup/run.mjs';

const perSpan = 30;

/**
 * Spans for so many channels, in pairs.
 * @param {number} channels
 */
export function wiredPairs(channels) {
  const wire = (/** @type {string} */ name, /** @type {string} */ peer) =>
    /** @type {const} */ ({ name, kind: 'e1', carrier: { type: 'loop', peer } });
  const pairs = Math.ceil(channels / (2 * perSpan));
  return Array.from({ length: pairs }, (_, i) => [wire(`a${i}`, `b${i}`), wire(`b${i}`, `a${i}`)]).flat();
}

/**
 * Puts so many channels to use, the same slots of every span. A prompt is spoken into each pair of bridged channels; when
 * it is over, its end goes round between the pairs for ever.
 * @param {import('../../dist/native/index.js').NativeMedia} media
 * @param {number} channels
 * @param {string} folder for the recordings
 */
export function occupy(media, channels, folder) {
  const prompt = media.loadPrompt(path.join(root, 'prompts/zh-CN/surge.wav'));
  const each = Math.floor(channels / media.spans.length);
  /** The odd ones of two spans are bridged too. @type {number | undefined} */
  let single;
  for (const { index: span } of media.spans) {
    const used = media.channels.filter((channel) => channel.span === span && channel.kind === 'bearer').slice(0, each);
    for (const { index } of used) {
      media.record(index, path.join(folder, `${index}.wav`));
      media.detect(index, true);
      if (single === undefined) {
        single = index;
        continue;
      }
      media.route([
        { channel: single, hears: [{ channel: index }] },
        { channel: index, hears: [{ channel: single }] },
      ]);
      media.play(index, [prompt]);
      single = undefined;
    }
  }
}
