// SPDX-License-Identifier: GPL-2.0-or-later
// How does an exchange's message about a caller sound? As files that a line of a simulated exchange plays.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CallerIdNames, callSetup } from '../../src/station/caller-id-message.js';
import { type FSK, fskSamples, wavOf } from '../../src/station/fsk.js';
import type { World } from './world.js';

export interface SoundOptions {
  readonly style?: keyof typeof FSK;
  readonly name?: string;
  readonly names?: CallerIdNames;
  readonly withheld?: boolean;
  /** What happens to the message before it is sent. */
  readonly spoil?: (message: readonly number[]) => readonly number[];
  /** What happens to its samples. */
  readonly cut?: (samples: Int16Array) => Int16Array;
}

let made = 0;

/** The prompt of it, loaded. */
export function callerSound(world: World, number: string, options: SoundOptions = {}): Promise<number> {
  const { style = 'fsk-bell202', name, names = 'gbk', withheld = false } = options;
  const { spoil = (message) => message, cut = (samples) => samples } = options;
  const message = callSetup({ number, name, withheld }, world.clock.now(), 'Asia/Shanghai', names);
  const file = join(world.folder, `caller-${made++}.wav`);
  writeFileSync(file, wavOf(cut(fskSamples(spoil(message), style))));
  return world.load(file);
}
