// SPDX-License-Identifier: GPL-2.0-or-later
// How is an archive written and read? A tar, gzipped when its name ends in `gz`, entry by entry, never whole in memory.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { constants, createGunzip, gzip, type ZlibOptions } from 'node:zlib';
import { createTarDecoder, createTarPacker } from 'modern-tar';
import { TelephonyError } from '../faults.js';
import { oneAhead } from '../kernel/index.js';
import type { ManifestFile } from './manifest.js';

const CHUNK = 1 << 20;
const PRESSED_AT_ONCE = 1 << 18;
const MODE = 0o600; // PINs, numbers and conversations are in it

/** What a file is full of: so it is pressed. */
export type Filling = 'text' | 'sound' | 'noise';

/**
 * A box has calls to do: the processor's time counts, not the last tenth of the size (docs/performance.md has the figures). Of sound, silence
 * and what is frequent are made small; of what is sealed nothing can be.
 */
const PRESSED: Readonly<Record<Filling, ZlibOptions>> = {
  text: { level: 1 },
  sound: { level: 1, strategy: constants.Z_RLE },
  noise: { level: 0 },
};
const press = promisify<Uint8Array, ZlibOptions, Buffer>(gzip);

/** An archive being written; under another name until it is whole and on the disk. */
export class ArchiveWriter {
  readonly #file: string;
  readonly #draft: string;
  readonly #packer = createTarPacker();
  readonly #written: Promise<void>;
  #filling: Filling = 'text';

  constructor(file: string) {
    this.#file = file;
    this.#draft = `${file}.draft`;
    const bytes = Readable.fromWeb(this.#packer.readable as ReadableStream);
    const disk = createWriteStream(this.#draft, { mode: MODE });
    this.#written = /gz$/.test(file)
      ? pipeline(bytes, (chunks) => oneAhead(this.#pressed(chunks)), disk)
      : pipeline(bytes, disk);
    this.#written.catch(() => {}); // who writes the next entry, or closes, hears of it
  }

  /** Adds a file as it is now, no byte more when it grows meanwhile; `progress` hears of each further `bytes`. */
  async add(
    name: string,
    { path, filling = 'text' }: { readonly path: string; readonly filling?: Filling },
    progress: (bytes: number) => void = () => {},
  ): Promise<ManifestFile> {
    this.#filling = filling; // also of what is still on its way of the entry before, which costs nothing but space
    const handle = await open(path, 'r');
    try {
      const { size, mode, mtime } = await handle.stat();
      return await this.#entry({ name, size, mode: mode & 0o777, mtime }, chunksOf(handle, path, size), progress);
    } finally {
      await handle.close();
    }
  }

  /** RFC 1952: a file of members one after the other is as good as one, so each chunk is pressed in its own way. */
  async *#pressed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks)
      yield await press(chunk, { ...PRESSED[this.#filling], chunkSize: PRESSED_AT_ONCE });
  }

  /** Adds a small text. */
  async addText(name: string, text: string, mode = MODE): Promise<ManifestFile> {
    const bytes = Buffer.from(text);
    return this.#entry({ name, size: bytes.length, mode }, [bytes], () => {});
  }

  async #entry(
    header: { readonly name: string; readonly size: number; readonly mode: number; readonly mtime?: Date },
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    progress: (bytes: number) => void,
  ): Promise<ManifestFile> {
    const hash = createHash('sha256');
    const body = this.#packer.controller.add(header).getWriter();
    body.closed.catch(() => {}); // each write tells of the same fault
    for await (const chunk of chunks) {
      hash.update(chunk);
      await body.write(new Uint8Array(chunk));
      progress(chunk.length);
    }
    await body.close();
    return { name: header.name, size: header.size, sha256: hash.digest('hex') };
  }

  /** Ends the archive; it has its name and is on the disk when this resolves. */
  async close(): Promise<void> {
    this.#packer.controller.finalize();
    await this.#written;
    const handle = await open(this.#draft, 'r');
    await handle.sync();
    await handle.close();
    await rename(this.#draft, this.#file);
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    this.#packer.controller.error(new Error('the backup was given up'));
    await this.#written.catch(() => {});
    await rm(this.#draft, { force: true });
  }
}

async function* chunksOf(handle: FileHandle, path: string, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; ) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, size - at));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) throw new TelephonyError('REFUSED', `${path} became shorter while it was copied`);
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

/** One entry of an archive; its chunks are read before the next entry comes. */
export interface ArchiveEntry {
  readonly name: string;
  readonly size: number;
  readonly mode: number;
  readonly isFile: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Goes through an archive in its order. `progress` hears which share of it is read. Rejects with BACKUP_DAMAGED. */
export async function readArchive(
  archive: string,
  each: (entry: ArchiveEntry) => Promise<void>,
  progress: (share: number) => void = () => {},
): Promise<void> {
  const { size, zipped } = await look(archive);
  const disk = createReadStream(archive, { highWaterMark: CHUNK });
  try {
    const entries = (Readable.toWeb(unzipped(disk, zipped)) as ReadableStream<Uint8Array>).pipeThrough(
      createTarDecoder({ strict: true }),
    );
    for await (const { header, body } of entries) {
      const chunks = body as unknown as AsyncIterable<Uint8Array>;
      const { name, mode = MODE, type = 'file' } = header;
      await each({ name, size: header.size, mode: mode & 0o777, isFile: type === 'file', chunks });
      progress(disk.bytesRead / Math.max(1, size));
    }
  } catch (error) {
    if (error instanceof TelephonyError || isOfTheSystem(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TelephonyError('BACKUP_DAMAGED', `${archive}: ${reason.replace(/\.$/, '')}.`, { cause: error });
  } finally {
    disk.destroy();
  }
}

async function look(archive: string): Promise<{ readonly size: number; readonly zipped: boolean }> {
  const handle = await open(archive, 'r').catch((error: Error) => {
    throw new TelephonyError('NOT_FOUND', `backup ${archive}: ${error.message}`, { cause: error });
  });
  try {
    const magic = Buffer.alloc(2);
    await handle.read(magic, 0, 2, 0);
    return { size: (await handle.stat()).size, zipped: magic.readUInt16BE() === 0x1f8b };
  } finally {
    await handle.close();
  }
}

function unzipped(disk: ReadStream, zipped: boolean): ReadStream | Transform {
  if (!zipped) return disk;
  const gunzip = createGunzip({ chunkSize: PRESSED_AT_ONCE });
  disk.on('error', (error) => gunzip.destroy(error));
  return disk.pipe(gunzip);
}

/** What the disk says, in contrast to what is wrong with the archive. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
