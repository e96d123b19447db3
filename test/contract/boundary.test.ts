// SPDX-License-Identifier: GPL-2.0-or-later
// What does the boundary say to arguments and records that it does not take? Each method, each argument.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { FAULTS } from '../../src/faults.js';
import { CONTRACT_VERSION, decodeFact, decodeMeter, RECORD_BYTES } from '../../src/native/contract.js';
import { type EngineOptions, loadAddon, type MediaPort, NativeMedia } from '../../src/native/index.js';
import { RecordStream } from '../../src/native/record-stream.js';
import { LOOP, projectFile } from './engine-world.js';

const B = 0;
const D = 15;
const FXS = 62;
const FXO = 64;

const BOARD: EngineOptions = {
  ...LOOP,
  board: {
    type: 'virtual',
    spans: [
      ...(LOOP.board?.type === 'virtual' ? LOOP.board.spans : []),
      { name: 'stations', kind: 'analog', ports: 2, side: 'station', carrier: { type: 'loop', peer: 'telephones' } },
      { name: 'telephones', kind: 'analog', ports: 2, side: 'telephone', carrier: { type: 'loop', peer: 'stations' } },
    ],
  },
};

function open(t: Test): MediaPort {
  const media = new NativeMedia(BOARD);
  t.teardown(() => media.close());
  return media;
}

type Method = Exclude<keyof MediaPort, 'spans' | 'channels'>;
type Case = readonly [method: Method, given: readonly unknown[], error: 'TypeError' | 'RangeError', says: string];

const silence = { hertz: [], milliseconds: 100 };
const CASES: readonly Case[] = [
  ['loadPrompt', [7], 'TypeError', 'loadPrompt: file must be text of 1 to 4095 bytes without NUL, not 7'],
  ['loadPrompt', [''], 'RangeError', 'file must be text'],
  ['loadPrompt', ['a', { playedOnly: 1 }], 'TypeError', 'options.playedOnly must be true or false, not 1'],
  ['loadPrompt', ['a\0b'], 'RangeError', 'file must be text'],
  ['dropPrompt', [4096], 'RangeError', 'dropPrompt: prompt must be an integer from 0 to 4095, not 4096'],
  ['play', [126, [0]], 'RangeError', 'play: channel must be an integer from 0 to 65, not 126'],
  ['play', [-1, [0]], 'RangeError', 'channel must be'],
  ['play', [0.5, [0]], 'RangeError', 'channel must be an integer'],
  ['play', [Number.NaN, [0]], 'RangeError', 'channel must be an integer'],
  ['play', ['0', [0]], 'TypeError', 'channel must be an integer from 0 to 65, not "0"'],
  ['play', [undefined, [0]], 'TypeError', 'channel must be an integer from 0 to 65; it is missing'],
  ['play', [D, [0]], 'RangeError', 'channel must be a channel of kind bearer or fxs or fxo, not 15'],
  ['play', [B, 0], 'TypeError', 'prompts must be a list of 1 to 40 entries, not 0'],
  ['play', [B, []], 'RangeError', 'prompts must be a list of 1 to 40 entries, not a list of 0'],
  ['play', [B, new Array(41).fill(0)], 'RangeError', 'not a list of 41'],
  ['play', [B, [0, -1]], 'RangeError', 'prompts[1] must be an integer from 0 to 4095, not -1'],
  ['play', [B, [0], { loop: 1 }], 'TypeError', 'options.loop must be true or false, not 1'],
  ['play', [B, [0], { stopDigits: '1x' }], 'RangeError', 'options.stopDigits must be at most 16 of the characters'],
  ['play', [B, [0], 'loop'], 'TypeError', 'options must be an object, not "loop"'],
  ['tone', [B, []], 'RangeError', 'steps must be a list of 1 to 8 entries'],
  ['tone', [B, [450]], 'TypeError', 'steps[0] must be an object, not 450'],
  ['tone', [B, [{ hertz: 450, milliseconds: 1 }]], 'TypeError', 'steps[0].hertz must be a list of 0 to 2'],
  ['tone', [B, [{ hertz: [4000], milliseconds: 1 }]], 'RangeError', 'steps[0].hertz must be an integer from 1 to 3999'],
  ['tone', [B, [silence, { hertz: [450] }]], 'TypeError', 'steps[1].milliseconds must be an integer'],
  ['tone', [B, [silence], { repeatFrom: 1 }], 'RangeError', 'options.repeatFrom must be an integer from -1 to 0'],
  ['tone', [B, [silence], { levelDbm0: 4 }], 'RangeError', 'options.levelDbm0 must be a number from -60 to 3'],
  ['tone', [B, [silence], { durationMs: 0 }], 'RangeError', 'options.durationMs must be an integer from 1 to 86400000'],
  ['sendDigits', [B, ''], 'RangeError', 'digits must be at least one digit'],
  ['sendDigits', [B, '12-3'], 'RangeError', 'digits must be at most 63 of the characters 0123456789*#ABCD'],
  ['sendDigits', [B, '1', { onMs: 5 }], 'RangeError', 'options.onMs must be an integer from 20 to 10000'],
  ['sendDigits', [B, '1', { offMs: '5' }], 'TypeError', 'options.offMs must be an integer'],
  ['listen', [B, 'welcome'], 'TypeError', 'prompt must be an integer from 0 to 4095'],
  ['record', [B, undefined], 'TypeError', 'file must be text'],
  ['record', [B, 'a.wav', { held: 1 }], 'TypeError', 'options.held must be true or false'],
  ['stream', [126], 'RangeError', 'stream: channel must be an integer from 0 to 65, not 126'],
  ['stream', [D], 'RangeError', 'channel must be a channel of kind bearer or fxs or fxo'],
  ['stream', [B, { hears: 1 }], 'TypeError', 'options.hears must be true or false, not 1'],
  ['stream', [B, { frames: 1 }], 'RangeError', 'options.frames must be an integer from 2 to 512, not 1'],
  ['stream', [B, 64], 'TypeError', 'options must be an object, not 64'],
  ['release', [0], 'RangeError', 'operation must be an integer from 1 to'],
  ['discard', ['1'], 'TypeError', 'operation must be an integer from 1 to'],
  ['stop', [0], 'RangeError', 'stop: operation must be an integer from 1 to 9007199254740991, not 0'],
  ['detect', [B], 'TypeError', 'on must be true or false; it is missing'],
  ['hearTones', [B], 'TypeError', 'tones must be a list of 0 to 8 entries'],
  ['hearTones', [B, ['information', 'free']], 'RangeError', 'tones[1] must be one of dial, ringback, busy'],
  ['hearTones', [B, ['busy']], 'RangeError', "by the engine's plan: information, faxCalling, faxAnswer, not"],
  ['hearTones', [D, []], 'RangeError', 'channel must be a channel of kind'],
  ['hearSpeech', [B, 1], 'TypeError', 'on must be'],
  ['judgeAnswerer', [D, true], 'RangeError', 'channel must be a channel of kind'],
  ['meter', [B, -1], 'RangeError', 'intervalMs must be an integer from 0 to 60000'],
  ['play', [B, [0], { layer: 'middle' }], 'RangeError', 'options.layer must be one of foreground, background'],
  ['play', [B, [0], { over: 1 }], 'TypeError', 'options.over must be'],
  ['tone', [B, [silence], { gainDb: 21 }], 'RangeError', 'options.gainDb must be a number from -40 to 20, not 21'],
  ['pause', [1], 'TypeError', 'on must be true or false; it is missing'],
  ['gain', [1, -41], 'RangeError', 'gainDb must be a number from -40 to 20, not -41'],
  ['route', [[]], 'RangeError', 'ears must be a list of 1 to 256 entries'],
  ['route', [[{ channel: D, hears: [] }]], 'RangeError', 'ears[0].channel must be a channel of kind'],
  ['route', [[{ channel: B }]], 'TypeError', 'ears[0].hears must be a list of 0 to 64 entries'],
  ['route', [[{ channel: B, side: 'top', hears: [] }]], 'RangeError', 'ears[0].side must be one of sent, left, right'],
  ['route', [[{ channel: B, hears: [{ channel: 99 }] }]], 'RangeError', 'ears[0].hears[0].channel must be an integer'],
  ['route', [[{ channel: B, hears: [{ channel: B, gainDb: 21 }] }]], 'RangeError', 'hears[0].gainDb must be a number'],
  ['route', [[{ channel: B, hears: [{ channel: B, what: 'sent' }] }]], 'RangeError', 'no channel hears sent'],
  ['route', [[{ channel: B, hears: [{ channel: B }, { channel: B }] }]], 'RangeError', 'not in the list already'],
  ['reset', [{}], 'TypeError', 'channel must be an integer from 0 to 65, not an object'],
  ['dial', [undefined], 'TypeError', 'options must be an object'],
  ['dial', [{ channel: D, called: { digits: '1' } }], 'RangeError', 'options.channel must be a channel of kind bearer'],
  ['dial', [{ channel: B }], 'TypeError', 'options.called.digits must be at most 31 of the characters'],
  ['mask', [D, true], 'RangeError', 'mask: channel must be a channel of kind'],
  ['mask', [B], 'TypeError', 'mask: on must be true or false'],
  ['detect', [B, true, { profile: 'att' }], 'RangeError', 'options.profile must be one of default, q24-att, q24-ntt'],
  [
    'detect',
    [B, true, { minimumOnMs: 5 }],
    'RangeError',
    'options.minimumOnMs must be an integer from 20 to 500, not 5',
  ],
  ['detect', [B, true, { letters: 'no' }], 'TypeError', 'options.letters must be true or false, not "no"'],
  ['dial', [{ channel: B, called: { digits: '1-2' } }], 'RangeError', 'options.called.digits must be'],
  ['dial', [{ channel: B, called: { digits: '1', type: 'home' } }], 'RangeError', 'options.called.type must be one of'],
  ['dial', [{ channel: B, called: { digits: '1', plan: 16 } }], 'RangeError', 'options.called.plan must be'],
  ['dial', [{ channel: B, called: { digits: '1' }, calling: 1 }], 'TypeError', 'options.calling must be an object'],
  ['dial', [{ channel: B, called: { digits: '1' }, bearer: 'data' }], 'RangeError', 'options.bearer must be one of'],
  ['numberComplete', [0], 'RangeError', 'call must be an integer from 1 to 9007199254740991'],
  ['proceed', [-1], 'RangeError', 'call must be an integer from 1 to 9007199254740991'],
  ['alert', [1, { inBand: 'yes' }], 'TypeError', 'options.inBand must be true or false'],
  ['progress', [1, { cause: 200 }], 'RangeError', 'options.cause must be an integer from 1 to 127'],
  ['answer', [null], 'TypeError', 'call must be an integer'],
  ['clear', [1, 0], 'RangeError', 'clear: cause must be an integer from 1 to 127, not 0'],
  ['clear', [1, 128], 'RangeError', 'cause must be an integer from 1 to 127'],
  ['clear', [1], 'TypeError', 'cause must be an integer from 1 to 127; it is missing'],
  ['restart', [FXS], 'RangeError', 'channel must be a channel of kind bearer, not 62'],
  ['setService', [B, 0], 'TypeError', 'inService must be true or false, not 0'],
  ['ring', [FXO, true], 'RangeError', 'channel must be a channel of kind fxs, not 64'],
  ['hook', [FXS, true], 'RangeError', 'channel must be a channel of kind fxo, not 62'],
  ['flash', [B], 'RangeError', 'channel must be a channel of kind fxo, not 0'],
  ['polarity', [FXS, 'reversed'], 'TypeError', 'reversed must be true or false, not "reversed"'],
  ['battery', [0, true], 'RangeError', 'channel must be a channel of kind fxs or fxo, not 0'],
  ['useTones', [-1, null], 'RangeError', 'channel must be an integer from 0 to 65, not -1'],
  ['hearCallerId', [FXO, 1], 'TypeError', 'on must be true or false, not 1'],
  ['lamp', [FXO, true], 'RangeError', 'channel must be a channel of kind fxs, not 64'],
  ['openOnHook', [B], 'RangeError', 'channel must be a channel of kind fxs, not 0'],
  ['repairRecording', [5], 'TypeError', 'repairRecording: file must be text'],
  ['onFrame', [99, () => {}], 'RangeError', 'span must be an integer from 0 to'],
  ['step', [0], 'RangeError', 'step: ticks must be an integer from 1 to 100000, not 0'],
];

function call(media: MediaPort, method: Method, given: readonly unknown[]): unknown {
  return (media[method] as (...given: readonly unknown[]) => unknown).apply(media, [...given]);
}

t.test('a wrong argument is a TypeError or a RangeError that names it and says what would be right', async (t) => {
  const media = open(t);
  for (const [method, given, name, says] of CASES) {
    try {
      call(media, method, given);
      t.fail(`${method} took ${JSON.stringify(given)}`);
    } catch (error) {
      const { name: kind, message } = error as Error;
      t.equal(kind, name, `${method}: ${message}`);
      t.ok(message.includes(says), `${message} has ${says}`);
    }
  }
  const untested = ['audit', 'onFact', 'onMeter', 'onRound', 'time', 'counters', 'close'];
  const classes = [NativeMedia.prototype, Object.getPrototypeOf(NativeMedia.prototype)];
  const inner = ['constructor', 'operate', 'call'];
  const methods = classes.flatMap(Object.getOwnPropertyNames).filter((name) => !inner.includes(name));
  const tested = new Set<string>(CASES.map(([method]) => method));
  t.same(methods.filter((name) => !tested.has(name)).sort(), untested.sort(), 'every method that takes arguments');
});

t.test('the two numbers of a refused command are not used up', async (t) => {
  const media = open(t);
  t.throws(() => media.play(B, []));
  t.throws(() => media.dial({ channel: D, called: { digits: '1' } }));
  t.equal(media.play(B, [0]), 1);
  t.equal(media.dial({ channel: B, called: { digits: '1' } }), 2);
});

const OPTIONS: readonly (readonly [options: unknown, error: ErrorConstructor, says: RegExp])[] = [
  [undefined, TypeError, /options\.board\.type must be one of virtual, dahdi/],
  [{ ...LOOP, tones: [{ tone: 'free' }] }, RangeError, /options\.tones\[0\]\.tone must be one of dial/],
  [
    { ...LOOP, tones: [{ tone: 'busy', steps: [] }] },
    RangeError,
    /options\.tones\[0\]\.steps must be a list of 1 to 8/,
  ],
  [{ ...LOOP, board: { type: 'modem' } }, RangeError, /options\.board\.type/],
  [{ ...LOOP, board: { type: 'virtual', spans: [] } }, RangeError, /options\.board\.spans must be a list of 1 to 16/],
  [virtual({ name: 'a', kind: 't1' }), RangeError, /options\.board\.spans\[0\]\.kind must be one of e1, analog/],
  [virtual({ name: '', kind: 'e1' }), RangeError, /spans\[0\]\.name must be text/],
  [virtual({ name: 'a', kind: 'analog', ports: 0 }), RangeError, /spans\[0\]\.ports must be an integer from 1 to 128/],
  [virtual({ name: 'a', kind: 'e1', carrier: { type: 'tin can' } }), RangeError, /carrier\.type must be one of loop/],
  [
    virtual({ name: 'a', kind: 'e1', carrier: { type: 'loop', peer: 'b' } }),
    RangeError,
    /carrier\.peer must be the name/,
  ],
  [
    { ...LOOP, signalling: [{ span: 'moon', role: 'cpe' }] },
    RangeError,
    /options\.signalling\[0\]\.span must be the name/,
  ],
  [{ ...LOOP, signalling: [{ span: 'box', role: 'boss' }] }, RangeError, /signalling\[0\]\.role must be one of/],
  [
    dahdi({ kind: 'e1', channels: [1] }),
    TypeError,
    /spans\[0\]\.dChannel must be an integer from 1 to 1024; it is missing/,
  ],
  [dahdi({ kind: 'e1', channels: [0], dChannel: 16 }), RangeError, /spans\[0\]\.channels\[0\] must be an integer/],
  [dahdi({ kind: 'analog', channels: [1, 2], side: 'station', echoMs: [64] }), RangeError, /spans\[0\]\.echoMs must/],
  [
    dahdi({ kind: 'analog', channels: [1, 2], side: 'station', echoMs: [64, 48] }),
    RangeError,
    /spans\[0\]\.echoMs\[1\] must be 0, 16, 32 or 64, not 48/,
  ],
  [
    dahdi({ kind: 'e1', channels: [1], dChannel: 16, echoMs: ['on'] }),
    TypeError,
    /spans\[0\]\.echoMs\[0\] must be an integer/,
  ],
  [
    dahdi({ kind: 'analog', channels: [1], side: 'left' }),
    RangeError,
    /spans\[0\]\.side must be one of station, telephone/,
  ],
  [{ ...dahdi({ kind: 'e1' }), stepped: true }, RangeError, /options\.stepped must be false/],
  [{ ...LOOP, stepped: 'yes' }, TypeError, /options\.stepped must be true or false/],
];

function virtual(span: object) {
  return { stepped: true, signalling: [], board: { type: 'virtual', spans: [span] } };
}

function dahdi(span: object) {
  return { signalling: [], board: { type: 'dahdi', spans: [{ name: 'card', ...span }] } };
}

t.test('wrong options are refused with their place', async (t) => {
  for (const [options, kind, says] of OPTIONS) {
    t.throws(() => new NativeMedia(options as EngineOptions), { name: kind.name, message: says }, String(says));
  }
});

t.test('a board that cannot be opened is a TelephonyError with a code', async (t) => {
  const path = join(tmpdir(), 'no', 'such', 'folder', 'x');
  const options = virtual({ name: 'a', kind: 'e1', carrier: { type: 'listen', path } });
  t.throws(() => new NativeMedia({ ...options, stepped: false } as EngineOptions), {
    name: 'TelephonyError',
    code: 'BOARD_CARRIER',
  });
  if (existsSync('/dev/dahdi')) return t.comment('there is a DAHDI driver here');
  const card = dahdi({ kind: 'e1', channels: [1], dChannel: 16 });
  t.throws(() => new NativeMedia(card as unknown as EngineOptions), { code: 'BOARD_DRIVER_MISSING', message: /dahdi/ });
});

t.test('a closed engine refuses every command with ENGINE_CLOSED, and still tells its totals', async (t) => {
  const media = open(t);
  media.step(3);
  media.close();

  const closed = { name: 'TelephonyError', code: 'ENGINE_CLOSED' };
  t.throws(() => media.play(B, [0]), closed);
  t.throws(() => media.loadPrompt('x.wav'), closed);
  t.throws(() => media.route([{ channel: B, hears: [] }]), closed);
  t.throws(() => media.dial({ channel: B, called: { digits: '1' } }), closed);
  t.throws(() => media.ring(FXS, true), closed);
  t.throws(() => media.step(), closed);
  t.match(media.counters(), {
    ticks: 3,
    factsLost: 0,
    signallingTurns: 3,
    badPackets: 0,
    spans: [{ slips: 0, frameErrors: 0, badPackets: 0 }],
  });
  t.equal(media.time(), 60);
});

t.test('an engine with threads is not stepped', async (t) => {
  const media = new NativeMedia({ ...LOOP, stepped: false });
  t.teardown(() => media.close());
  t.throws(() => media.step(), { code: 'REFUSED' });
});

t.test('a recording that cannot be repaired says why', async (t) => {
  const media = open(t);
  t.throws(() => media.repairRecording('/nowhere/at-all.wav'), {
    code: 'NOT_FOUND',
    message: /fileMissing \(ENOENT\)/,
  });
  t.throws(() => media.repairRecording(projectFile('package.json')), { code: 'REFUSED', message: /fileInvalid/ });
});

/** The number of a fact without fields in the contract, which moves when a fact is put in before it. */
function numberOf(type: string): number {
  for (let number = 1; ; number++) {
    const record = new DataView(new ArrayBuffer(RECORD_BYTES));
    record.setUint16(0, number, true);
    if (decodeFact(record, 0).type === type) return number;
  }
}

t.test('a record of unknown type is told as an error and keeps nothing else from being told', async (t) => {
  const view = new DataView(new ArrayBuffer(RECORD_BYTES * 3));
  for (const [index, type] of [numberOf('offHook'), 999, numberOf('onHook')].entries()) {
    view.setUint16(index * RECORD_BYTES, type, true);
  }
  t.throws(() => decodeFact(view, RECORD_BYTES), { name: 'RangeError', message: /unknown fact type 999/ });
  t.throws(() => decodeMeter(view, RECORD_BYTES), { name: 'RangeError', message: /unknown meter type 999/ });

  let left = 3;
  const source = { batch: view.buffer, readFacts: () => (left-- > 2 ? 3 : 0), readMeters: () => 0 };
  const stream = new RecordStream(source);
  const told: string[] = [];
  stream.onFact((fact) => told.push(fact.type));
  t.throws(() => stream.handOut(), { message: /unknown fact type 999/ });
  t.same(told, ['offHook', 'onHook']);
});

t.test('a listener that throws keeps no other fact from being told; one that steps keeps the order', async (t) => {
  const media = open(t);
  const order: number[] = [];
  media.onFact((fact) => {
    if (fact.type !== 'finished') return;
    order.push(fact.operation);
    if (fact.operation === 2) {
      media.play(B, [3000]);
      media.step();
    }
    if (fact.operation === 1) throw new Error('one listener is broken');
  });
  for (let i = 0; i < 4; i++) media.play(B, [3000]);
  t.throws(() => media.step(), { message: 'one listener is broken' });
  t.same(order, [1, 2, 3, 4, 5]);
});

t.test('both sides speak the same contract, and it is what contract.json says', async (t) => {
  const addon = loadAddon();
  t.equal(addon.contractVersion, CONTRACT_VERSION);
  t.equal(addon.recordBytes, RECORD_BYTES);
  const check = spawnSync(process.execPath, [projectFile('tools/gen-contract.mjs'), '--check'], { encoding: 'utf8' });
  t.equal(check.status, 0, check.stderr);
});

t.test('a missing addon is told with the way out', async (t) => {
  t.throws(() => loadAddon(t.testdir({})), { code: 'NATIVE_MISSING', message: /npm run build:native/ });
  t.ok('NATIVE_MISSING' in FAULTS);
});
