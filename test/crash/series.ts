// SPDX-License-Identifier: GPL-2.0-or-later
// How does a series of kills go? Start, look, wait for the moment, kill, stay away; at the end let all be settled and judge.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoxStatus } from '../../src/engine/index.js';
import { type Duration, type Instant, sleep } from '../../src/kernel/index.js';
import { agree, leftOpen, missingAgents } from './aftermath.js';
import { type Absence, judgeRun } from './books.js';
import { BoxProcess } from './box.js';
import { type CrashFiles, writeFiles } from './files.js';
import { moment } from './moment.js';
import { type Kill, planKills } from './plan.js';
import type { Tally } from './tally.js';
import { CrashTown } from './town.js';

export interface SeriesOptions {
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  /** How long the box stays away, in turn; default: 0.5, 2, 5, 15, 30 s. */
  readonly away?: readonly Duration[];
}

const AGENTS = 6;
const SETTLED_WITHIN: Duration = 240_000;

/** Kills a box again and again, and tells what of it was not as it must be. */
export async function runSeries(tally: Tally, { folder, kills, seed, away }: SeriesOptions): Promise<void> {
  const files = writeFiles(folder, AGENTS);
  const town = await CrashTown.open(files, AGENTS, seed);
  const series = new Series(tally, files, town);
  try {
    town.begin();
    const plan = planKills(kills, seed, away);
    for (const [i, kill] of plan.entries()) await series.live(kill, `${i + 1}/${plan.length}`);
    await series.settle();
  } finally {
    await series.close();
    town.close();
  }
}

class Series {
  readonly #tally: Tally;
  readonly #files: CrashFiles;
  readonly #town: CrashTown;
  readonly #absences: Absence[] = [];
  #box: BoxProcess | undefined;
  /** Since when no life has been looked at: one may be killed before it was there. */
  #goneSince: Instant | undefined;

  constructor(tally: Tally, files: CrashFiles, town: CrashTown) {
    this.#tally = tally;
    this.#files = files;
    this.#town = town;
    this.#goneSince = town.clock.now();
  }

  /** One life and its end. */
  async live(kill: Kill, which: string): Promise<void> {
    const { clock } = this.#town;
    const promised = this.#town.exchange.log.calls.some(({ promisedAt }) => promisedAt !== undefined);
    this.#town.quiet = kill.aim === 'callback' && promised;
    const box = this.#start();
    const early = kill.aim === 'start' || kill.aim === 'restart';
    if (!early) await this.#look(box, which);
    const { hit } = await moment(this.#town, box, kill);
    if (box.over) this.#tally.check(`the box lives until it is killed (${which})`, ['it ended by itself: see the log']);
    await box.kill();
    const killedAt = clock.now();
    this.#goneSince ??= killedAt;
    const lived = ((killedAt - box.startedAt) / 1000).toFixed(1);
    this.#tally.tell(
      `kill ${which}: ${hit ? kill.aim : `no ${kill.aim} came`} + ${Math.round(kill.after)} ms, after ${lived} s; back in ${kill.away / 1000} s`,
    );
    await sleep(clock, kill.away);
  }

  /** The last life: nobody calls any more, every promise is kept or has failed, and the books are judged. */
  async settle(): Promise<void> {
    const box = this.#start();
    await this.#look(box, 'last start');
    this.#town.calm();
    const last = await this.#atRest(box);
    this.#tally.check('all is settled at the end: no call, lease, attempt or agent is stuck', unsettled(last));
    this.#tally.check('the box ends in order', (await box.stop()) === 0 ? [] : ['it did not']);
    if (last) await judgeRun(this.#tally, this.#files, this.#town.exchange.log, this.#absences, last);
  }

  async close(): Promise<void> {
    writeFileSync(join(this.#files.folder, 'exchange.json'), JSON.stringify(this.#town.exchange.log, null, 1));
    if (this.#box !== undefined && !this.#box.over) await this.#box.kill();
  }

  #start(): BoxProcess {
    this.#box = new BoxProcess(this.#files, this.#town.clock);
    return this.#box;
  }

  async #look(box: BoxProcess, which: string): Promise<void> {
    const { clock } = this.#town;
    const { after, faults } = await agree(box, this.#town);
    this.#absences.push({ from: this.#goneSince ?? box.startedAt, until: clock.now() });
    this.#goneSince = undefined;
    const time = after === undefined ? '' : `, ${(after / 1000).toFixed(1)} s after layer 2`;
    this.#tally.check(`both sides have the same calls${time} (${which})`, faults);
    const status = await box.status();
    const left = await leftOpen(this.#files.data, box.startedAt);
    this.#tally.check(`nothing is left of the last life (${which})`, [
      ...left,
      ...(status ? missingAgents(status) : []),
    ]);
  }

  /** Waits until every promise is settled; the box as it was last. */
  async #atRest(box: BoxProcess): Promise<BoxStatus | undefined> {
    const { clock } = this.#town;
    const until = clock.now() + SETTLED_WITHIN;
    let [last, told]: [BoxStatus | undefined, Instant] = [undefined, clock.now()];
    while (clock.now() < until && !box.over) {
      last = (await box.status()) ?? last;
      if (last !== undefined && unsettled(last).length === 0) break;
      if (clock.now() > told + 10_000) {
        told = clock.now();
        this.#tally.tell(`${last?.callbacks.open} promises are open`);
      }
      await sleep(clock, 250);
    }
    return last;
  }
}

function unsettled(status: BoxStatus | undefined): string[] {
  if (status === undefined) return ['the box did not answer'];
  const { agents, calls, callbacks, recordings } = status;
  return [
    ...(calls.inProgress === 0 ? [] : [`${calls.inProgress} calls are in progress`]),
    ...(callbacks.open === 0 ? [] : [`${callbacks.open} promises are open`]),
    ...(recordings.underWay === 0 ? [] : [`${recordings.underWay} recordings are under way`]),
    ...agents.filter(({ state }) => state !== 'ready').map(({ id, state }) => `agent ${id} is ${state}`),
  ];
}
