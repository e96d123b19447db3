// SPDX-License-Identifier: GPL-2.0-or-later
// Is a recording there once and whole whenever the box is killed while it is sealed and carried away? And what if its archive is full, or gone?

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { addKey, digestOf, openSound } from '../../../src/recording/index.js';
import type { RecordingRow } from '../../../src/store/index.js';
import { type SealingFile, type SealingRooms, sealingRooms } from '../../support/sealing-rooms.js';

const CHILD = fileURLToPath(new URL('./sealing-child.js', import.meta.url));

/** A data directory, an archive and a file of keys. */
function places(t: Test) {
  const folder = mkdtempSync(join(tmpdir(), 'sealing-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const [data, archive, keys] = [join(folder, 'data'), join(folder, 'archive'), join(folder, 'keys')];
  for (const one of [data, archive]) mkdirSync(one);
  addKey(keys, '2026');
  return { data, archive, keys };
}

/** Rooms that end with the test, or before. */
async function opened(t: Test, data: string, file: SealingFile): Promise<SealingRooms & { close(): Promise<void> }> {
  const rooms = await sealingRooms(data, file);
  let open = true;
  const close = async () => {
    if (open) await rooms.store.close();
    open = false;
  };
  t.teardown(close);
  return { ...rooms, close };
}

const soundFiles = (folder: string) => readdirSync(folder).filter((name) => !name.startsWith('.'));

async function soundOf(row: RecordingRow, recordings: string, { keys, archive }: SealingFile): Promise<string> {
  const folders = { recordings, ...(archive && { archive: archive.directory }), ...(keys && { keys }) };
  const sound = await openSound(row, folders);
  return digestOf(sound).finally(() => sound.close());
}

const MOMENTS: readonly (readonly [when: string, which: string, what: string])[] = [
  ['draft', 'recordings', 'the sealed one is half written'],
  ['before', '1', 'it is whole, and no row says so'],
  ['after', '1', 'the row says so, and the plain one is there'],
  ['before', '2', 'the plain one is gone, and the row names it'],
  ['draft', 'archive', 'the copy is half written'],
  ['before', '3', 'the copy is whole, and no row says so'],
  ['after', '3', 'the row says so, and the near one is there'],
  ['before', '4', 'the near one is gone, and the row names it'],
];

for (const [when, which, what] of MOMENTS)
  t.test(`killed: ${what}`, async (t) => {
    const { data, archive, keys } = places(t);
    const file = { keys, archive: { directory: archive } };
    const before = await opened(t, data, file);
    const size = when === 'draft' ? 20_000_000 : 100_000;
    const sha256 = await before.recorded('a', { size });
    await before.close();
    const at = which === 'recordings' ? before.folder : which === 'archive' ? archive : which;
    const { signal } = spawnSync(process.execPath, [CHILD, data, JSON.stringify(file), when, at]);
    t.equal(signal, 'SIGKILL');

    const after = await opened(t, data, file);
    t.equal(await soundOf(await after.row('a'), after.folder, file), sha256, 'it can be heard as it was');
    await after.sealing.round();
    const row = await after.row('a');
    t.match(row, { sha256, key: '2026', file: 'a.wav.sealed', place: 'archive', leftover: null });
    t.same(soundFiles(after.folder), [], 'here nothing of it is left');
    t.same(soundFiles(archive), ['a.wav.sealed']);
    t.equal(await soundOf(row, after.folder, file), sha256);
  });

t.test('a disk that is full, and has room again', async (t) => {
  const { data, archive } = places(t);
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', archive], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    t.skip(`no disk of its own can be mounted here: ${stderr.trim()}; the next tests go on with a folder`, () => {});
    return;
  }
  t.teardown(() => spawnSync('umount', ['-l', archive]));
  const file = { archive: { directory: archive } };
  const { sealing, recorded, row, alarms, folder } = await opened(t, data, file);
  const sums = [await recorded('a', { ago: 4e8 }), await recorded('b', { ago: 3e8 }), await recorded('c')];
  writeFileSync(join(archive, 'others'), Buffer.alloc(150_000));
  await sealing.round();
  t.same(alarms(), ['RECORDING_ARCHIVE']);
  t.same(soundFiles(archive), ['a.wav', 'b.wav', 'others'], 'nothing of what did not fit');
  t.same(soundFiles(folder), ['c.wav'], 'that stays here');
  t.match(await row('c'), { place: null, leftover: null });
  rmSync(join(archive, 'others'));
  await sealing.round();
  t.same(alarms(), []);
  for (const [index, id] of ['a', 'b', 'c'].entries())
    t.equal(await soundOf(await row(id), folder, file), sums[index], `${id} is as it was`);

  t.equal(spawnSync('umount', [archive]).status, 0, 'its disk is taken away');
  await recorded('d');
  await sealing.round();
  t.same(alarms(), ['RECORDING_ARCHIVE']);
  t.same(soundFiles(archive), [], 'nothing goes into the bare folder');
  t.same(soundFiles(folder), ['d.wav']);
  await t.rejects(soundOf(await row('a'), folder, file), { code: 'NOT_FOUND' });
});

t.test('a folder that is gone is not made, and comes back', async (t) => {
  const { data, archive } = places(t);
  const file = { archive: { directory: archive } };
  const { sealing, recorded, row, alarms, folder } = await opened(t, data, file);
  await recorded('a');
  rmSync(archive, { recursive: true });
  await sealing.round();
  t.same(alarms(), ['RECORDING_ARCHIVE']);
  t.notOk(existsSync(archive));
  t.same(soundFiles(folder), ['a.wav']);
  mkdirSync(archive);
  await sealing.round();
  t.same(alarms(), []);
  t.match(await row('a'), { place: 'archive' });
  t.same(soundFiles(folder), []);
});

t.test('the quota: what is older went first, what is over it stays', async (t) => {
  const { data, archive } = places(t);
  const { sealing, recorded, row, alarms } = await opened(t, data, { archive: { directory: archive, quota: 1 } });
  await recorded('new', { bytes: 600e6 });
  await recorded('old', { bytes: 600e6, ago: 9e8 });
  await sealing.round();
  t.same(alarms(), ['RECORDING_ARCHIVE']);
  t.match(await row('old'), { place: 'archive' });
  t.match(await row('new'), { place: null });
});

t.test('recordings whose files are lost do not keep others from the archive', async (t) => {
  const { data, archive } = places(t);
  const { sealing, recorded, row, folder, alarms } = await opened(t, data, { archive: { directory: archive } });
  for (let n = 0; n < 120; n++) {
    await recorded(`lost-${n}`, { ago: 9e8, size: 10, bytes: 10 });
    rmSync(join(folder, `lost-${n}.wav`));
  }
  await recorded('a');
  await sealing.round();
  await sealing.round();
  t.match(await row('a'), { place: 'archive' });
  t.same(alarms(), []);
});
