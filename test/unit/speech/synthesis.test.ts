// SPDX-License-Identifier: GPL-2.0-or-later
// Does a text become sound by espeak-ng, any program or an address, and does nothing of a text become a command?
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import t from 'tap';
import { SystemClock } from '../../../src/kernel/index.js';
import type { SpeakingEngine } from '../../../src/speech/index.js';
import { activeLevel } from '../../../src/speech/index.js';
import { resampled } from '../../../src/speech/resample.js';
import { Speaker } from '../../../src/speech/speaker.js';
import { SpokenCache } from '../../../src/speech/spoken-cache.js';
import { synthesized } from '../../../src/speech/synthesis.js';
import { fromAlaw, pcmFile, samplesOf } from '../../../src/speech/wav-samples.js';

const clock = new SystemClock();
const espeak: SpeakingEngine = { kind: 'espeak', voice: 'en-gb' };

/** A program that writes its text as a tone: as many tenths of a second as the text has characters, and keeps the text in a file. */
function talker(folder: string, rate = 22_050): readonly string[] {
  const file = join(folder, 'talker.mjs');
  writeFileSync(
    file,
    `import { readFileSync, writeFileSync } from 'node:fs';
const [given, kept] = process.argv.slice(2);
const text = given === '' ? readFileSync(0, 'utf8') : given;
writeFileSync(kept, text);
const samples = Buffer.alloc(${rate} / 10 * 2 * text.length);
for (let i = 0; i < samples.length / 2; i++) samples.writeInt16LE(Math.round(9000 * Math.sin(i * 2 * Math.PI * 440 / ${rate})), 2 * i);
const head = Buffer.from('52494646ffffffff57415645666d74201000000001000100000000000000000002001000', 'hex');
head.writeUInt32LE(${rate}, 24); head.writeUInt32LE(${rate * 2}, 28);
const data = Buffer.from('64617461ffffffff', 'hex');
process.stdout.write(Buffer.concat([head, data, samples]));
`,
  );
  return [process.execPath, file];
}

const speak = (engine: SpeakingEngine, text: string, within = 10_000) =>
  synthesized(clock, engine, { text, language: 'en' }, within);

t.test('espeak-ng says both languages, as loud as all prompts, from the first sample', async (t) => {
  for (const [voice, language, text] of [
    ['en-gb', 'en', 'Your order is under way.'],
    ['cmn', 'zh-CN', '您的订单正在配送。'],
  ] as const) {
    const wav = await synthesized(clock, { kind: 'espeak', voice }, { text, language }, 10_000);
    const { rate, samples } = samplesOf(wav);
    t.equal(rate, 8_000);
    t.ok(samples.length > 8_000 && samples.length < 40_000, `${samples.length / 8_000} s`);
    t.ok(Math.abs((activeLevel(samples, rate) ?? 0) + 20) < 1, 'active level');
    t.ok(samples.findIndex((sample) => Math.abs(sample) > 0.01) < 400, 'no silence before it');
  }
});

t.test('nothing in a text is a command, an option or a phoneme: it is said, whatever it is', async (t) => {
  const folder = t.testdir({});
  const kept = join(folder, 'kept.txt');
  const command = talker(folder);
  const hostile = [
    '$(touch x)',
    '`id`',
    "'; rm -rf / #",
    '-w /tmp/x',
    '--help',
    '{text}',
    '{language}',
    'a\u0000b',
    '％ | & > <',
  ];
  for (const text of hostile) {
    const { samples } = samplesOf(
      await speak({ kind: 'command', command: [...command, '{text}', kept], voice: 'v' }, text),
    );
    t.ok(samples.length > 0);
  }
  t.equal(existsSync('x'), false);
  const stdin: SpeakingEngine = { kind: 'command', command: [...command, '', kept], voice: 'v' };
  await speak(stdin, '--stdin is text');
  const { readFileSync } = await import('node:fs');
  t.equal(readFileSync(kept, 'utf8'), '--stdin is text');
  await speak({ kind: 'command', command: [...command, '{text}', kept], voice: 'v' }, '-w /tmp/x');
  t.equal(readFileSync(kept, 'utf8'), ' -w /tmp/x', 'never an option');
  t.ok((await speak(espeak, '[[h@l"oU]] -w /tmp/never')).length > 1_000);
  t.equal(existsSync('/tmp/never'), false);
});

t.test('a program may write a file of its own', async (t) => {
  const folder = t.testdir({});
  const [node = '', file = ''] = talker(folder);
  const command = ['sh', '-c', '"$1" "$2" "" "$3" > "$4"', 'sh', node, file, join(folder, 'kept'), '{file}'];
  t.ok(samplesOf(await speak({ kind: 'command', command, voice: '' }, 'into a file')).samples.length > 1_000);
});

t.test('whatever rate an engine has, its sound is that of 8 kHz', async (t) => {
  for (const rate of [8_000, 11_025, 16_000, 22_050, 24_000, 48_000]) {
    const folder = t.testdir({});
    const wav = await speak(
      { kind: 'command', command: [...talker(folder, rate), '{text}', join(folder, 'k')], voice: '' },
      '0123456789',
    );
    const { samples } = samplesOf(wav);
    t.ok(Math.abs(samples.length - 8_000) < 900, `${rate} Hz: a second`);
    const crossings = samples.reduce(
      (sum, sample, i) => sum + (i > 0 && sample >= 0 && (samples[i - 1] ?? 0) < 0 ? 1 : 0),
      0,
    );
    t.ok(Math.abs(crossings / (samples.length / 8_000) - 440) < 6, `${rate} Hz: the same pitch`);
  }
});

t.test('what the lower rate cannot carry does not come back as another tone', async (t) => {
  const tone = Float32Array.from({ length: 48_000 }, (_, i) => Math.sin((i * 2 * Math.PI * 6_000) / 48_000));
  const loudest = Math.max(...resampled(tone, 48_000, 8_000).slice(200, -200).map(Math.abs));
  t.ok(loudest < 0.003, `${loudest}`);
});

t.test('every form of WAV that engines write is read, and broken ones are named', async (t) => {
  const pcm = pcmFile(Buffer.from(Int16Array.of(0, 16_384, -16_384).buffer), 8_000);
  t.same([...samplesOf(pcm).samples], [0, 0.5, -0.5]);
  t.throws(() => samplesOf(Buffer.alloc(0)), /no sound/);
  t.throws(() => samplesOf(Buffer.from('ID3 an mp3 of some length that is no WAV at all, not even nearly')), /no WAV/);
  t.throws(() => samplesOf(pcm.subarray(0, 36)), /no WAV|without sound/);
  const odd = Buffer.from(pcm);
  odd.writeUInt16LE(85, 20);
  t.throws(() => samplesOf(odd), /format 85/);
  t.equal(fromAlaw(0xd5), 8);
  t.equal(fromAlaw(0x55), -8);
  t.equal(fromAlaw(0xaa), 32_256);
});

t.test('an engine that is not there, fails, hangs, is silent or floods says so, and in time', async (t) => {
  const run = (...command: string[]): SpeakingEngine => ({ kind: 'command', command, voice: '' });
  await t.rejects(speak(run('no-such-program'), 'a'), /no such program/);
  await t.rejects(speak(run('sh', '-c', 'echo it broke >&2; exit 3'), 'a'), /it broke/);
  await t.rejects(speak(run('sleep', '60'), 'a', 300), /no answer within 300 ms/);
  await t.rejects(speak(run('true'), 'a'), /no sound/);
  await t.rejects(speak(run('sh', '-c', 'cat /dev/zero'), 'a'), /more than/);
});

t.test('an address gets the text as JSON and gives a WAV; what it may not do is refused', async (t) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      asked.push(`${request.headers.authorization} ${body}`);
      if (request.url === '/moved') response.writeHead(302, { location: '/' }).end();
      else if (request.url === '/broken') response.writeHead(500).end();
      else if (request.url === '/text') response.end('hello');
      else if (request.url !== '/silent') response.end(pcmFile(Buffer.alloc(16_000, 'aZ'), 16_000));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.closeAllConnections());
  t.teardown(() => server.close());
  const at = (path: string): SpeakingEngine => {
    const { port } = server.address() as AddressInfo;
    return {
      kind: 'http',
      url: `http://127.0.0.1:${port}${path}`,
      headers: { authorization: 'Bearer s3cret' },
      voice: 'zh',
    };
  };
  t.ok((await speak(at('/'), '二十元')).length > 1_000);
  t.equal(asked[0], 'Bearer s3cret {"text":"二十元","language":"en","voice":"zh"}');
  await t.rejects(speak(at('/moved'), 'a'), /302/);
  await t.rejects(speak(at('/broken'), 'a'), /500/);
  await t.rejects(speak(at('/text'), 'a'), /no WAV/);
  await t.rejects(speak(at('/silent'), 'a', 200), /no answer within 200 ms/);
});

t.test('a text is spoken once, also when many want it at the same time; another voice is another sound', async (t) => {
  const folder = join(t.testdir({}), 'spoken');
  const limits = { folder, bytes: 1e9, age: 1e9 };
  const speaker = new Speaker(clock, new SpokenCache(limits, Date.now));
  const said = { text: 'twice', language: 'en' } as const;
  const spoken = await Promise.all([1, 2, 3, 4].map(() => speaker.speak(espeak, said, 10_000)));
  t.equal(new Set(spoken.map(({ file }) => file)).size, 1);
  t.same(await speaker.speak(espeak, said, undefined), { file: spoken[0]?.file, made: false }, 'without the engine');
  await t.rejects(speaker.speak({ ...espeak, voice: 'en-us' }, said, undefined), /rests/);
  await speaker.speak({ ...espeak, voice: 'en-us' }, said, 10_000);
  t.equal(readdirSync(folder).length, 2);
  t.equal(
    readdirSync(folder).every((name) => name.endsWith('.wav')),
    true,
    'no halves are left',
  );
});

t.test('the cache keeps what was heard last, and no more than it may', async (t) => {
  const folder = join(t.testdir({}), 'spoken');
  mkdirSync(folder);
  const now = 1_800_000_000_000;
  const ages = [0, 1, 2, 3, 30, 40];
  for (const days of ages) {
    const file = join(folder, `${days}.wav`);
    writeFileSync(file, Buffer.alloc(1_000));
    utimesSync(file, now / 1000 - days * 86_400, now / 1000 - days * 86_400);
  }
  const cache = (bytes: number) => new SpokenCache({ folder, bytes, age: 20 * 86_400_000 }, () => now);
  t.equal(await cache(1e6).sweep(new Set()), 2, 'too old');
  t.ok(await cache(1e6).has(join(folder, '3.wav')), 'heard now');
  t.equal(await cache(2_500).sweep(new Set()), 2, 'too much');
  t.same(readdirSync(folder).sort(), ['0.wav', '3.wav'], 'what was heard last stays');
});
