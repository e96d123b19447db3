// SPDX-License-Identifier: GPL-2.0-or-later
// How does a sound of any rate become one of 8 kHz, as lines carry it? By libsamplerate, opened at run time.

import koffi from 'koffi';
import { openLibrary } from './library.js';
import { BLOCK_SAMPLES, type Sound, SoundFault } from './sound.js';

export const LINE_RATE = 8000;
const MEDIUM_QUALITY = 1; // SRC_SINC_MEDIUM_QUALITY of samplerate.h: 121 dB, 90 % of the band

/** `SRC_DATA` of samplerate.h, but for its two pointers. */
interface Progress {
  input_frames: number;
  output_frames: number;
  input_frames_used: number | bigint;
  output_frames_gen: number | bigint;
  end_of_input: number;
  src_ratio: number;
}

/** The same sound at 8 kHz. Takes it over. Throws a SoundFault. */
export function resampled(sound: Sound, name = 'libsamplerate.so.0'): Sound {
  if (sound.rate === LINE_RATE) return sound;
  const library = openLibrary(name, 'libsamplerate0', {
    en: `for files of ${sound.rate} Hz (those of ${LINE_RATE} Hz are read without it)`,
    zh: `读取 ${sound.rate} Hz 的文件`,
  });
  const struct = koffi.struct({
    data_in: 'float *',
    data_out: 'float *',
    input_frames: 'long',
    output_frames: 'long',
    input_frames_used: 'long',
    output_frames_gen: 'long',
    end_of_input: 'int',
    src_ratio: 'double',
  });
  const create = library.func('src_new', 'void *', ['int', 'int', 'void *']);
  const convert = library.func('src_process', 'int', ['void *', koffi.inout(koffi.pointer(struct))]);
  const destroy = library.func('src_delete', 'void *', ['void *']);
  const state: unknown = create(MEDIUM_QUALITY, sound.sides, Buffer.alloc(4));
  if (state === null) throw refused(sound.rate);

  const ratio = LINE_RATE / sound.rate;
  const output = new Float32Array(BLOCK_SAMPLES);
  let input = new Float32Array(0);
  let ended = false;
  const read = (): Float32Array => {
    for (;;) {
      if (input.length === 0 && !ended) {
        input = sound.read().slice();
        ended = input.length === 0;
      }
      const data: Progress & { data_in: Float32Array; data_out: Float32Array } = {
        data_in: input,
        data_out: output,
        input_frames: input.length / sound.sides,
        output_frames: output.length / sound.sides,
        input_frames_used: 0,
        output_frames_gen: 0,
        end_of_input: ended ? 1 : 0,
        src_ratio: ratio,
      };
      if (convert(state, data) !== 0) throw refused(sound.rate);
      input = input.subarray(Number(data.input_frames_used) * sound.sides);
      const made = Number(data.output_frames_gen) * sound.sides;
      if (made > 0 || ended) return output.subarray(0, made);
    }
  };
  const close = () => {
    destroy(state);
    sound.close();
  };
  return { rate: LINE_RATE, sides: sound.sides, length: Math.ceil(sound.length * ratio), read, close };
}

function refused(rate: number): SoundFault {
  return new SoundFault({
    en: `libsamplerate cannot make ${LINE_RATE} Hz of its ${rate} Hz`,
    zh: `libsamplerate 无法将 ${rate} Hz 转换为 ${LINE_RATE} Hz`,
  });
}
