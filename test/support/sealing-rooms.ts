// SPDX-License-Identifier: GPL-2.0-or-later
// What does a test need that seals and archives without a box? The store of a data directory, alarms, and rows with their files.

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { Alarms } from '../../src/alarm/index.js';
import { Sealing } from '../../src/engine/recordings/index.js';
import { Ids, VirtualClock } from '../../src/kernel/index.js';
import { openStore, type RecordingRow, type Store } from '../../src/store/index.js';
import { wav } from './wav.js';

export const DAY = 86_400_000;

/** What the file says of recordings, as far as it matters here. */
export interface SealingFile {
  readonly keys?: string;
  readonly archive?: { readonly directory: string; readonly quota?: number };
}

export interface SealingRooms {
  readonly sealing: Sealing;
  readonly store: Store;
  readonly alarms: () => readonly string[];
  /** A recording of so many bytes that ended so long ago, and its file; gives what it sounds like. */
  recorded(
    id: string,
    options?: { readonly ago?: number; readonly size?: number; readonly bytes?: number },
  ): Promise<string>;
  row(id: string): Promise<RecordingRow>;
  readonly folder: string;
}

/** `store`: the one of the directory, by whatever way. */
export async function sealingRooms(
  data: string,
  { keys, archive }: SealingFile = {},
  through: (store: Store) => Store = (store) => store,
): Promise<SealingRooms> {
  const clock = new VirtualClock();
  const now = clock.now();
  const store = through(await openStore({ directory: data, clock, reserveBytes: 1 << 16 }));
  const folder = join(data, 'recordings');
  mkdirSync(folder, { recursive: true });
  const alarms = new Alarms(clock, new Ids(clock));
  const recording = {
    directory: folder,
    ...(keys !== undefined && { encryption: { keys } }),
    ...(archive !== undefined && { archive: { ...archive, after: DAY } }),
  };
  const rooms = { alarms, clock, store, config: { recording }, closing: false, log: pino({ level: 'silent' }) };
  const records = { now: () => clock.now() };
  const sealing = new Sealing({ ...rooms, records } as unknown as ConstructorParameters<typeof Sealing>[0]);
  const row = async (id: string) => {
    const rows = await (await store.list('listedRecordings', { id })).rows();
    const found = rows.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no recording ${id}`);
    return found as unknown as RecordingRow;
  };
  const recorded: SealingRooms['recorded'] = async (id, { ago = 2 * DAY, size = 100_000, bytes } = {}) => {
    const sound = wav(Buffer.alloc(size, id), { channels: 2 });
    const sha256 = createHash('sha256').update(sound).digest('hex');
    writeFileSync(join(folder, `${id}.wav`), sound);
    const at = now - ago;
    const known = bytes === undefined ? {} : { bytes, sha256 };
    const times = { startedAt: at, endedAt: at };
    const row = { id, call: `call-${id}`, file: `${id}.wav`, ...times, state: 'complete' as const, ...known };
    const call = { id: row.call, direction: 'inbound' as const, offeredAt: at };
    await store.commit(store.batch().insert('call', call).insert('recording', row));
    return sha256;
  };
  return { sealing, store, folder, recorded, row, alarms: () => alarms.standing.map(({ code }) => code) };
}
