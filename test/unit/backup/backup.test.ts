// SPDX-License-Identifier: GPL-2.0-or-later
// Is everything in a backup, and is one that is not whole refused?
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import t from 'tap';
import { type BackupOptions, backUp, prune, verifyArchive } from '../../../src/backup/index.js';
import { MIGRATIONS } from '../../../src/store/migrations.js';
import { AT, DAY, shop } from './shop.js';

const names = ({ files }: { readonly files: readonly { readonly name: string }[] }) => files.map(({ name }) => name);
const standard = { at: AT, version: '9.8.7' };

t.test('database, configuration and own prompts; readable by its owner alone', async (t) => {
  const { folder, file } = await shop(t);

  const { archive, bytes, manifest } = await backUp({ ...standard, file, target: join(folder, 'shelf') });

  t.equal(archive, join(folder, 'shelf/spillway-20260105T010000Z.tar.gz'));
  t.same(readdirSync(join(folder, 'shelf')), ['spillway-20260105T010000Z.tar.gz'], 'and no draft');
  t.match(statSync(archive), { size: bytes, mode: 0o100600 });
  t.match(manifest, {
    version: '9.8.7',
    at: AT,
    schema: MIGRATIONS.length,
    openPromises: 0,
    configuration: file,
    recordings: null,
  });
  t.same(names(manifest), [
    'spillway.yaml',
    'spillway.db',
    'prompts/en/deeper/two.wav',
    'prompts/en/surge.wav',
    'named-prompts/1/promise.wav',
    'named-prompts/2/promise.wav',
  ]);
  const { configuration, ...verified } = await verifyArchive(archive);
  t.same(verified.manifest, manifest);
  t.equal(configuration, readFileSync(file, 'utf8'));
});

t.test('recordings, all or since a day; what is under way is not among them, what is gone is told', async (t) => {
  const { folder, file } = await shop(t);
  const recorded = async (recordings: BackupOptions['recordings']) => {
    const made = await backUp({
      ...standard,
      file,
      target: join(folder, 'box.tar'),
      ...(recordings && { recordings }),
    });
    return { ...made, recordings: names(made.manifest).filter((name) => name.startsWith('recordings/')) };
  };

  const all = await recorded({});
  t.same(all.recordings, ['recordings/2026/old.wav', 'recordings/2026/new.wav']);
  t.same(all.missing, [join(folder, 'data/recordings/2026/gone.wav')]);
  const late = await recorded({ since: AT - DAY });
  t.same(late.recordings, ['recordings/2026/new.wav']);
  t.match(late.manifest.recordings, { since: AT - DAY });
});

t.test('a backup that is cut off, changed or made by somebody else is refused', async (t) => {
  const { folder, file } = await shop(t);
  const archive = join(folder, 'box.tar');
  await backUp({ ...standard, file, target: archive, recordings: {} });
  const whole = readFileSync(archive);
  const refused = (bytes: Uint8Array, reason: RegExp) => {
    writeFileSync(archive, bytes);
    return t.rejects(verifyArchive(archive), { code: 'BACKUP_DAMAGED', message: reason });
  };

  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(20_000) ^ 1, 20_000);
  await refused(flipped, /spillway.db is not what was put into it/);
  for (const part of [0.1, 0.5, 0.9]) await refused(whole.subarray(0, whole.length * part), /box.tar: /);
  await refused(whole.subarray(0, whole.lastIndexOf('manifest.json')), /box.tar: /);
  await refused(Buffer.from('Dear diary, '.repeat(1000)), /box.tar: /);
  await refused(Buffer.alloc(0), /truncated/);
  for (const name of ['../../etc/cron.d/us', '/etc/passwd', 'prompts/../../us', 'other']) {
    await refused(await packTar([{ header: { name, size: 2 }, body: 'us' }]), /is no part of a backup/);
  }
  const link = { name: 'prompts/a', size: 0, type: 'symlink', linkname: '/etc/shadow' } as const;
  await refused(await packTar([{ header: link }]), /prompts\/a is no part of a backup/);
  const later = JSON.stringify({ format: 3 });
  await refused(
    await packTar([{ header: { name: 'manifest.json', size: later.length }, body: later }]),
    /manifest cannot be used: format/,
  );
  await t.rejects(verifyArchive(join(folder, 'none.tar')), { code: 'NOT_FOUND' });
});

t.test('a gzipped archive that was cut off is refused too', async (t) => {
  const { folder, file } = await shop(t);
  const { archive } = await backUp({ ...standard, file, target: folder });
  t.ok(gunzipSync(readFileSync(archive)).includes('manifest.json'));
  truncateSync(archive, statSync(archive).size - 100);
  await t.rejects(verifyArchive(archive), { code: 'BACKUP_DAMAGED' });
});

t.test('a backup that cannot be made leaves nothing behind and the one before as it was', async (t) => {
  const { folder, file } = await shop(t);
  const target = join(folder, 'shelf/box.tar');
  await backUp({ ...standard, file, target });
  const before = readFileSync(target);
  const database = join(folder, 'data/spillway.db');
  writeFileSync(database, readFileSync(database).fill(0x5a, 4096, 3 * 4096));

  await t.rejects(backUp({ ...standard, file, target }), { code: 'STORE_DAMAGED' });
  t.same(readdirSync(join(folder, 'shelf')), ['box.tar']);
  t.same(readFileSync(target), before);
  await t.rejects(backUp({ ...standard, file: join(folder, 'none.yaml'), target }), { code: 'NOT_FOUND' });
  writeFileSync(file, 'queues: 1');
  await t.rejects(backUp({ ...standard, file, target }), { code: 'CONFIG_INVALID' });
});

t.test('of a directory the newest archives are kept, and what has another name', async (t) => {
  const { folder, file } = await shop(t);
  const target = join(folder, 'shelf');
  for (const days of [0, 1, 2, 2]) await backUp({ ...standard, file, target, at: AT + days * DAY });
  writeFileSync(join(target, 'spillway-of-old.tar'), '');

  const gone = prune(target, 2);

  t.same(gone, [join(target, 'spillway-20260105T010000Z.tar.gz'), join(target, 'spillway-20260106T010000Z.tar.gz')]);
  t.same(readdirSync(target), [
    'spillway-20260107T010000Z.tar.gz',
    'spillway-20260107T010000Z.tar.gz.2',
    'spillway-of-old.tar',
  ]);
  t.ok(gone.every((archive) => !existsSync(archive)));
});

t.test('prompts of the data directory, and those that a destination names by a path, are in it', async (t) => {
  const { folder, file } = await shop(t);
  const own = join(folder, 'data/prompts/zh-CN');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'tv.wav'), 'sound');
  writeFileSync(join(folder, 'night.wav'), 'night');
  const text = readFileSync(file, 'utf8').replace('prompts: own\n', '');
  writeFileSync(file, text.replace(', queue: sales }', ', queue: sales, welcome: ./night.wav }'));

  const { manifest } = await backUp({ ...standard, file, target: join(folder, 'own.tar') });
  t.ok(names(manifest).includes('prompts/zh-CN/tv.wav'));
  t.ok(names(manifest).some((name) => /^named-prompts\/\d+\/night\.wav$/.test(name)));
});
