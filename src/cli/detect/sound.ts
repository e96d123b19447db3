// SPDX-License-Identifier: GPL-2.0-or-later
// What is a sound that `spillway detect` can listen to, and what can be wrong with a file of one?

import type { Bilingual } from '../../kernel/index.js';

/** Samples of a file, read bit by bit. */
export interface Sound {
  /** Samples per second and side. */
  readonly rate: number;
  readonly sides: 1 | 2;
  /** Length as far as the header tells it, samples of each side. */
  readonly length: number;
  /** The next samples of all sides in turn, 1 being full scale; none at the end. Valid until the next call. Throws a SoundFault. */
  readonly read: () => Float32Array;
  readonly close: () => void;
}

/** What is wrong with a file, and what would be right: words that follow its name. */
export class SoundFault extends Error {
  readonly says: Bilingual;

  constructor(says: Bilingual) {
    super(says.en);
    this.says = says;
  }
}

export const NO_SOUND: Bilingual = { en: 'there is no audio in it', zh: '文件中没有声音数据' };

/** Samples that are read at once, of all sides: memory stays small however long the file is. */
export const BLOCK_SAMPLES = 32_768;

/** Rates that are resampled; what is outside is a broken header. */
const RATES = { least: 1000, most: 768_000 } as const;

/** Refuses a number of channels or a rate that no recording of a call has. */
export function checkLayout(channels: number, rate: number): asserts channels is 1 | 2 {
  if (channels !== 1 && channels !== 2) {
    throw new SoundFault({
      en: `has ${channels} channels; one or two would be right`,
      zh: `有 ${channels} 个声道；应为一个或两个`,
    });
  }
  if (rate >= RATES.least && rate <= RATES.most) return;
  throw new SoundFault({
    en: `its header tells ${rate} samples a second; ${RATES.least} to ${RATES.most} would be right`,
    zh: `文件头的采样率为 ${rate} Hz；应在 ${RATES.least} 至 ${RATES.most} 之间`,
  });
}
