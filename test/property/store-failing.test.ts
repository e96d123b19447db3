// SPDX-License-Identifier: GPL-2.0-or-later
// The store fails for random times at random statements, or is slow: when it has recovered, is every call, leg, recording, promise
// and attempt there once and right, and did nobody hear a promise that is not? `SPILLWAY_SEED=N` plays one run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import type { AttemptOutcome } from '../../src/callback/index.js';
import { balance, dispositionOf } from '../../src/cdr/index.js';
import { Totals } from '../../src/engine/records/totals.js';
import { Random } from '../../src/sim/index.js';
import { cases } from '../support/cases.js';
import { FailingWorld, type MadeUpCall } from '../support/failing-world.js';
import { readsOf } from '../support/reads.js';
import { counters, recount } from '../support/recount.js';

const ONLY = process.env.SPILLWAY_SEED;
const RUNS = cases(40).numRuns;
const HOUR = 3_600_000;
const ACTS = 120;
const NUMBERS = ['13800138000', '13800138001', '13800138002', '13800138003'];
const OUTCOMES: AttemptOutcome[] = ['connected', 'connected', 'busy', 'noAnswer', 'badNumber', 'withdrawn'];

/** One run of a seed. */
class Run {
  readonly world: FailingWorld;
  readonly #random: Random;

  constructor(seed: number, directory: string) {
    this.#random = new Random(seed);
    this.world = new FailingWorld(directory, this.#random);
  }

  async play(): Promise<void> {
    await this.world.begin();
    for (let act = 0; act < ACTS; act++) {
      await this.#act();
      if (this.#random.chance(0.15)) this.#weather();
      await this.world.pass(this.#random.chance(0.7) ? 0 : this.#random.integer(0, 4_000));
    }
    await this.world.recover();
  }

  /** It begins or ends to fail, or to be slow. */
  #weather(): void {
    const { faults } = this.world;
    if (faults.error === undefined && this.#random.chance(0.6)) faults.begin(this.#random);
    else faults.error = undefined;
    faults.took = this.#random.chance(0.3) ? this.#random.integer(1, 60) * 100 : 0;
  }

  async #act(): Promise<void> {
    const { world } = this;
    const call = this.#oneOf(world.calls.filter(({ over }) => !over));
    const what = this.#random.integer(0, 9);
    if (what <= 2 || call === undefined) world.offered(this.#oneOf(NUMBERS) ?? '');
    else if (what === 3) world.queued(call);
    else if (what <= 5) world.promise(call);
    else if (what === 6) this.#talk(call);
    else if (what === 7) world.ends(call);
    else if (what === 8) await world.trough();
    else this.#answer();
  }

  #talk(call: MadeUpCall): void {
    if (!call.facts.some(({ type }) => type === 'bridged') && !call.capturing) this.world.talks(call);
  }

  #answer(): void {
    const attempt = this.#oneOf([...this.world.ringing]);
    if (attempt !== undefined) this.world.rung(attempt, this.#oneOf(OUTCOMES) ?? 'busy');
  }

  #oneOf<T>(items: readonly T[]): T | undefined {
    return items[this.#random.integer(0, items.length - 1)];
  }

  /** What is on the disk, against what happened. */
  async check(): Promise<void> {
    const { world } = this;
    const reads = readsOf(world.store);
    if (world.store.backlog.batches > 0) world.wrongs.push('something waits for ever');
    await this.#checkCalls();
    const captures = (await reads.selectFrom('capture').select('call').execute()).map(({ call }) => call);
    same(world, 'captures', captures, [...world.heard]);
    const recordings = await reads.selectFrom('recording').select(['id', 'state']).execute();
    same(
      world,
      'recordings',
      recordings.map(({ id, state }) => `${id} ${state}`),
      [...world.recordings].map((id) => `${id} complete`),
    );
    await this.#checkCallbacks();
    await this.#checkTold();
    if (!(await balance(reads)).balanced) world.wrongs.push('the books do not balance');
    const inRows = new Map(Object.entries(await recount(reads)));
    const counted = new Totals({ counters: inRows, openCaptures: new Map() });
    same(world, 'calls counted', [JSON.stringify(world.totals.calls)], [JSON.stringify(counted.calls)]);
    same(world, 'callbacks counted', [JSON.stringify(world.totals.callbacks)], [JSON.stringify(counted.callbacks)]);
    same(world, 'counters', lines(await counters(reads)), lines(Object.fromEntries(inRows)));
    if (world.wrongs.length > 0) throw new Error(world.wrongs.join('\n'));
  }

  async #checkCalls(): Promise<void> {
    const { world } = this;
    const reads = readsOf(world.store);
    const rows = await reads.selectFrom('call').select(['id', 'disposition', 'endedAt']).execute();
    const right = world.calls.map(({ id, facts }) => {
      const ended = facts.findLast(({ type }) => type === 'ended');
      return `${id} ${dispositionOf({ call: { id, direction: 'inbound' }, facts })} ${ended?.at}`;
    });
    same(
      world,
      'calls',
      rows.map(({ id, disposition, endedAt }) => `${id} ${disposition} ${endedAt}`),
      right,
    );
    const legs = await reads.selectFrom('leg').select('call').where('endedAt', 'is not', null).execute();
    same(
      world,
      'legs',
      legs.map(({ call }) => call),
      world.calls.map(({ id }) => id),
    );
  }

  async #checkCallbacks(): Promise<void> {
    const { world } = this;
    const reads = readsOf(world.store);
    const open = await reads.selectFrom('callbackRequest').selectAll().where('closedAt', 'is', null).execute();
    const line = (row: { id: string; state: string; captures: number; attempts: number; due: number }) =>
      `${row.id} ${row.state} ${row.captures} ${row.attempts} ${Math.round(row.due)}`;
    same(world, 'open requests', open.map(line), world.callbacks.list().map(line));
    const attempts = await reads.selectFrom('callbackAttempt').select(['id', 'outcome']).execute();
    for (const id of world.dialled) if (!attempts.some((row) => row.id === id)) world.wrongs.push(`${id} has no row`);
    for (const { id, outcome } of attempts) if (outcome === null) world.wrongs.push(`${id} has no outcome`);
  }

  /** Every event that a call has once. */
  async #checkTold(): Promise<void> {
    const { world } = this;
    for (const type of ['call.offered', 'call.ended'] as const) {
      const told = await readsOf(world.store).selectFrom('event').select('call').where('type', '=', type).execute();
      same(
        world,
        type,
        told.map(({ call }) => call ?? ''),
        world.calls.map(({ id }) => id),
      );
    }
  }
}

function lines(counted: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(counted).map(([name, value]) => `${name} ${value}`);
}

function same({ wrongs }: FailingWorld, what: string, found: readonly string[], right: readonly string[]): void {
  const [a, b] = [[...found].sort(), [...right].sort()];
  const missing = b.filter((item) => !a.includes(item));
  const extra = a.filter((item) => !b.includes(item));
  if (a.length === b.length && missing.length + extra.length === 0) return;
  wrongs.push(
    `${what}: ${found.length} not ${right.length}; missing ${missing.join(', ')}; not right ${extra.join(', ')}`,
  );
}

t.setTimeout(HOUR);
t.test(`a store that fails in ${RUNS} runs`, { timeout: HOUR }, async (t) => {
  const seeds = ONLY === undefined ? Array.from({ length: RUNS }, (_, seed) => seed) : [Number(ONLY)];
  const all = { failed: 0, heard: 0, refused: 0 };
  for (const seed of seeds) {
    const directory = mkdtempSync(join(tmpdir(), 'spillway-failing-'));
    const run = new Run(seed, directory);
    try {
      await run.play();
      await run.check();
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
    } finally {
      await run.world.close();
      rmSync(directory, { recursive: true });
    }
    all.failed += run.world.faults.failed;
    all.heard += run.world.heard.size;
  }
  t.ok(seeds.length < 10 || (all.failed > seeds.length && all.heard > seeds.length), JSON.stringify(all));
});
