// SPDX-License-Identifier: GPL-2.0-or-later
// How are all other sound files read? By libsndfile, opened at run time.

import koffi from 'koffi';
import { openLibrary } from './library.js';
import { BLOCK_SAMPLES, checkLayout, NO_SOUND, type Sound, SoundFault } from './sound.js';

const READ = 0x10; // SFM_READ of sndfile.h
const LARGEST_LENGTH = 2 ** 50; // samples; what a broken header may tell is more than any disk holds

/** `SF_INFO` of sndfile.h. */
interface Info {
  frames: number | bigint;
  samplerate: number;
  channels: number;
}

/** Opens whatever libsndfile knows: WAV of any kind, FLAC, OGG, AU, AIFF and more. Throws a SoundFault. */
export function librarySound(file: string, name = 'libsndfile.so.1'): Sound {
  const library = openLibrary(name, 'libsndfile1', {
    en: 'for any but plain WAV files of 8 kHz (A-law, mu-law, 16 bit)',
    zh: '读取 8 kHz A 律、μ 律、16 位 WAV 以外的声音文件',
  });
  const struct = koffi.struct({
    frames: 'int64',
    samplerate: 'int',
    channels: 'int',
    format: 'int',
    sections: 'int',
    seekable: 'int',
  });
  const open = library.func('sf_open', 'void *', ['str', 'int', koffi.inout(koffi.pointer(struct))]);
  const readFrames = library.func('sf_readf_float', 'int64', ['void *', 'void *', 'int64']);
  const faultText = library.func('sf_strerror', 'str', ['void *']);
  const faultOf = library.func('sf_error', 'int', ['void *']);
  const closeFile = library.func('sf_close', 'int', ['void *']);

  const info: Info = { frames: 0, samplerate: 0, channels: 0 };
  const handle: unknown = open(file, READ, Object.assign(info, { format: 0, sections: 0, seekable: 0 }));
  if (handle === null) throw unreadable(String(faultText(null)));
  const close = () => {
    closeFile(handle);
  };
  try {
    const { channels, samplerate: rate } = info;
    checkLayout(channels, rate);
    if (Number(info.frames) <= 0) throw new SoundFault(NO_SOUND);
    const length = Math.min(Number(info.frames), LARGEST_LENGTH);
    const samples = new Float32Array(BLOCK_SAMPLES);
    let done = 0;
    const read = () => {
      const count = Number(readFrames(handle, samples, BLOCK_SAMPLES / channels));
      done += count;
      if (count <= 0 && (faultOf(handle) !== 0 || done < length)) {
        throw brokenAt(done / rate, length / rate, String(faultText(handle)));
      }
      return samples.subarray(0, Math.max(0, count) * channels);
    };
    return { rate, sides: channels, length, read, close };
  } catch (fault) {
    close();
    throw fault;
  }
}

function unreadable(reason: string): SoundFault {
  const said = reason.trim().replace(/\.$/, '');
  return new SoundFault({
    en: `not a sound file that can be read (${said}); WAV, FLAC, OGG, AU or AIFF would be right, or --raw with bare samples`,
    zh: `不是可以读取的声音文件（${said}）；应为 WAV、FLAC、OGG、AU 或 AIFF，裸采样数据请用 --raw`,
  });
}

function brokenAt(there: number, told: number, reason: string): SoundFault {
  const said = reason.trim().replace(/\.$/, '');
  return new SoundFault({
    en: `breaks off at ${there.toFixed(3)} s of the ${told.toFixed(3)} s that its header tells (${said}); copy it anew`,
    zh: `文件头的长度为 ${told.toFixed(3)} 秒，读到 ${there.toFixed(3)} 秒处中断（${said}）；请重新复制`,
  });
}
