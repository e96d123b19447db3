// SPDX-License-Identifier: GPL-2.0-or-later
// When does a tone sound at a telephone? Bursts of one frequency in what reaches it, found 20 ms by 20 ms.
import { join } from 'node:path';
import type { ChannelIndex } from '../../src/native/index.js';
import { wavChannels } from './wav.js';
import { toneLevel } from './who-hears.js';
import type { World } from './world.js';

const FRAME = 160;
const FRAME_MS = 20;
const SOUNDS_DBM0 = -30;

/** A burst of a tone. */
export interface Burst {
  readonly at: number;
  readonly milliseconds: number;
}

let measured = 0;

/** Listens for so long, at several telephones at once. */
export async function tonesHeard(
  world: World,
  channels: readonly ChannelIndex[],
  hertz: number,
  milliseconds: number,
): Promise<readonly (readonly Burst[])[]> {
  measured++;
  const recorded = channels.map((channel) => {
    const file = join(world.folder, `tones-${measured}-${channel}.wav`);
    return { file, operation: world.media.record(channel, file) };
  });
  await world.advance(milliseconds);
  for (const { operation } of recorded) world.media.stop(operation);
  await world.advance(200);
  return recorded.map(({ file }) => burstsIn(wavChannels(file)[0] ?? Buffer.alloc(0), hertz));
}

function burstsIn(audio: Uint8Array, hertz: number): readonly Burst[] {
  const bursts: { at: number; milliseconds: number }[] = [];
  let sounds = false;
  for (let at = 0; at + FRAME <= audio.length; at += FRAME) {
    const now = toneLevel(hertz, audio.subarray(at, at + FRAME)) > SOUNDS_DBM0;
    if (now && !sounds) bursts.push({ at: at / 8, milliseconds: 0 });
    const last = bursts.at(-1);
    if (now && last !== undefined) last.milliseconds += FRAME_MS;
    sounds = now;
  }
  return bursts;
}
