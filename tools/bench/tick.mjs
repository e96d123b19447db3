// SPDX-License-Identifier: GPL-2.0-or-later
// What does a tick of the engine cost? Pairs of E1 spans wired to each other, each channel busy: half of the box's
// channels play a prompt and listen for digits, the others are bridged by two and recorded; the far end sends a tone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NativeMedia } from '../../dist/native/index.js';
import { root } from '../setup/run.mjs';
import { figures } from './figures.mjs';

const tickMilliseconds = 20;
const ticks = 1500; // 30 s of calls
const warmUp = 100;

/** Prints the cost for one, two and four E1 spans. */
export function benchTick() {
  for (const pairs of [1, 2, 4]) {
    const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
    const media = new NativeMedia(loops(pairs));
    try {
      occupy(media, folder);
      media.step(warmUp);
      const costs = Array.from({ length: ticks }, () => {
        const begun = performance.now();
        media.step(1);
        return performance.now() - begun;
      });
      const share = costs.reduce((sum, cost) => sum + cost, 0) / ticks / tickMilliseconds;
      const channels = media.channels.filter(({ kind }) => kind === 'bearer').length;
      console.log(
        `tick, ${channels} channels in use on ${pairs * 2} E1: ${figures(costs, 'ms')}; ${(share * 100).toFixed(1)} % of a core`,
      );
    } finally {
      media.close();
      rmSync(folder, { recursive: true });
    }
  }
}

/**
 * @param {number} pairs
 * @returns {import('../../dist/native/index.js').EngineOptions}
 */
function loops(pairs) {
  const wire = (/** @type {string} */ name, /** @type {string} */ peer) =>
    /** @type {const} */ ({ name, kind: 'e1', carrier: { type: 'loop', peer } });
  const spans = Array.from({ length: pairs }, (_, i) => [
    wire(`box${i}`, `net${i}`),
    wire(`net${i}`, `box${i}`),
  ]).flat();
  return { stepped: true, board: { type: 'virtual', spans }, signalling: [] };
}

/**
 * @param {NativeMedia} media
 * @param {string} folder for the recordings
 */
function occupy(media, folder) {
  const prompt = media.loadPrompt(path.join(root, 'prompts/zh-CN/surge.wav'));
  media.step(10);
  /** @type {number | undefined} */
  let waiting;
  for (const { index, span, kind } of media.channels) {
    if (kind !== 'bearer') continue;
    if (media.spans[span]?.name.startsWith('net')) {
      media.tone(index, [{ hertz: [697, 1209], milliseconds: 0 }], { levelDbm0: -20 });
    } else if (index % 2 === 0) {
      media.play(index, [prompt], { loop: true });
      media.detect(index, true);
    } else if (waiting === undefined) {
      waiting = index;
    } else {
      const bridge = media.createBridge();
      for (const leg of [waiting, index]) media.join(bridge, leg);
      media.record(index, path.join(folder, `${index}.wav`));
      waiting = undefined;
    }
  }
}
