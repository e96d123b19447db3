// SPDX-License-Identifier: GPL-2.0-or-later
// Does `spillway detect` find the digits of a file, and say what is wrong with one that is none?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { detectCommand } from '../../src/cli/commands/detect.js';
import type { Language } from '../../src/kernel/index.js';
import { NativeMedia } from '../../src/native/index.js';

const DIGITS = '1234567890*#ABCD';

interface Line {
  readonly file: string;
  readonly type: string;
  readonly digit: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly reportedMs: number;
  readonly levelDbm0: number;
}

/** What the command prints, and its exit code. */
async function detect(t: Test, ...said: readonly (string | { readonly language: Language })[]) {
  const words = said.filter((word) => typeof word === 'string');
  const lines: string[] = [];
  const complaints: string[] = [];
  const output = {
    language: said.find((word) => typeof word === 'object')?.language ?? 'en',
    write: (line: string) => lines.push(line),
    complain: (line: string) => complaints.push(line),
  };
  const before = process.exitCode;
  process.exitCode = 0;
  t.teardown(() => {
    process.exitCode = before;
  });
  await detectCommand(output).parseAsync(words, { from: 'user' });
  const status = process.exitCode;
  process.exitCode = before;
  return { lines, complaints, status };
}

/** A recording that the engine made of its own digits: 80 ms on, 80 ms off, each group at -10 dBm0. */
function recordDigits(file: string): void {
  const media = new NativeMedia({
    stepped: true,
    board: {
      type: 'virtual',
      spans: [
        { name: 'a', kind: 'e1', carrier: { type: 'loop', peer: 'b' } },
        { name: 'b', kind: 'e1', carrier: { type: 'loop', peer: 'a' } },
      ],
    },
    signalling: [],
  });
  media.record(0, file);
  media.step(10);
  media.sendDigits(0, DIGITS, { onMs: 80, offMs: 80, levelDbm0: -10 });
  media.step(160);
  media.close();
}

/** A-law of the right side of a recording: what was sent. */
function rightSide(file: string): Uint8Array {
  const bytes = readFileSync(file);
  return bytes.subarray(58).filter((_, index) => index % 2 === 1);
}

/** `fmt` and `data` of a mono file at 8 kHz. */
function wav(tag: number, bits: number, data: Uint8Array): Uint8Array {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(tag, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(1000 * bits, 28);
  header.writeUInt16LE(bits / 8, 32);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

/** 16 bit samples of one digit between silences of 100 ms. */
function tone(low: number, high: number, milliseconds: number): Uint8Array {
  const silence = 800;
  const data = Buffer.alloc(2 * (2 * silence + 8 * milliseconds));
  for (let i = 0; i < 8 * milliseconds; i++) {
    const angle = (2 * Math.PI * i) / 8000;
    data.writeInt16LE(Math.round(4000 * (Math.sin(low * angle) + Math.sin(high * angle))), 2 * (silence + i));
  }
  return data;
}

t.test('every digit that the engine sends is found, with its times and level', async (t) => {
  const directory = t.testdir();
  const recording = join(directory, 'recording.wav');
  recordDigits(recording);
  const file = join(directory, 'sent.wav');
  writeFileSync(file, wav(6, 8, rightSide(recording)));

  const { lines, complaints, status } = await detect(t, '--json', file);

  t.same(complaints, []);
  t.equal(status, 0);
  const found = lines.map((line) => JSON.parse(line) as Line);
  t.equal(found.map(({ digit }) => digit).join(''), DIGITS);
  const first = found[0]?.startMs ?? 0;
  for (const [index, line] of found.entries()) {
    t.match(line, { file, type: 'digit' });
    t.ok(Math.abs(line.levelDbm0 - -7) < 1.5, `${line.levelDbm0} dBm0: two groups of -10 together are -7`);
    t.ok(Math.abs(line.startMs - first - index * 160) <= 13, `${line.startMs}: digits begin every 160 ms`);
    t.ok(Math.abs(line.endMs - line.startMs - 80) <= 26, `${line.endMs - line.startMs} ms long`);
    t.ok(line.reportedMs > line.startMs && line.reportedMs <= line.startMs + 60, `told at ${line.reportedMs} ms`);
    t.equal(line.reportedMs % 20, 0, 'told at the end of a tick');
  }
});

t.test('16 bit samples are read, and people get a line for each digit', async (t) => {
  const file = join(t.testdir(), 'five.wav');
  writeFileSync(file, wav(1, 16, tone(770, 1336, 90)));

  const { lines } = await detect(t, file);

  t.equal(lines.length, 1);
  t.match(lines[0], /five\.wav {2}5 {2}0\.\d{3}-0\.\d{3} s {2}-\d+\.\d dBm0$/);
});

t.test('the keys of a digit are those that are promised, in their order', async (t) => {
  const file = join(t.testdir(), 'five.wav');
  writeFileSync(file, wav(1, 16, tone(770, 1336, 90)));

  const { lines } = await detect(t, '--json', file);

  const keys = ['file', 'type', 'digit', 'startMs', 'endMs', 'reportedMs', 'levelDbm0'];
  t.same(Object.keys(JSON.parse(lines[0] ?? '{}')), keys);
});

t.test('broken, empty and missing files are named with exit code 2, and the others are done', async (t) => {
  const directory = t.testdir({ 'text.wav': 'not a sound', 'empty.wav': '' });
  const at = (name: string) => join(directory, name);
  const five = wav(1, 16, tone(770, 1336, 90));
  writeFileSync(at('five.wav'), five);
  writeFileSync(at('cut.wav'), five.subarray(0, 500));
  writeFileSync(at('head.wav'), five.subarray(0, 40));

  const names = ['missing.wav', 'text.wav', 'empty.wav', 'cut.wav', 'head.wav', '.', 'five.wav'];
  const { lines, complaints, status } = await detect(t, '--json', ...names.map(at));

  t.equal(status, 2);
  t.match(complaints, [
    /missing\.wav: there is no such file/,
    /text\.wav: not a sound file that can be read \(.*\); WAV, FLAC, OGG, AU or AIFF would be right/,
    /empty\.wav: there is no audio/,
    /cut\.wav: is cut short: its "data" chunk should have 4640 bytes from byte 44 on, 456 are there/,
    /head\.wav: a WAV file that ends at byte 40, before its samples/,
    /: is no file; name the files in it/,
  ]);
  t.match(
    lines.map((line) => JSON.parse(line) as Line),
    [{ digit: '5' }],
  );
});

t.test('complaints are in Chinese for a reader of Chinese', async (t) => {
  const { complaints } = await detect(t, { language: 'zh-CN' }, join(t.testdir(), 'missing.wav'));

  t.match(complaints, [/missing\.wav：文件不存在$/]);
});

t.test('what counts as a digit can be chosen: kinds, letters, length, profile', async (t) => {
  const directory = t.testdir();
  const [letter, short] = [join(directory, 'letter.wav'), join(directory, 'short.wav')];
  writeFileSync(letter, wav(1, 16, tone(697, 1633, 90)));
  writeFileSync(short, wav(1, 16, tone(770, 1336, 60)));

  t.equal((await detect(t, letter)).lines.length, 1);
  t.same((await detect(t, '--no-letters', letter)).lines, []);
  t.same((await detect(t, '--only', 'speech', letter)).lines, []);
  t.equal((await detect(t, '--only', 'digit', '--profile', 'etsi', short)).lines.length, 1);
  t.same((await detect(t, '--min-on', '100', short)).lines, []);
});

t.test('bare samples are read when they are said to be such', async (t) => {
  const file = join(t.testdir(), 'five.raw');
  writeFileSync(file, tone(770, 1336, 90));

  t.match((await detect(t, '--raw', 's16', '--json', file)).lines, [/"digit":"5"/]);
});

t.test('a file of silence has no digits, and that is no error', async (t) => {
  const file = join(t.testdir(), 'silence.wav');
  writeFileSync(file, wav(1, 16, Buffer.alloc(16_000)));

  t.same(await detect(t, file), { lines: [], complaints: [], status: 0 });
});
