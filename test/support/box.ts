// SPDX-License-Identifier: GPL-2.0-or-later
// How does a scenario open a whole box? By a configuration file, over the stepped world, with its real database.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Test } from 'tap';
import { stringify } from 'yaml';
import type { EventType } from '../../src/bus/index.js';
import { type Box, type OpenOptions, open } from '../../src/engine/index.js';
import { type MediaPort, sliceMedia } from '../../src/native/index.js';
import { type EventRow, openReads, type Reads } from '../../src/store/index.js';
import { factsInFull } from '../../src/store/short-facts.js';
import { World, type WorldOptions } from './world.js';

/** The access number of every box here, its queue, and what callbacks show. */
export const ACCESS_NUMBER = '88880001';
export const QUEUE = 'sales';

export interface BoxOptions extends Omit<WorldOptions, 'settled' | 'restartAtStart'> {
  /** Sections of the file beside ours or in their place, as they are written there: `{ surge: { on: 0.5 } }`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** How many of the agents are signed in and ready, each at the telephone of his number; default: all. */
  readonly signedIn?: number;
  readonly dialogues?: OpenOptions['dialogues'];
  readonly functions?: OpenOptions['functions'];
  readonly seed?: OpenOptions['seed'];
  /** Where it logs; default: nowhere. */
  readonly log?: OpenOptions['log'];
  /** A data directory that is there already; default: a new one in the world's folder. */
  readonly data?: string;
  /** Stands between the engine and the box. */
  readonly through?: (media: MediaPort) => MediaPort;
}

/** A box that takes calls, the world around it, and what stands in its database. */
export interface BoxWorld {
  readonly world: World;
  readonly box: Box;
  readonly reads: Reads;
  /** The event log's rows of one type, in their order. */
  events(type: EventType): Promise<EventRow[]>;
}

/** Agent 1, 2 ... has his telephone at port 1, 2 ... */
export function agentId(number: number): string {
  return `${1000 + number}`;
}

/** The station at port 1, 2 ... */
export function stationNumber(port: number): string {
  return `${800 + port}`;
}

/**
 * Opens a box whose D-channels are up, at 09:00 on a Monday in Shanghai. Agents `1001`, `1002` ... (PIN 4711) are at stations
 * `801`, `802` ... Ends with the test.
 */
export async function openBox(t: Test, options: BoxOptions = {}): Promise<BoxWorld> {
  const {
    config = {},
    data,
    signedIn,
    dialogues,
    functions,
    seed,
    log = pino({ level: 'silent' }),
    through = (port: MediaPort) => port,
    ...size
  } = options;
  let settled = async () => {};
  const world = new World({ ...size, settled: () => settled() });
  const file = join(world.folder, 'spillway.yaml');
  writeFileSync(file, stringify({ ...configuration(world), ...config, ...(data && { data }) }));
  const media = through(sliceMedia(world.media, [...world.e1s, 'stations', ...(world.lineCount > 0 ? ['lines'] : [])]));
  const opening = open({
    config: file,
    log,
    media,
    clock: world.clock,
    ...(dialogues && { dialogues }),
    ...(functions && { functions }),
    ...(seed !== undefined && { seed }),
  });
  const box = await opening.catch((error: unknown) => {
    world.close();
    throw error;
  });
  settled = () => box.settled();
  const reads = openReads(data ?? join(world.folder, 'data'));
  t.teardown(() => close(world, box, reads));
  await world.up();
  const agents = world.telephones.slice(0, signedIn).map((_, i) => i + 1);
  for (const number of agents) box.agents.signIn(agentId(number), stationNumber(number));
  await box.settled();
  const events = async (type: EventType): Promise<EventRow[]> => {
    const rows = await reads.selectFrom('event').selectAll().where('type', '=', type).orderBy('id').execute();
    // As whoever reads the log is told them: some stand there in a short form.
    const inFull = (row: EventRow) => JSON.stringify(factsInFull(type, row.detail, row));
    return rows.map((row) => (row.detail === null ? row : { ...row, detail: inFull(row) }));
  };
  return { world, box, reads, events };
}

/** The box's FXO lines: all of them are reached by the access number. */
export function linesBank({ lineCount }: World, exchange: object = {}) {
  return {
    ...{ name: 'lines', kind: 'analog', ports: 'fxo', count: lineCount },
    carrier: { type: 'listen', path: '/run/lines.sock' },
    exchange: [{ number: ACCESS_NUMBER, ...exchange }],
  };
}

/** As the world is built. The product's own figures hold wherever nothing is said. */
function configuration(world: World) {
  const signalling = { restartAtStart: false };
  // The world's own board is looped: these sockets are never opened.
  const carrier = (name: string) => ({ type: 'listen', path: `/run/${name}.sock` });
  const ports = world.telephones.map((_, i) => i + 1);
  const groups = [
    ...(world.e1s.length > 0 ? [{ name: 'telecom', spans: world.e1s, presentable: [`021${ACCESS_NUMBER}`] }] : []),
    ...(world.lineCount > 0 ? [{ name: 'analog', spans: ['lines'], order: 'ascending' }] : []),
  ];
  return {
    areaCode: '21',
    board: {
      type: 'virtual',
      spans: [
        ...world.e1s.map((name) => ({ name, kind: 'e1', carrier: carrier(name), signalling })),
        { name: 'stations', kind: 'analog', count: ports.length, carrier: carrier('stations') },
        ...(world.lineCount > 0 ? [linesBank(world)] : []),
      ],
    },
    trunkGroups: groups,
    stations: ports.map((port) => ({ number: stationNumber(port), span: 'stations', port })),
    accessNumbers: [{ number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE }],
    queues: [{ name: QUEUE }],
    agents: ports.map((port) => ({ id: agentId(port), name: `Agent ${port}`, pin: '4711', queues: [QUEUE] })),
    recording: { announce: false },
  };
}

/** The box clears its calls on the wire and waits for that: time goes by meanwhile. Another may take up its data then. */
export async function shut({ world, box }: Pick<BoxWorld, 'world' | 'box'>): Promise<void> {
  let over = false;
  const closing = box.close().finally(() => {
    over = true;
  });
  for (let gone = 0; gone < 3_000 && !over; gone += 20) await world.advance(20);
  await closing;
}

async function close(world: World, box: Box, reads: Reads): Promise<void> {
  await shut({ world, box });
  await reads.destroy();
  world.close();
}
