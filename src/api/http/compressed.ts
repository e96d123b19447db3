// SPDX-License-Identifier: GPL-2.0-or-later
// How does a recording get to a browser over a thin line? As MP3 or Opus, made by ffmpeg where this machine has it; nothing of it is on a disk.

import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { Readable } from 'node:stream';
import type { Sound } from '../../recording/index.js';

export type Compression = 'mp3' | 'opus';

const AS: Readonly<Record<Compression, { readonly type: string; readonly args: readonly string[] }>> = {
  mp3: { type: 'audio/mpeg', args: ['-c:a', 'libmp3lame', '-b:a', '32k', '-f', 'mp3'] },
  opus: { type: 'audio/ogg', args: ['-c:a', 'libopus', '-b:a', '24k', '-f', 'ogg'] },
};
/** Sounds that were asked for last; a player asks for pieces of one. */
const KEPT_BYTES = 64_000_000;
const NICE = 10;

/** A sound that was made smaller. */
export interface Compressed {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Makes and keeps a few. */
export class Compressor {
  readonly #made = new Map<string, Promise<Compressed | undefined>>();
  readonly #sizes = new Map<string, number>();

  /** Of the sound called `key`; undefined: there is no ffmpeg here, or it cannot do this. */
  make(key: string, as: Compression, sound: Sound): Promise<Compressed | undefined> {
    const name = `${as} ${key}`;
    const made = this.#made.get(name) ?? compressed(sound, as);
    this.#made.delete(name);
    this.#made.set(name, made);
    made.then(
      (one) => this.#keep(name, one?.bytes.length),
      () => this.#forget(name),
    );
    return made;
  }

  #keep(name: string, bytes: number | undefined): void {
    if (bytes === undefined) {
      this.#forget(name);
      return;
    }
    this.#sizes.set(name, bytes);
    const all = () => [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [oldest] of this.#made) {
      if (all() <= KEPT_BYTES) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    this.#made.delete(name);
    this.#sizes.delete(name);
  }
}

function compressed(sound: Sound, as: Compression): Promise<Compressed | undefined> {
  const { type, args } = AS[as];
  return new Promise((resolve, reject) => {
    const ffmpeg = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-i', 'pipe:0', ...args, 'pipe:1'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const parts: Buffer[] = [];
    ffmpeg.once('spawn', () => below(ffmpeg.pid));
    ffmpeg.once('error', () => resolve(undefined));
    ffmpeg.stdin.on('error', () => {}); // its end says more
    ffmpeg.stdout.on('data', (part: Buffer) => parts.push(part));
    ffmpeg.once('close', (code) =>
      resolve(code === 0 && parts.length > 0 ? { type, bytes: Buffer.concat(parts) } : undefined),
    );
    const source = Readable.from(sound.read(0, sound.size - 1));
    source.once('error', (error) => {
      ffmpeg.kill();
      reject(error);
    });
    source.pipe(ffmpeg.stdin);
  });
}

/** Calls and pages first. */
function below(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, NICE);
  } catch {} // it has ended already
}

/** Bytes in memory as a sound. */
export function soundOf(bytes: Buffer): Sound {
  return {
    size: bytes.length,
    async *read(start, end) {
      yield bytes.subarray(start, end + 1);
    },
    close: async () => {},
  };
}
