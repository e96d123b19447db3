// SPDX-License-Identifier: GPL-2.0-or-later
// What do thirty queue calls cost the box on the real driver? Runs in the machine of tools/dahdi-vm with
// thirty-stations.conf: `dahdi-guest.mjs SECONDS` prints one line of JSON. The far end is another process, this one.
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { NativeMedia } from '../../dist/native/index.js';
import { root } from '../setup/run.mjs';
import { BoxProcess } from './box-process.mjs';
import { processorTime, residentBytes } from './threads.mjs';

const calls = 30;
const accessNumber = '4008001111';
const [seconds = 20] = process.argv.slice(2).map(Number);
const idleSeconds = 8;
const settleMs = 3000;
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
const telephones = media.channels.filter(({ kind }) => kind === 'fxo').map(({ index }) => index);
const up = new Promise((resolve) => {
  media.onFact(({ type }) => type === 'dChannelUp' && resolve(undefined));
});
const voice = media.loadPrompt(path.join(root, 'prompts/en/callback-greeting.wav'));

/** Every telephone that rings is lifted, both sides speak all the time; resolves when each agent hears his customer. */
function conversations() {
  const talking = new Set();
  return new Promise((resolve, reject) => {
    const tooLate = () => reject(new Error(`after ${patienceMs / 1000} s ${talking.size} of ${calls} agents talk`));
    const timer = setTimeout(tooLate, patienceMs);
    media.onFact((fact) => {
      if (fact.type === 'cleared') reject(new Error(`a caller was cleared with cause ${fact.cause}`));
      if (fact.type === 'answered') media.play(fact.channel, [voice], { loop: true });
      if (fact.type === 'ringStarted') {
        media.hook(fact.channel, true);
        media.listen(fact.channel, voice);
        media.play(fact.channel, [voice], { loop: true });
      }
      if (fact.type === 'heard') talking.add(fact.channel);
      if (talking.size < telephones.length) return;
      clearTimeout(timer);
      resolve(undefined);
    });
  });
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
  const files = readdirSync(recordings, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wav'));
  return {
    files: files.length,
    bytes: files.reduce((sum, name) => sum + statSync(path.join(recordings, name)).size, 0),
  };
}

const box = new BoxProcess(folder, configuration);
await box.running();
await up;
await sleep(settleMs); // the prompts are loaded, the driver tells rings
console.log('dahdi-guest idles');
const idleMachine = machineSeconds();
const idle = await spent(box.pid, idleSeconds);
const idleMachineSeconds = machineSeconds() - idleMachine;
console.log('dahdi-guest idled');
const all = conversations();
for (const channel of callers) {
  const calling = /** @type {const} */ ({
    digits: `138${String(channel).padStart(8, '0')}`,
    type: 'national',
    plan: 1,
  });
  media.dial({ channel, exclusive: true, called: { digits: accessNumber }, calling });
}
await all;
await sleep(settleMs);
console.log('dahdi-guest begins'); // the host looks at its own clock of the machine, too
const [before, machineBefore] = [recorded(), machineSeconds()];
const busy = await spent(box.pid, seconds);
const [after, machineAfter] = [recorded(), machineSeconds()];
console.log('dahdi-guest ends');
// By what was recorded: on a busy host the driver stands still now and then, and what was not done costs nothing.
const callSeconds = (after.bytes - before.bytes) / recordingBytesPerSecond;
const result = {
  calls,
  seconds: busy.elapsed,
  msPerSecondOfCall: (busy.process * busy.elapsed) / callSeconds,
  idleMsPerSecond: idle.process,
  idleThreadsMsPerSecond: idle.threads,
  idleMachineSeconds,
  threadsMsPerSecond: busy.threads,
  threads: readdirSync(`/proc/${box.pid}/task`).length,
  residentBytes: residentBytes(box.pid),
  recordings: after.files,
  machineSeconds: machineAfter - machineBefore,
  recordedShare: callSeconds / (calls * busy.elapsed),
};
await box.stop();
media.close();
const books = new Database(box.database, { readonly: true });
const gaps = books.prepare("SELECT count(*) AS count FROM event WHERE type = 'recording.gap'").get().count;
books.close();
console.log(`dahdi-guest ${JSON.stringify({ ...result, gaps })}`);
process.exit(0);
