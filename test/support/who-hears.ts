// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears whom? Each party speaks a tone of his own for a while; what reaches each is looked at for everybody's.
import { join } from 'node:path';
import type { ChannelIndex } from '../../src/native/index.js';
import { wavChannels } from './wav.js';
import type { World } from './world.js';

const TONES = [700, 1_100, 1_500, 1_900, 2_300]; // hertz: whole numbers of waves in 400 ms, no digits, no call-progress tones
const SPOKEN_DBM0 = -15;
const SILENT_DBM0 = -40;
const HEARD_DBM0 = -22; // voices come as loud as they are spoken; music, too, has a little of every tone
const FULL_SCALE_DBM0 = 3.14;
const MS = 8;
const SPEAKS_MS = 700;
const LOOKED_AT = { from: 250 * MS, samples: 400 * MS };

/** Where each party's telephone is, on the far side. */
export type Ears = Readonly<Record<string, ChannelIndex>>;

/** Of each party, whom he hears, in the order of the ears; `music` when something else sounds. */
export type Heard = Readonly<Record<string, string>>;

let measured = 0;

/** Lets everybody speak at once for 0.7 s. */
export async function whoHears(world: Pick<World, 'advance' | 'folder' | 'media'>, ears: Ears): Promise<Heard> {
  const names = Object.keys(ears);
  measured++;
  const recorded = Object.entries(ears).map(([name, channel], i) => {
    const hertz = TONES[i] ?? 700;
    world.media.tone(channel, [{ hertz: [hertz], milliseconds: 0 }], { repeatFrom: 0, levelDbm0: SPOKEN_DBM0 });
    const file = join(world.folder, `hears-${measured}-${name}.wav`);
    return { name, channel, file, operation: world.media.record(channel, file) };
  });
  await world.advance(SPEAKS_MS);
  for (const { operation, channel } of recorded) {
    world.media.stop(operation);
    world.media.tone(channel, [{ hertz: [], milliseconds: 20 }], { repeatFrom: -1 });
  }
  await world.advance(200);
  return Object.fromEntries(
    recorded.map(({ name, file }) => {
      const audio = (wavChannels(file)[0] ?? Buffer.alloc(0)).subarray(
        LOOKED_AT.from,
        LOOKED_AT.from + LOOKED_AT.samples,
      );
      const whom = names.filter((_, i) => toneLevel(TONES[i] ?? 700, audio) > HEARD_DBM0);
      const rest = restOf(audio, whom.length);
      return [name, [...whom, ...(rest ? ['music'] : [])].join(' ')];
    }),
  );
}

/** Something sounds, and it is none of the parties. */
function restOf(audio: Uint8Array, voices: number): boolean {
  return voices === 0 && levelOf(audio) > SILENT_DBM0;
}

/** The sample of an A-law byte; ITU-T G.711. */
function sampleOf(code: number): number {
  const byte = code ^ 0x55;
  const segment = (byte >> 4) & 7;
  const low = ((byte & 15) << 4) + 8;
  const magnitude = segment === 0 ? low : (low + 256) << (segment - 1);
  return byte & 0x80 ? magnitude : -magnitude;
}

function levelOf(audio: Uint8Array): number {
  const power = audio.reduce((sum, code) => sum + sampleOf(code) ** 2, 0) / Math.max(1, audio.length);
  return FULL_SCALE_DBM0 + 10 * Math.log10(Math.max(2 * power, 1e-3) / 32_768 ** 2);
}

/** How loud a sine is in it, dBm0. */
export function toneLevel(hertz: number, audio: Uint8Array): number {
  let [real, imaginary] = [0, 0];
  for (const [i, code] of audio.entries()) {
    const turn = (2 * Math.PI * hertz * i) / 8_000;
    real += sampleOf(code) * Math.cos(turn);
    imaginary += sampleOf(code) * Math.sin(turn);
  }
  const peak = (2 * Math.hypot(real, imaginary)) / Math.max(1, audio.length);
  return FULL_SCALE_DBM0 + 20 * Math.log10(Math.max(peak, 1e-3) / 32_768);
}
