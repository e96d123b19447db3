// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-22
// Is a recording that comes as MP3 or Opus the same sound, as long, as loud and by sides? In pieces too; and a WAV where there is no ffmpeg?

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { talk } from '../support/floor.js';
import { type WebBox, webBox } from '../support/web-box.js';

const SECONDS = 5;
const WITHOUT =
  spawnSync('ffmpeg', ['-version']).error === undefined ? false : 'ffmpeg is not here: npm run setup installs it';

/** A box with a recording that is two tones: the customer's of 440 Hz, and a softer one of 1,000 Hz. */
async function recorded(t: Test) {
  const place = await webBox(t, { config: { recording: { announce: false } } });
  const { world, box, reads, browser } = place;
  const { caller, telephone } = await talk(place);
  await world.advance(1_000);
  caller.clear();
  await world.until(() => caller.state === 'cleared');
  telephone.putDown();
  await world.advance(500);
  await box.settled();
  const row = await reads.selectFrom('recording').selectAll().executeTakeFirstOrThrow();
  const path = join(world.folder, 'data/recordings', row.file);
  const format = ['-r', '8000', '-e', 'a-law', '-b', '8'];
  const tone = (hertz: number, volume: number) =>
    `|sox -n -r 8000 -b 16 -p synth ${SECONDS} sine ${hertz} vol ${volume}`;
  execFileSync('sox', ['-V1', '-D', '-M', tone(440, 0.25), tone(1_000, 0.05), ...format, path]);
  const folder = mkdtempSync(join(tmpdir(), 'small-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return { place, folder, chen: await browser('chen'), at: `/api/v1/recordings/${row.id}/sound` };
}

async function heard({ during }: WebBox, url: string, cookie: string, range?: string) {
  const answer = await during(fetch(url, { headers: { cookie, ...(range && { range }) } }));
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, type: answer.headers.get('content-type'), bytes };
}

/** How long it is and how loud each of its sides, by programs that are not ours. */
function measured(folder: string, bytes: Buffer, sides: number) {
  const [file, wav] = [join(folder, 'made'), join(folder, 'made.wav')];
  writeFileSync(file, bytes);
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', '-i', file, '-c:a', 'pcm_s16le', wav]);
  const seconds = Number(execFileSync('sox', ['--i', '-D', wav], { encoding: 'utf8' }));
  const rms = Array.from({ length: sides }, (_, side) => {
    const { stderr } = spawnSync('sox', [wav, '-n', 'remix', `${side + 1}`, 'stat'], { encoding: 'utf8' });
    return Number(/RMS\s+amplitude:\s+([\d.]+)/.exec(stderr)?.[1]);
  });
  return { seconds, rms };
}

t.test('as long and as loud as it was, both sides or one, whole or in pieces', { skip: WITHOUT }, async (t) => {
  const { place, folder, chen, at } = await recorded(t);
  const url = chen.base + at;
  const whole = await heard(place, url, chen.cookie);
  const was = measured(folder, whole.bytes, 2);
  t.ok(Math.abs(was.seconds - SECONDS) < 0.01);
  for (const [as, type] of [
    ['mp3', 'audio/mpeg'],
    ['opus', 'audio/ogg'],
  ] as const) {
    const made = await heard(place, `${url}?as=${as}`, chen.cookie);
    t.match(made, { status: 200, type });
    t.ok(made.bytes.length * 2 < whole.bytes.length, `${made.bytes.length} bytes of ${whole.bytes.length}`);
    const now = measured(folder, made.bytes, 2);
    t.ok(Math.abs(now.seconds - was.seconds) < 0.2, `${as}: ${now.seconds} s`);
    for (const [side, rms] of now.rms.entries()) {
      const decibels = 20 * Math.log10(rms / (was.rms[side] ?? 0));
      t.ok(Math.abs(decibels) < 1, `${as}: side ${side} is ${decibels.toFixed(2)} dB louder`);
    }

    const piece = await heard(place, `${url}?as=${as}`, chen.cookie, 'bytes=2000-4999');
    t.equal(piece.status, 206);
    t.ok(piece.bytes.equals(made.bytes.subarray(2_000, 5_000)), 'a piece of the same sound');
    const rest = await heard(place, `${url}?as=${as}`, chen.cookie, `bytes=${made.bytes.length - 100}-`);
    t.ok(rest.bytes.equals(made.bytes.subarray(-100)));
    t.equal((await heard(place, `${url}?as=${as}`, chen.cookie, `bytes=${made.bytes.length}-`)).status, 416);

    const alone = measured(folder, (await heard(place, `${url}?as=${as}&side=right`, chen.cookie)).bytes, 1);
    t.ok(Math.abs(20 * Math.log10((alone.rms[0] ?? 0) / (was.rms[1] ?? 0))) < 1, `${as}: the right side alone`);
  }
});

t.test('where there is no ffmpeg, or it cannot do it, it is the WAV', async (t) => {
  const { place, folder, chen, at } = await recorded(t);
  const { PATH = '' } = process.env;
  t.teardown(() => {
    process.env.PATH = PATH;
  });
  const whole = await heard(place, chen.base + at, chen.cookie);
  process.env.PATH = folder;
  const wanted = { status: 200, type: 'audio/wav' };
  const without = await heard(place, `${chen.base + at}?as=opus`, chen.cookie);
  t.match(without, wanted);
  t.ok(without.bytes.equals(whole.bytes));
  t.equal((await heard(place, `${chen.base + at}?as=opus`, chen.cookie, 'bytes=0-99')).bytes.length, 100);
  writeFileSync(join(folder, 'ffmpeg'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const failing = await heard(place, `${chen.base + at}?as=mp3`, chen.cookie);
  t.match(failing, wanted);
  t.ok(failing.bytes.equals(whole.bytes));
});
