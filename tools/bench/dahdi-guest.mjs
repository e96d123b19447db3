// SPDX-License-Identifier: GPL-2.0-or-later
// What does the box cost on the real driver before its first queue call, with ten and with thirty? Runs in the machine of
// tools/dahdi-vm with thirty-stations.conf: `dahdi-guest.mjs SECONDS` prints one line of JSON. The far end is another process, this one.
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { NativeMedia } from '../../dist/native/index.js';
import { root } from '../setup/run.mjs';
import { BoxProcess } from './box-process.mjs';
import { SystemCalls } from './system-calls.mjs';
import { processorTime, residentBytes } from './threads.mjs';

const calls = 30;
const accessNumber = '4008001111';
const [seconds = 20] = process.argv.slice(2).map(Number);
const fewCalls = 10;
const settleMs = 3000;
const idleAfterMs = 20_000; // the collector of a heap that has just grown has gone to rest
const wholeMs = 200_000 + 3000 * seconds;
const patienceMs = 90_000; // an emulated machine on a busy host
const recordingBytesPerSecond = 16_000;

/**
 * @param {number} first
 * @param {number} count
 */
const range = (first, count) => Array.from({ length: count }, (_, i) => first + i);

/**
 * An E1 that begins at this channel.
 * @param {number} first
 */
const e1 = (first) =>
  /** @type {const} */ ({
    name: 'e1',
    kind: 'e1',
    channels: [...range(first, 15), ...range(first + 16, 15)],
    dChannel: first + 15,
  });

/**
 * @param {number} first
 * @param {'station' | 'telephone'} side
 */
const bank = (first, side) =>
  /** @type {const} */ ({ name: 'bank', kind: 'analog', channels: range(first, calls), side });

const agents = range(1001, calls).map((id) => ({ id: String(id), name: `${id}`, pin: '4711', queues: ['sales'] }));
const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
const configuration = {
  language: 'en',
  data: path.join(folder, 'data'),
  board: { type: 'dahdi', spans: [{ ...e1(1), signalling: { restartAtStart: false } }, bank(63, 'station')] },
  stations: agents.map(({ id }, i) => ({ number: String(801 + i), span: 'bank', port: i + 1, agent: id })),
  accessNumbers: [{ number: accessNumber, queue: 'sales' }],
  queues: [{ name: 'sales', wrapUp: '0s', ringTimeout: '1min', maxWait: '5min' }],
  agents,
  surge: { enabled: false },
  recording: { announce: false },
};

const media = new NativeMedia({
  board: { type: 'dahdi', spans: [e1(32), bank(93, 'telephone')] },
  signalling: [{ span: 'e1', role: 'network' }],
});
const callers = media.channels.filter(({ kind }) => kind === 'bearer').map(({ index }) => index);
const up = new Promise((resolve) => {
  media.onFact(({ type }) => type === 'dChannelUp' && resolve(undefined));
});
const voice = media.loadPrompt(path.join(root, 'prompts/en/callback-greeting.wav'));

/** Every telephone that rings is lifted, both sides speak all the time. */
function answerAll() {
  media.onFact((fact) => {
    if (fact.type === 'answered') media.play(fact.channel, [voice], { loop: true });
    if (fact.type !== 'ringStarted') return;
    media.hook(fact.channel, true);
    media.listen(fact.channel, voice);
    media.play(fact.channel, [voice], { loop: true });
  });
}

/**
 * Dials further calls; resolves when each agent hears his customer.
 * @param {readonly number[]} channels
 */
function converse(channels) {
  let talking = 0;
  const all = new Promise((resolve, reject) => {
    const tooLate = () =>
      reject(new Error(`after ${patienceMs / 1000} s ${talking} of ${channels.length} agents talk`));
    const timer = setTimeout(tooLate, patienceMs);
    const end = media.onFact((fact) => {
      if (fact.type === 'cleared') reject(new Error(`a caller was cleared with cause ${fact.cause}`));
      if (fact.type !== 'heard' || ++talking < channels.length) return;
      clearTimeout(timer);
      end();
      resolve(undefined);
    });
  });
  for (const channel of channels) {
    const calling = /** @type {const} */ ({
      digits: `138${String(channel).padStart(8, '0')}`,
      type: 'national',
      plan: 1,
    });
    media.dial({ channel, exclusive: true, called: { digits: accessNumber }, calling });
  }
  return all;
}

/**
 * Processor time of the box, in milliseconds for each second that goes by: whole, and by thread.
 * @param {number} pid
 * @param {number} forSeconds
 */
async function spent(pid, forSeconds) {
  const [before, begun] = [processorTime(pid), performance.now()];
  await sleep(forSeconds * 1000);
  const [after, elapsed] = [processorTime(pid), (performance.now() - begun) / 1000];
  const names = Object.keys(after.threads);
  const of = (/** @type {string} */ name) =>
    (((after.threads[name] ?? 0) - (before.threads[name] ?? 0)) / elapsed) * 1000;
  const threads = Object.fromEntries(names.map((name) => [name, of(name)]));
  return { process: ((after.process - before.process) / elapsed) * 1000, threads, elapsed };
}

/** What the machine's processors have worked, by its own account. */
function machineSeconds() {
  const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.split(/ +/) ?? [];
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = fields.map(Number);
  return (user + nice + system + irq + softIrq) / 100;
}

/** Bytes of all recordings. */
function recorded() {
  const recordings = path.join(folder, 'data/recordings');
  if (!existsSync(recordings)) return { files: 0, bytes: 0 }; // made with the first one
  const files = readdirSync(recordings, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wav'));
  return {
    files: files.length,
    bytes: files.reduce((sum, name) => sum + statSync(path.join(recordings, name)).size, 0),
  };
}

/**
 * What the box costs for so long, with what the machine itself says of its processors. The host looks at its own account meanwhile.
 * @param {string} stage
 * @param {number} forSeconds
 */
async function cost(stage, forSeconds) {
  const counted = new SystemCalls(box.pid);
  console.log(`dahdi-guest begins ${stage}`);
  const [before, machineBefore] = [recorded().bytes, machineSeconds()];
  const { process: ms, threads, elapsed } = await spent(box.pid, forSeconds);
  const [bytes, worked] = [recorded().bytes - before, machineSeconds() - machineBefore];
  console.log(`dahdi-guest ends ${stage}`);
  const systemCalls = counted.end().map(([name, count]) => [name, count / elapsed]);
  return {
    stage,
    seconds: elapsed,
    msPerSecond: ms,
    threadsMsPerSecond: threads,
    systemCallsPerSecond: Object.fromEntries(systemCalls),
    machineSeconds: worked,
    callSeconds: bytes / recordingBytesPerSecond,
  };
}

const box = new BoxProcess(folder, configuration);
let waitsFor = 'the box to run';
setTimeout(() => {
  console.error(`dahdi-guest waits for ${waitsFor} since ${wholeMs / 1000} s\n${box.log}`);
  process.exit(1);
}, wholeMs).unref();
await box.running();
waitsFor = "the exchange's D-channel";
await up;
waitsFor = 'the calls';
await sleep(idleAfterMs); // the prompts are loaded, the driver tells rings
const idle = await cost('idle', seconds);
answerAll();
await converse(callers.slice(0, fewCalls));
await sleep(settleMs);
const few = await cost('few', seconds);
await converse(callers.slice(fewCalls));
await sleep(settleMs);
const busy = await cost('busy', seconds);
const result = {
  calls,
  fewCalls,
  idle,
  few,
  busy,
  threads: readdirSync(`/proc/${box.pid}/task`).length,
  residentBytes: residentBytes(box.pid),
  recordings: recorded().files,
};
waitsFor = 'the box to stop';
await box.stop();
media.close();
const books = new Database(box.database, { readonly: true });
const gaps = books.prepare("SELECT count(*) AS count FROM event WHERE type = 'recording.gap'").get().count;
books.close();
console.log(`dahdi-guest ${JSON.stringify({ ...result, gaps })}`);
process.exit(0);
