// SPDX-License-Identifier: GPL-2.0-or-later
// What can someone do to the box's local socket? One attack each; they come back when it is over.
import { connect, type Socket } from 'node:net';
import type { Random } from './budget.js';
import { mutate } from './mutate.js';

const METHODS = [
  'status',
  'watch',
  'trace',
  'alarms',
  'spans',
  'channels',
  'calls',
  'agents',
  'agentAction',
  'callbacks',
  'callbackAction',
  'reload',
  'shifts',
  'backups',
  'backups.verify',
  'backups.drill',
  'report',
  'report.bill',
  'report.calls',
  'report.custom',
  'report.define',
  'report.spread',
  'report.wave',
  'quality.forms',
  'quality.note',
  'quality.review',
  'quality.reviews',
  'quality.trends',
  'quality.worklist',
  'lines.learnTone',
  'lines.measure',
  'lines.measured',
  'busyOut',
  'inService',
  'supervise',
  'surge.say',
  'waiting',
  'waitingAction',
];
const PARAMS = [
  '{}',
  '{"last":1e99}',
  '{"last":-1}',
  '{"all":true}',
  '{"interval":0}',
  '{"interval":1e308}',
  '{"span":"e1-1"}',
  '{"span":[]}',
  '{"since":-1e308}',
  '{"from":"2026-11-30","days":62}',
  '{"days":1e9,"agent":"1001"}',
  '{"name":"spillway-20260101T000000Z.tar.gz"}',
  '{"name":"../../spillway.yaml"}',
  '{"day":"today","by":"hour"}',
  '{"from":"2020-01-01","to":"2030-01-01","by":"day"}',
  '{"name":"incoming","most":100,"after":{"at":0,"id":"x"}}',
  '{"report":{"name":"x","measures":["offered"],"by":["hour","queue"],"where":"1 + "}}',
  '{"review":{"call":"x","form":"y","answers":{}}}',
  '{"line":"lines/1","digit":"1"}',
  '{"line":"","tone":"busy","within":"170s","dial":"*#"}',
  '{"targets":["e1-1/1-99999999"]}',
  '{"is":"on","for":"1h","accessNumber":"88880001"}',
  '{"supervisor":"1001","agent":"1001","how":"transfer","to":"queue:sales"}',
];
const ACTIONS = [
  '{"action":"sign-in","agent":"1001","argument":"801"}',
  '{"action":"next","argument":"1001"}',
  '{"action":"__proto__","agent":"x"}',
];
const WORDS = [
  ...METHODS,
  ...PARAMS,
  ...ACTIONS,
  '"id"',
  '"method"',
  '"params"',
  '"__proto__"',
  '1e400',
  'null',
  'true',
];
const WAIT = 15_000; // ms for an answer

export type Attack = (path: string, random: Random) => Promise<void>;

function open(path: string): Socket {
  const socket = connect(path);
  socket.on('error', () => socket.destroy()); // the box may end a connection
  return socket;
}

function request(random: Random, id: number): string {
  return `{"id":${id},"method":"${random.of(METHODS)}","params":${random.of([...PARAMS, ...ACTIONS])}}`;
}

/** Resolves when the box has said something or ended the connection; rejects when it does neither. */
function heard(socket: Socket, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const silent = AbortSignal.timeout(WAIT);
    const tooLate = () => reject(new Error(`neither an answer nor an end: ${what.slice(0, 300)}`));
    const end = () => {
      silent.removeEventListener('abort', tooLate);
      socket.off('close', end).off('data', end);
      resolve();
    };
    silent.addEventListener('abort', tooLate);
    socket.on('close', end).on('data', end);
    if (socket.destroyed) end();
  });
}

/** Worse and worse requests: each line is answered, or the connection ended. */
async function badLines(path: string, random: Random): Promise<void> {
  const socket = open(path);
  for (let n = 0; n < 10 && !socket.destroyed; n++) {
    const line = mutate(request(random, n), WORDS, random).replaceAll('"stop"', '"halt"');
    if (line.trim() === '') continue;
    socket.write(`${line}\n`);
    if (!line.includes('trace')) await heard(socket, line); // a trace is silent while nothing is on the wire
  }
  socket.destroy();
}

async function binary(path: string, random: Random): Promise<void> {
  const socket = open(path);
  socket.write(Buffer.from(Array.from({ length: random.below(3_000) }, () => random.below(256))));
  socket.write('\n\n{\n');
  await heard(socket, 'binary');
  socket.destroy();
}

async function endlessLine(path: string, random: Random): Promise<void> {
  const socket = open(path);
  const piece = random.of(['x', '[', '{"a":', '\0']).repeat(10_000);
  for (let n = 0; n < 100 && !socket.destroyed; n++) socket.write(piece);
  await heard(socket, 'a line without end');
  socket.destroy();
}

async function deepJson(path: string, random: Random): Promise<void> {
  const socket = open(path);
  const depth = 1 + random.below(30_000);
  const open_ = random.of(['[', '{"a":']).repeat(depth).slice(0, 60_000);
  socket.write(`{"id":1,"method":"status","params":{"x":${open_}\n`);
  await heard(socket, 'deep JSON');
  socket.destroy();
}

async function halfLine(path: string, random: Random): Promise<void> {
  const socket = open(path);
  const line = request(random, 1);
  await new Promise<void>((resolve) => socket.write(line.slice(0, random.below(line.length)), () => resolve()));
  socket.destroy();
}

async function inPieces(path: string): Promise<void> {
  const socket = open(path);
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  for (const piece of '{"id":7,"method":"status"}\n') socket.write(piece);
  await heard(socket, 'a request in pieces'); // or ended: other attacks may hold all connections there are
  if (said !== '' && !said.startsWith('{"id":7,')) throw new Error(`a request in pieces was answered with ${said}`);
  socket.destroy();
}

/** Thousands of requests, and nobody reads the answers. */
async function slowReader(path: string, random: Random): Promise<void> {
  const socket = open(path);
  socket.pause();
  const method = random.of(['status', 'channels', 'watch', 'trace', 'calls', 'nothing']);
  for (let id = 0; id < 5_000; id++) socket.write(`{"id":${id},"method":"${method}","params":{"interval":100}}\n`);
  await new Promise<void>((resolve) => setImmediate(resolve));
  lingering.push(socket);
  if (lingering.length > 40) lingering.shift()?.destroy();
}

async function manyConnections(path: string): Promise<void> {
  const sockets = Array.from({ length: 300 }, () => open(path));
  for (const socket of sockets) socket.write('{"id":1,"method":"status"}\n');
  await Promise.all(sockets.map((socket) => heard(socket, 'one of many connections')));
  for (const socket of sockets) socket.destroy();
}

const lingering: Socket[] = [];

/** Ends what attacks left open. */
export function letGo(): void {
  for (const socket of lingering.splice(0)) socket.destroy();
}

export const attacks: Readonly<Record<string, Attack>> = {
  badLines,
  binary,
  endlessLine,
  deepJson,
  halfLine,
  inPieces,
  slowReader,
  manyConnections,
};
