// SPDX-License-Identifier: GPL-2.0-or-later
// How is a data directory opened? Taken for this process, its database checked by the writer, and asked by a reader.

import { TelephonyError } from '../faults.js';
import { keepAside, refuseAfterDamage } from './damage.js';
import { makeFolder } from './folder.js';
import { type DirectoryLock, lockDirectory } from './lock.js';
import { Reader } from './reads/reader.js';
import { ReaderThread } from './reads/reader-port.js';
import { Store } from './store.js';
import type { StoreOptions } from './store-options.js';
import { Writer } from './writer.js';

const RESERVE_BYTES = 8 << 20;

/**
 * Opens the data directory's store. Rejects with STORE_LOCKED, STORE_DAMAGED, STORE_TOO_NEW or STORE_NOT_DURABLE; a
 * damaged database is kept aside, never overwritten.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { directory } = options;
  const lock = takeDirectory(directory);
  try {
    refuseAfterDamage(directory);
    const { writer, handle } = await openWriter(options);
    const start = () => new ReaderThread({ directory, handle, delayMs: options.readDelayMs ?? 0 });
    return new Store(options, { writer, reader: new Reader(start, options.readLimits), lock });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Makes the directory when it is not there, and takes it for this process. Throws STORE_LOCKED when a box runs on it,
 * STORE_FAILED when it cannot be used.
 */
export function takeDirectory(directory: string): DirectoryLock {
  try {
    makeFolder(directory, 0o750);
    return lockDirectory(directory);
  } catch (error) {
    if (error instanceof TelephonyError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TelephonyError('STORE_FAILED', `The directory ${directory} cannot be used: ${reason}.`, { cause: error });
  }
}

async function openWriter({
  directory,
  clock,
  reserveBytes,
  flushDelayMs,
  migrating,
}: StoreOptions): ReturnType<typeof Writer.open> {
  const options = { directory, reserveBytes: reserveBytes ?? RESERVE_BYTES, flushDelayMs: flushDelayMs ?? 0 };
  try {
    return await Writer.open(options, clock, migrating);
  } catch (error) {
    const isDamage = error instanceof TelephonyError && error.code === 'STORE_DAMAGED';
    throw isDamage ? keepAside(directory, clock.now(), error.detail) : error;
  }
}
