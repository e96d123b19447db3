// SPDX-License-Identifier: GPL-2.0-or-later
// Which reader does a sound file need? Plain ones are read by ourselves, all others by libsndfile.

import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { getSystemErrorName } from 'node:util';
import type { Encoding } from './encoding.js';
import { librarySound } from './library-file.js';
import { plainSound } from './plain-file.js';
import { resampled } from './resampled.js';
import { NO_SOUND, type Sound, SoundFault } from './sound.js';
import { readWavHeader } from './wav-header.js';

/** Bare samples of one side, without a header. */
export interface Raw {
  readonly encoding: Encoding;
  readonly rate: number;
}

/** Names of the libraries, as the system's loader finds them. */
export interface SoundLibraries {
  readonly sndfile?: string;
  readonly samplerate?: string;
}

/** A file's sound at 8 kHz. Throws a SoundFault. */
export function openSound(file: string, raw?: Raw, libraries: SoundLibraries = {}): Sound {
  const sound = open(file, raw, libraries);
  try {
    return resampled(sound, libraries.samplerate);
  } catch (fault) {
    sound.close();
    throw fault;
  }
}

function open(file: string, raw: Raw | undefined, { sndfile }: SoundLibraries): Sound {
  const descriptor = openFile(file);
  let taken = false;
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw notAFile();
    if (status.size === 0) throw new SoundFault(NO_SOUND);
    const layout = raw ? { ...raw, channels: 1, at: 0, bytes: status.size } : readWavHeader(descriptor, status.size);
    const { encoding } = layout ?? {};
    // A WAV of another rate needs the resampler, but no other reader.
    if (!layout || encoding === undefined) return librarySound(file, sndfile);
    const sound = plainSound(descriptor, { ...layout, encoding }, () => closeSync(descriptor));
    taken = true;
    return sound;
  } catch (error) {
    throw error instanceof SoundFault ? error : unreadable(error);
  } finally {
    if (!taken) closeSync(descriptor);
  }
}

function openFile(file: string): number {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK); // a pipe is refused, not waited for
  } catch (error) {
    throw unreadable(error);
  }
}

function notAFile(): SoundFault {
  return new SoundFault({ en: 'is no file; name the files in it', zh: '不是文件；请指明其中的文件' });
}

function unreadable(error: unknown): SoundFault {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new SoundFault({ en: 'there is no such file', zh: '文件不存在' });
  }
  if (code === undefined) throw error;
  const name = errno === undefined ? code : getSystemErrorName(errno);
  return new SoundFault({ en: `cannot be read (${name})`, zh: `无法读取（${name}）` });
}
