// SPDX-License-Identifier: GPL-2.0-or-later
// Does an utterance reach programs, addresses, web sockets and sherpa-onnx's process, and does none of them hold anybody up?
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { WebSocketServer } from 'ws';
import { SystemClock } from '../../../src/kernel/index.js';
import { jsgf } from '../../../src/speech/grammar-files.js';
import type { HearingEngine } from '../../../src/speech/index.js';
import { toAlaw } from '../../../src/speech/index.js';
import { openRecognition } from '../../../src/speech/recognition.js';
import { modelConfig } from '../../../src/speech/sherpa-process.js';
import { SherpaServer } from '../../../src/speech/sherpa-server.js';
import { Upsampler } from '../../../src/speech/upsample.js';
import { VoiceActivity } from '../../../src/speech/voice-activity.js';

const clock = new SystemClock();
const WHAT = { language: 'en', phrases: ['Place an order!', 'agent; | <evil>'], repeated: false } as const;
const nobody = () => {
  throw new Error('no sherpa here');
};
const hear = async (engine: HearingEngine, within = 5_000) => {
  const recognition = openRecognition(clock, engine, WHAT, nobody);
  for (let i = 0; i < 50; i++) recognition.feed(new Int16Array(160).fill(i));
  return recognition.finish(within);
};
const program = (script: string, ...more: string[]): HearingEngine => ({
  kind: 'command',
  command: [process.execPath, '-e', script, ...more],
  rate: 8_000,
});
const COUNT = `let n=0; process.stdin.on('data',(d)=>n+=d.length).on('end',()=>console.log`;

t.test('a program gets all the sound, the grammar and the language, and its text is what was said', async (t) => {
  t.equal(await hear(program(`${COUNT}(n))`)), '16000');
  t.equal(
    await hear({ ...(program(`${COUNT}(n))`) as Extract<HearingEngine, { kind: 'command' }>), rate: 16_000 }),
    '32000',
  );
  const files = program(
    `const fs=require('fs');const [p,g,l,r]=process.argv.slice(1);${COUNT}(JSON.stringify({text:[fs.readFileSync(p,'utf8').split('\\n').join('/'),fs.readFileSync(g,'utf8').includes('place an order | agent evil'),l,r].join(' ')})))`,
    '{phrases}',
    '{grammar}',
    '{language}',
    '{rate}',
  );
  t.equal(
    await hear(program(`console.log(require('fs').statSync(process.argv[1]).size)`, '{file}')),
    '16044',
    'a file of it',
  );
  t.equal(await hear(files), 'place an order/agent evil/ true en 8000');
  t.equal(readdirSync(tmpdir()).filter((name) => name.startsWith('spillway-grammar-')).length, 0, 'nothing is left');
  t.equal(await hear(program(`${COUNT}('{"partial":"or"}\\n{"text":"order"}'))`)), 'order', 'lines of JSON');
});

t.test('a program that is missing, fails, dies, hangs or floods is told, in time', async (t) => {
  await t.rejects(hear({ kind: 'command', command: ['no-such-program'], rate: 8_000 }), /no such program/);
  await t.rejects(hear(program('console.error("no model"); process.exit(2)')), /no model/);
  await t.rejects(hear(program('process.kill(process.pid, "SIGKILL")')), /SIGKILL/);
  await t.rejects(hear(program('setInterval(()=>{},1000)'), 300), /no answer within 300 ms/);
  await t.rejects(hear(program('setInterval(()=>console.log("x".repeat(9999)),1)'), 5_000), /SIGKILL/);
});

t.test('an address gets a WAV and answers by JSON or plain text', async (t) => {
  const heads: unknown[] = [];
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
    });
    request.on('end', () => {
      heads.push([request.headers['content-type'], bytes, decodeURIComponent(String(request.headers['x-phrases']))]);
      response.end(request.url === '/json' ? '{"text": " order "}' : 'an agent\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.equal(await hear({ kind: 'http', url: `${url}/json`, headers: {} }), 'order');
  t.equal(await hear({ kind: 'http', url: `${url}/text`, headers: {} }), 'an agent');
  t.same(heads[0], ['audio/wav', 16_044, JSON.stringify(WHAT.phrases)]);
  await t.rejects(hear({ kind: 'http', url: 'http://127.0.0.1:59999/', headers: {} }), /ECONNREFUSED|connect/);
});

t.test('a recogniser at a web socket is spoken with as with vosk-server', async (t) => {
  const configs: unknown[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  t.teardown(() => server.close());
  await new Promise<void>((resolve) => server.once('listening', resolve));
  server.on('connection', (socket, request) => {
    let bytes = 0;
    socket.on('message', (data, isBinary) => {
      if (isBinary) {
        bytes += (data as Buffer).length;
        socket.send('{"partial": "pla"}');
      } else if (String(data) === '{"eof" : 1}') {
        socket.send(JSON.stringify({ text: request.url === '/heard' ? `place an order ${bytes}` : '[unk]' }));
        if (request.url !== '/mute') socket.close();
      } else configs.push(JSON.parse(String(data)));
    });
  });
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.equal(await hear({ kind: 'webSocket', url: `${url}/heard`, headers: {} }), 'place an order 16000');
  t.match(configs[0], { config: { sample_rate: 8_000, phrase_list: [...WHAT.phrases, '[unk]'] } });
  t.equal(await hear({ kind: 'webSocket', url: `${url}/unknown`, headers: {} }), '');
  await t.rejects(hear({ kind: 'webSocket', url: `${url}/mute`, headers: {} }, 300), /no answer within 300 ms/);
  await t.rejects(hear({ kind: 'webSocket', url: 'ws://127.0.0.1:1', headers: {} }), /ECONNREFUSED/);
});

/** A module with the shape of sherpa-onnx-node: it says how much it heard; of nothing but 7s it dies. */
const FAKE_SHERPA = `exports.OnlineRecognizer = class {
  constructor(config) { if (!config.modelConfig.transducer.encoder.endsWith('encoder.int8.onnx')) throw new Error('wrong file'); }
  createStream() { return { n: 0, ready: 0, acceptWaveform({ samples, sampleRate }) { if (samples[0] === 7 / 32768) process.kill(process.pid, 'SIGKILL'); this.n += samples.length; this.ready = 1; this.rate = sampleRate; } }; }
  isReady(stream) { return stream.ready > 0; }
  decode(stream) { stream.ready--; }
  getResult(stream) { return { text: ' heard ' + stream.n + ' at ' + stream.rate + ' ' }; }
};`;

t.test('sherpa-onnx runs in a process of its own, which is begun again when it has died', async (t) => {
  const folder = t.testdir({
    'fake-sherpa': { 'index.js': FAKE_SHERPA, 'package.json': '{"main":"index.js"}' },
    model: {},
  });
  for (const name of ['encoder.onnx', 'encoder.int8.onnx', 'decoder.onnx', 'joiner.onnx', 'tokens.txt'])
    writeFileSync(join(folder, 'model', name), '');
  const engine = {
    kind: 'sherpa',
    model: join(folder, 'model'),
    module: join(folder, 'fake-sherpa'),
    threads: 1,
  } as const;
  const told: (string | undefined)[] = [];
  const server = new SherpaServer(clock, engine, (why) => told.push(why));
  t.teardown(() => server.close());
  const say = async (sample: number) => {
    const recognition = server.recognition(WHAT);
    for (let i = 0; i < 50; i++) recognition.feed(new Int16Array(160).fill(sample));
    return recognition.finish(5_000);
  };
  t.equal(await say(1), `heard ${8_000 + 4_800} at 8000`);
  t.same(await Promise.all([say(1), say(1)]), [`heard 12800 at 8000`, `heard 12800 at 8000`], 'two at a time');
  await t.rejects(say(7), /its process has died/);
  t.match(told, ['sherpa-onnx: its process has died']);
  await t.rejects(say(1), /rests/, 'not at once');
  while (told.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
  t.equal(told[1], undefined, 'it is there again');
  t.equal(await say(1), 'heard 12800 at 8000');
});

t.test('a folder that is no model, and a module that is not there, are named', async (t) => {
  const folder = t.testdir({
    empty: {},
    ctc: { 'tokens.txt': '', 'model.onnx': '' },
    para: { 'tokens.txt': '', 'encoder.onnx': '', 'decoder.onnx': '' },
  });
  t.throws(() => modelConfig(join(folder, 'empty'), 1), /no tokens.txt/);
  t.match(modelConfig(join(folder, 'ctc'), 2), {
    zipformer2Ctc: { model: join(folder, 'ctc', 'model.onnx') },
    numThreads: 2,
  });
  t.match(modelConfig(join(folder, 'para'), 1), { paraformer: {} });
  const told: (string | undefined)[] = [];
  const engine = { kind: 'sherpa', model: join(folder, 'para'), module: 'no-such-module', threads: 1 } as const;
  const server = new SherpaServer(clock, engine, (why) => told.push(why));
  t.teardown(() => server.close());
  await t.rejects(server.recognition(WHAT).finish(5_000), /no-such-module/);
});

t.test('the grammar is one that JSGF reads', async (t) => {
  t.equal(jsgf(['yes', 'no'], false), '#JSGF V1.0;\ngrammar spillway;\npublic <said> = yes | no;\n');
  t.match(jsgf(['one', 'two'], true), '(one | two)+');
});

t.test('sound of 8 kHz at 16 kHz is the same tone', async (t) => {
  const upsampler = new Upsampler(16_000);
  const tone = Int16Array.from({ length: 1_600 }, (_, i) =>
    Math.round(10_000 * Math.sin((i * 2 * Math.PI * 1_000) / 8_000)),
  );
  const made = Array.from({ length: 10 }, (_, i) => [...upsampler.next(tone.slice(i * 160, (i + 1) * 160))]).flat();
  const worst = made
    .slice(200)
    .reduce(
      (most, sample, i) =>
        Math.max(most, Math.abs(sample - 10_000 * Math.sin(((i + 200 - 32) * 2 * Math.PI * 1_000) / 16_000))),
      0,
    );
  t.ok(worst < 60, `${worst}`);
});

t.test('speech begins and ends; a click, hum and silence are none', async (t) => {
  const frame = (amplitude: number, hertz = 300) =>
    Uint8Array.from({ length: 160 }, (_, i) => toAlaw(amplitude * Math.sin((i * 2 * Math.PI * hertz) / 8_000)));
  const states = (voice: VoiceActivity, amplitude: number, frames: number) =>
    Array.from({ length: frames }, () => voice.hear(frame(amplitude))).at(-1);
  const voice = new VoiceActivity();
  t.equal(states(voice, 0, 50), 'waiting');
  t.equal(states(voice, 0.3, 2), 'waiting', 'a click');
  t.equal(states(voice, 0, 20), 'waiting');
  t.equal(states(voice, 0.1, 5), 'speaking');
  t.equal(states(voice, 0, 30), 'speaking', 'a pause of 600 ms');
  t.equal(states(voice, 0.1, 5), 'speaking');
  t.equal(states(voice, 0, 40), 'ended');
  t.equal(states(new VoiceActivity(), 0.003, 500), 'waiting', 'noise of a line');
});
