// SPDX-License-Identifier: GPL-2.0-or-later
// Does a sealed recording open at every second, and not at all when anything of it is another?

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { addKey, digestOf, openSound, readKeys, type Sound, sideOf, waveformOf } from '../../../src/recording/index.js';
import { carryRecording, sealRecording } from '../../../src/recording/seal.js';
import { CHUNK, HEAD, placeOf, sealedSize } from '../../../src/recording/sealed-file.js';
import { wav, wavChannels } from '../../support/wav.js';

async function bytesOf(sound: Sound, start = 0, end = sound.size - 1): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of sound.read(start, end)) parts.push(part);
  return Buffer.concat(parts);
}

/** A folder with a sealed recording of so many bytes of two sides, and its keys. */
async function aSealed(t: Test, size = 3 * CHUNK + 500) {
  const folder = mkdtempSync(join(tmpdir(), 'seal-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const keys = join(folder, 'keys');
  addKey(keys, 'first');
  const plain = wav(randomBytes(size), { channels: 2 });
  const path = join(folder, 'a.wav');
  writeFileSync(path, plain);
  const seal = { target: `${path}.sealed`, key: readKeys(keys).current };
  const digest = await sealRecording({ path, seal });
  const row = { file: 'a.wav.sealed', key: 'first', place: null };
  const sound = () => openSound(row, { recordings: folder, keys });
  return { folder, keys, plain, path, sealed: seal.target, digest, row, sound };
}

t.test('what is sealed opens whole and in pieces, whichever they are', async (t) => {
  const { plain, sealed, digest, sound } = await aSealed(t);
  t.equal(statSync(sealed).size, sealedSize(plain.length));
  t.notOk(readFileSync(sealed).includes(plain.subarray(100, 132)), 'nothing of the sound can be read in it');
  const opened = await sound();
  t.teardown(() => opened.close());
  t.equal(opened.size, plain.length);
  t.ok((await bytesOf(opened)).equals(plain));
  t.equal(await digestOf(opened), digest.sha256);
  const edges = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, plain.length - 2, plain.length - 1];
  for (const start of edges)
    for (const end of edges.filter((one) => one >= start))
      t.ok((await bytesOf(opened, start, end)).equals(plain.subarray(start, end + 1)), `${start} to ${end}`);
});

t.test('a part that is changed, moved, cut off or of another file does not open', async (t) => {
  const { plain, sealed, sound } = await aSealed(t);
  const whole = readFileSync(sealed);
  const refuses = async (bytes: Buffer, what: string) => {
    writeFileSync(sealed, bytes);
    const read = async () => {
      const opened = await sound();
      await bytesOf(opened).finally(() => opened.close());
    };
    await t.rejects(read(), { code: 'RECORDING_DAMAGED' }, what);
  };
  for (const at of [HEAD, HEAD + CHUNK, placeOf(2, plain.length).at + 7, whole.length - 1, 20, 40]) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    if (at < HEAD && at >= 32) continue; // the name of the key: another key is looked for
    await refuses(bytes, `byte ${at}`);
  }
  const [first, second] = [placeOf(0, plain.length), placeOf(1, plain.length)];
  const swapped = Buffer.from(whole);
  whole.copy(swapped, first.at, second.at, second.at + second.bytes);
  whole.copy(swapped, second.at, first.at, first.at + first.bytes);
  await refuses(swapped, 'two parts changed places');
  await refuses(whole.subarray(0, whole.length - 1), 'a byte is missing');
  await refuses(whole.subarray(0, second.at), 'all behind the first part is missing');
  const other = await aSealed(t);
  const mixed = Buffer.from(whole);
  readFileSync(other.sealed).copy(mixed, first.at, first.at, first.at + first.bytes);
  await refuses(mixed, 'a part of another file');
});

t.test('a new key seals, the old one opens what it sealed; without it nothing does', async (t) => {
  const { keys, plain, sound } = await aSealed(t);
  addKey(keys, 'second');
  t.equal(readKeys(keys).current.id, 'second');
  const opened = await sound();
  t.ok((await bytesOf(opened)).equals(plain));
  await opened.close();
  t.throws(() => addKey(keys, 'second'), { code: 'REFUSED' });
  const [, second = ''] = readFileSync(keys, 'utf8').split('\n');
  writeFileSync(keys, `# only the new one\n${second}\n`);
  await t.rejects(sound(), { code: 'RECORDING_LOCKED' });
  writeFileSync(keys, 'first 0123\n');
  t.throws(() => readKeys(keys), { code: 'RECORDING_LOCKED', message: /key 1 is no key/ });
  rmSync(keys);
  await t.rejects(sound(), { code: 'RECORDING_LOCKED' });
});

t.test('each side is a sound of its own, read in any pieces; its waveform shows who was loud', async (t) => {
  const { folder, keys, path, sound } = await aSealed(t, 2 * CHUNK + 10);
  const [left = Buffer.alloc(0), right = left] = wavChannels(path);
  const opened = await sound();
  const customer = await sideOf(opened, 'left');
  const agent = await sideOf(opened, 'right');
  t.ok((await bytesOf(customer)).subarray(44).equals(left));
  t.ok((await bytesOf(agent)).subarray(44).equals(right));
  t.equal(customer.size, 44 + left.length);
  for (const [start, end] of [
    [0, 10],
    [40, 50],
    [44, 44],
    [45, 32_900],
    [32_811, 32_813],
  ] as const)
    t.ok(
      (await bytesOf(agent, start, end)).equals((await bytesOf(agent)).subarray(start, end + 1)),
      `${start} to ${end}`,
    );
  await opened.close();

  const SILENCE = 0xd5;
  const LOUD = 0xaa;
  const frames = Buffer.alloc(16_000, SILENCE);
  for (let frame = 4_000; frame < 8_000; frame++) frames[2 * frame] = LOUD; // the customer, in the second half
  writeFileSync(join(folder, 'b.wav'), wav(frames, { channels: 2 }));
  const plain = await openSound({ file: 'b.wav', key: null, place: null }, { recordings: folder, keys });
  const { durationMs, truncated, left: loud, right: quiet } = await waveformOf(plain, 10);
  await plain.close();
  t.equal(durationMs, 1_000);
  t.equal(truncated, false);
  t.same(
    loud.map((peak) => peak > 90),
    [false, false, false, false, false, true, true, true, true, true],
  );
  t.ok(quiet.every((peak) => peak < 10));
});

t.test('a truncated file is told as such; what is no WAV is damaged, what is away is not found', async (t) => {
  const { folder, plain, path } = await aSealed(t);
  writeFileSync(path, plain.subarray(0, 5_000));
  const opened = await openSound({ file: 'a.wav', key: null, place: null }, { recordings: folder });
  t.match(await waveformOf(opened, 10), { truncated: true });
  await opened.close();
  writeFileSync(path, 'no sound');
  const text = await openSound({ file: 'a.wav', key: null, place: null }, { recordings: folder });
  await t.rejects(waveformOf(text, 10), { code: 'RECORDING_DAMAGED' });
  await text.close();
  await t.rejects(openSound({ file: 'c.wav', key: null, place: null }, { recordings: folder }), { code: 'NOT_FOUND' });
  await t.rejects(openSound({ file: '../keys', key: null, place: null }, { recordings: folder }), {
    code: 'NOT_FOUND',
  });
});

t.test('what is carried away is the same there, and nothing is left of what fails', async (t) => {
  const { folder, sealed } = await aSealed(t);
  const to = join(folder, 'far/2026/a.wav.sealed');
  await carryRecording({ from: sealed, to });
  t.ok(readFileSync(to).equals(readFileSync(sealed)));
  await t.rejects(carryRecording({ from: join(folder, 'none'), to: join(folder, 'far/none') }));
  await t.rejects(sealRecording({ path: join(folder, 'none') }));
});
