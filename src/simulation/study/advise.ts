// SPDX-License-Identifier: GPL-2.0-or-later
// Which thresholds, share and pacing keep most callers, and with how few agents? One setting after the other is tried, each policy by the same
// callers; what is not certain is said.

import type { Config } from '../../config/index.js';
import { type Comparison, compared, estimated, type Outcome, outcomeOf } from '../wave/index.js';
import { type Level, live, type Study } from './levels.js';

/** What is searched for; times in ms. */
export interface Advice {
  readonly on: number;
  readonly off: number;
  /** Least share of the calls that computer agents take in a surge. */
  readonly share: number;
  readonly interval: number;
  /** Calls that are left to people. */
  readonly human: number;
}

/** One policy that was tried, against the shop's own by the same callers. */
export interface Tried extends Comparison {
  readonly settings: Advice;
  /** Share of the agents that was there. */
  readonly staff: number;
}

/** The first is the shop's own policy. */
export interface Advised {
  readonly tried: readonly Tried[];
  readonly best: Tried;
  /** The search ended because so many had been tried. */
  readonly cutShort: boolean;
}

export interface AdviseOptions extends Omit<Study, 'seed' | 'staff'> {
  readonly level: Level;
  readonly seeds: readonly number[];
  /** Policies that are tried at most. */
  readonly most: number;
}

const VALUES: Readonly<Record<'on' | 'share' | 'interval' | 'human', readonly number[]>> = {
  on: [0.5, 0.6, 0.7, 0.8, 0.9],
  share: [0, 0.25, 0.5, 0.75, 1],
  interval: [0, 500, 1_000, 2_000],
  human: [0, 2, 4, 8, 16],
};
const STAFF = [0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5];
const SPARED = 0.01; // of all callers may be lost more for fewer agent hours

/** Fewest lost callers first; then, with that policy, fewest agent hours by which not certainly more are lost. */
export async function advise(options: AdviseOptions, progress: (share: number) => void = () => {}): Promise<Advised> {
  const search = new Search(options, progress);
  const best = await search.policy(options.most - STAFF.length);
  const staff = await search.staff(best);
  return search.advised(best, staff);
}

interface Run {
  readonly settings: Advice;
  readonly staff: number;
  readonly outcomes: readonly Outcome[];
}

/** Policies that were tried, each once. */
class Search {
  readonly #options: AdviseOptions;
  readonly #progress: (share: number) => void;
  readonly #runs = new Map<string, Run>();
  #cutShort = false;

  constructor(options: AdviseOptions, progress: (share: number) => void) {
    this.#options = options;
    this.#progress = progress;
  }

  /** From the shop's own, one setting after the other, until none makes it better. */
  async policy(most: number): Promise<Advice> {
    let best = adviceOf(this.#options.config);
    let least = lostOf(await this.#run(best));
    for (let changed = true; changed; ) {
      changed = false;
      for (const settings of NAMES.flatMap((name) => VALUES[name].map((value) => ({ name, value })))) {
        const next = withSetting(best, settings.name, settings.value);
        if (!this.#isKnown(next) && this.#runs.size >= most) {
          this.#cutShort = true;
          return best;
        }
        const lost = lostOf(await this.#run(next));
        if (lost >= least) continue;
        [best, least, changed] = [next, lost, true];
      }
    }
    return best;
  }

  /** The least share of the agents by which not certainly more callers are lost. */
  async staff(settings: Advice): Promise<number> {
    const all = await this.#run(settings);
    let enough = 1;
    for (const staff of STAFF) {
      const fewer = await this.#run(settings, staff);
      const { mean, within = 0 } = estimated(fewer.map((outcome, nth) => outcome.lost - (all[nth]?.lost ?? 0)));
      const callers = all[0]?.callers ?? 1;
      if (mean > within || mean > SPARED * callers) break;
      enough = staff;
    }
    return enough;
  }

  advised(settings: Advice, staff: number): Advised {
    const runs = [...this.#runs.values()];
    const figures = compared(Object.fromEntries(runs.map((run) => [keyOf(run.settings, run.staff), run.outcomes])));
    const tried = figures.map((row, nth): Tried => ({ ...row, ...known(runs, nth) }));
    const best = tried.find(({ policy }) => policy === keyOf(settings, staff));
    if (best === undefined) throw new TypeError('the best of all was not tried');
    return { tried, best, cutShort: this.#cutShort };
  }

  #isKnown(settings: Advice): boolean {
    return this.#runs.has(keyOf(settings, 1));
  }

  async #run(settings: Advice, staff = 1): Promise<readonly Outcome[]> {
    const key = keyOf(settings, staff);
    const before = this.#runs.get(key);
    if (before !== undefined) return before.outcomes;
    const { config, level, most, seeds } = this.#options;
    const outcomes: Outcome[] = [];
    for (const [nth, seed] of seeds.entries()) {
      const study = { ...this.#options, config: withAdvice(config, settings), seed, staff };
      const told = await live(level, study, (part) =>
        this.#progress(Math.min(1, (this.#runs.size + (nth + part) / seeds.length) / most)),
      );
      outcomes.push(outcomeOf(told));
    }
    this.#runs.set(key, { settings, staff, outcomes });
    return outcomes;
  }
}

function known(runs: readonly Run[], nth: number): Pick<Run, 'settings' | 'staff'> {
  const { settings, staff } = runs[nth] ?? { settings: NOTHING, staff: 1 };
  return { settings, staff };
}

const NOTHING: Advice = { on: 1, off: 1, share: 0, interval: 0, human: 0 };
const NAMES = Object.keys(VALUES) as readonly (keyof typeof VALUES)[];
const keyOf = (settings: Advice, staff: number) => JSON.stringify([settings, staff]);
const lostOf = (outcomes: readonly Outcome[]) => outcomes.reduce((sum, { lost }) => sum + lost, 0);

function adviceOf({ surge: { on, off, ratio, interval, human } }: Config): Advice {
  return { on, off, share: ratio.min, interval, human: human.min };
}

/** Where a surge begins takes along where it ends. */
function withSetting(advice: Advice, name: keyof typeof VALUES, value: number): Advice {
  if (name !== 'on') return { ...advice, [name]: value };
  const gap = advice.on - advice.off;
  return { ...advice, on: value, off: Math.round(Math.max(0.05, value - gap) * 100) / 100 };
}

/** The same policy with these settings in the place of its own. */
export function withAdvice(config: Config, { on, off, share, interval, human }: Advice): Config {
  const { surge } = config;
  const full = Math.max(surge.full, on);
  const ratio = { ...surge.ratio, min: share };
  const changed = { ...surge, on, off, full, ratio, interval, human: { ...surge.human, min: human } };
  return { ...config, surge: changed };
}
