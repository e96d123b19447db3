// SPDX-License-Identifier: GPL-2.0-or-later
// Does an archive give back what was put into it, however its files were pressed, and is it an ordinary one?
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ArchiveWriter, type Filling, readArchive } from '../../../src/backup/archive.js';
import { Random } from '../../../src/sim/index.js';

const MIB = 1 << 20;
const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Of a seed, so that a fault comes again. */
function noise(bytes: number): Buffer {
  const random = new Random(7);
  const made = Buffer.alloc(bytes);
  for (let at = 0; at + 4 <= bytes; at += 4) made.writeUInt32LE(random.integer(0, 0xffffffff), at);
  return made;
}

t.test('text, sound and noise by turns, of lengths around those of a chunk', async (t) => {
  const folder = t.testdir({});
  const archive = join(folder, 'box.tar.gz');
  const fillings: readonly Filling[] = ['text', 'noise', 'sound', 'noise', 'text', 'sound'];
  const sizes = [0, 1, 511, 512, MIB - 1, MIB, MIB + 1, 2 * MIB + 700];
  const source = noise(3 * MIB);
  const writer = new ArchiveWriter(archive);
  const put: { name: string; size: number; sha256: string }[] = [];
  for (const [n, size] of sizes.entries())
    for (const filling of fillings) {
      const bytes = filling === 'text' ? Buffer.alloc(size, 'what people say ') : source.subarray(n, n + size);
      const path = join(folder, 'file');
      writeFileSync(path, bytes);
      put.push(await writer.add(`recordings/${put.length}`, { path, filling }));
      t.equal(put.at(-1)?.sha256, sum(bytes));
    }
  await writer.close();

  const found: typeof put = [];
  await readArchive(archive, async ({ name, chunks }) => {
    const all: Uint8Array[] = [];
    for await (const chunk of chunks) all.push(chunk);
    const bytes = Buffer.concat(all);
    found.push({ name, size: bytes.length, sha256: sum(bytes) });
  });
  t.same(found, put);
  execFileSync('tar', ['xzf', archive, '-C', folder]);
  t.equal(readdirSync(join(folder, 'recordings')).length, put.length, 'tar reads it, too');
});

t.test('silence in sound is made small', async (t) => {
  const folder = t.testdir({ file: Buffer.alloc(MIB, 0xd5) });
  const archive = join(folder, 'box.tar.gz');
  const writer = new ArchiveWriter(archive);
  await writer.add('recordings/silent.wav', { path: join(folder, 'file'), filling: 'sound' });
  await writer.close();

  t.ok(statSync(archive).size < MIB / 100, `${statSync(archive).size} bytes`);
});
