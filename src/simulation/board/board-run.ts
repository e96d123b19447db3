// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a wave that comes to a whole box? The box is the product's own, over an engine with people at its far end; what its log says
// of them is what came of it.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pino from 'pino';
import { Bus } from '../../bus/index.js';
import type { Config } from '../../config/index.js';
import { type Box, openOn } from '../../engine/index.js';
import { type Duration, VirtualClock } from '../../kernel/index.js';
import { openMemoryStore } from '../../store/index.js';
import { type Caller, type Moment, People, Records, type Shop, type Told } from '../wave/index.js';
import { boardConfig, boardPlan, stationOf } from './board-config.js';
import { BoardLog } from './board-log.js';
import { Crowd } from './crowd.js';
import { Desks } from './desks.js';
import type { Place, PlaceNeeds } from './place.js';

const SECOND: Duration = 1_000;
const SETTLES: Duration = 10_000; // before the wave: lines come up, telephones are found at rest
const MEMORY = '/dev/shm';
const HEARD = ['key-callback', 'callback-press-1'];

/** A wave, and the box that it comes to. */
export interface BoardWave {
  readonly shop: Shop;
  readonly callers: readonly Caller[];
  readonly seed: number;
}

/** Lives all of it over the place that `open` makes, and tells what there was. `progress` hears which share of it is over. */
export async function liveOnBoard(
  wave: BoardWave,
  open: (needs: PlaceNeeds) => Place | Promise<Place>,
  progress: (share: number) => void = () => {},
): Promise<Told> {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'spillway-what-if-'));
  try {
    return await liveIn(folder, wave, open, progress);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function liveIn(
  folder: string,
  { shop, callers, seed }: BoardWave,
  open: (needs: PlaceNeeds) => Place | Promise<Place>,
  progress: (share: number) => void,
): Promise<Told> {
  const { begins, length, after, shifts } = shop;
  const clock = new VirtualClock(begins - SETTLES);
  const plan = boardPlan(shop);
  const config = boardConfig(shop, plan, folder);
  const promises = promisesOf(config);
  const place = await open({ shop, config, plan, clock, prompts: [...promises, ...HEARD] });
  const records = new Records(clock, begins);
  const people = new People(callers, shop.config);
  const predictive = config.queues.filter(({ callback }) => callback.mode === 'predictive').map(({ name }) => name);
  const log = new BoardLog(records, people, new Set(predictive));
  const bus = new Bus((error) => {
    throw error;
  });
  const store = await openMemoryStore({ directory: folder, clock, bus });
  const box = await openOn({ config, clock, bus, store, media: place.media, log: pino({ level: 'silent' }), seed });
  const desks = new Desks(clock, shop, box.agents);
  store.decided.onAny((event) => {
    log.take(event);
    if (event.type === 'agent.changed') desks.changed(event.facts.agent, event.facts.state);
  });
  const keyOf = (accessNumber: string) => keyKept(config, accessNumber);
  const crowd = new Crowd({ clock, far: place.far, people, records, shop, promises: new Set(promises), keyOf });
  const settled = () => box.settled();
  await place.begin(settled);
  await place.advanceTo(begins, settled);

  const agents = [...new Set(shifts.map(({ agent }) => agent))];
  for (const telephone of place.far.telephones) desks.seat(telephone);
  for (const { agent, from, to } of shifts) {
    clock.at(begins + from, () => desks.begin(agent, stationOf(agents.indexOf(agent))));
    if (to < length + after) clock.at(begins + to, () => desks.end(agent));
  }
  const awaits = (nth: number): void => {
    const next = callers[nth];
    if (next === undefined) return;
    clock.at(begins + next.at, () => {
      awaits(nth + 1);
      crowd.ring(nth);
    });
  };
  awaits(0);
  const step = shop.moment * SECOND;
  for (let at = 0; at < length + after; at += step) {
    await place.advanceTo(begins + at, settled);
    records.moment(momentOf(box, at));
    progress(at / (length + after));
  }
  await place.advanceTo(begins + length + after, settled);
  records.end();
  const told = records.told({ from: begins, to: begins + length + after, callers: people.count });
  await endBox(box, place, clock);
  return told;
}

/** The box goes; what that does to its calls is none of the wave's. */
async function endBox(box: Box, place: Place, clock: VirtualClock): Promise<void> {
  let over = false;
  const closing = box.close().finally(() => {
    over = true;
  });
  while (!over) await place.advanceTo(clock.now() + SECOND, () => nextTurn()); // what it writes, it waits for itself
  await closing;
  place.close();
}

function momentOf(box: Box, at: Duration): Moment {
  const { utilisation, surge, queues, agents, callbacks, callbacksHeld } = box.status();
  return {
    ...{ at, utilisation, share: surge.on ? surge.share : 0 },
    waiting: queues.reduce((sum, { waiting }) => sum + waiting, 0),
    talking: agents.filter(({ state }) => state === 'talking').length,
    ...{ openPromises: callbacks.open, held: callbacksHeld?.reason },
  };
}

/** Prompts by which this policy promises a callback. */
function promisesOf({ surge }: Config): readonly string[] {
  const named = [...surge.slots, ...surge.prompts].flatMap(({ prompt }) => (prompt === undefined ? [] : [prompt]));
  return [...new Set([surge.prompt, ...named, 'surge'])];
}

/** The key by which a caller of the access number keeps his place. */
function keyKept({ accessNumbers, queues }: Config, accessNumber: string): string | undefined {
  const at = accessNumbers.find(({ number }) => number === accessNumber);
  const queue = queues.find(({ name }) => name === at?.queue);
  return Object.entries(queue?.keys ?? {}).find(([, to]) => to.kind === 'callback')?.[0];
}
