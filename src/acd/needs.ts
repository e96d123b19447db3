// SPDX-License-Identifier: GPL-2.0-or-later
// What must an agent be able to do for a call? Skills by name, each with a least level.

/** A skill that a call requires. */
export interface Need {
  readonly skill: string;
  /** 1 to 10: who has less will not do. */
  readonly level: number;
}

/** What an agent can do, and how well: 1 to 10; what is not named, or 0, he has not. */
export type Skills = Readonly<Record<string, number>>;

/** Whether these skills do for these needs. */
export function suffice(skills: Skills, needs: readonly Need[]): boolean {
  for (const { skill, level } of needs) if ((skills[skill] ?? 0) < Math.max(1, level)) return false;
  return true;
}

const NO_NEEDS: readonly Need[] = [];

/** All of them; of a skill that several lists name, the level of the first. */
export function joinedNeeds(...lists: readonly (readonly Need[])[]): readonly Need[] {
  if (lists.every(({ length }) => length === 0)) return NO_NEEDS; // as mostly
  const levels = new Map<string, Need>();
  for (const need of lists.flat()) if (!levels.has(need.skill)) levels.set(need.skill, need);
  return [...levels.values()];
}

/** The same for equal needs, whatever the order in which they are named. */
export function keyOfNeeds(needs: readonly Need[]): string {
  if (needs.length === 0) return '';
  return needs
    .map(({ skill, level }) => `${JSON.stringify(skill)}:${level}`)
    .sort()
    .join();
}

/** The least level of several needs, then the sum of the levels, in one number; the sum is below `SUMS`. */
export const SUMS = 1_000_000;

/** Somebody who is asked what he can do; `number`: his own, from 0. */
export interface Able {
  readonly number: number;
  readonly skills: Skills;
}

/** A column of levels by people's numbers. */
type Column = Float64Array;

const NOBODY: Column = new Float64Array(0);
const NOTHING: Need = { skill: '', level: 1 };

/** A set of needs, asked over and over of the same people. */
export class Profile {
  readonly needs: readonly Need[];
  /** The same with no level below 1. */
  readonly #least: readonly Need[];
  readonly #levels: readonly number[];
  readonly #known: Levels;
  #columns: readonly Column[] = [];
  /** Of which state of what is known the columns are. */
  #edition = -1;

  constructor(needs: readonly Need[], known: Levels) {
    this.needs = needs;
    this.#least = needs.map(({ skill, level }) => ({ skill, level: Math.max(1, level) }));
    this.#levels = this.#least.map(({ level }) => level);
    this.#known = known;
  }

  /** What is needed at the nth place, as it is asked of people. */
  least(nth: number): Need {
    return this.#least[nth] ?? NOTHING;
  }

  /** How well everybody can do it, by their numbers. */
  column(nth: number): Column {
    return this.#current()[nth] ?? NOBODY;
  }

  /** Whether he of this number can do all of it. */
  allows(number: number): boolean {
    const columns = this.#current();
    for (let i = 0; i < columns.length; i++) if ((columns[i]?.[number] ?? 0) < (this.#levels[i] ?? 0)) return false;
    return true;
  }

  /** How well he of this number can do it: his least level, then the sum of them. */
  levels(number: number): number {
    const columns = this.#current();
    if (columns.length === 0) return 0;
    let [least, sum] = [Number.POSITIVE_INFINITY, 0];
    for (let i = 0; i < columns.length; i++) {
      const level = columns[i]?.[number] ?? 0;
      if (level < least) least = level;
      sum += level;
    }
    return least * SUMS + sum;
  }

  #current(): readonly Column[] {
    if (this.#edition === this.#known.edition) return this.#columns;
    this.#edition = this.#known.edition;
    this.#columns = this.needs.map(({ skill }) => this.#known.of(skill));
    return this.#columns;
  }
}

/** How well everybody can do what: a column for each skill, so that many are asked without a look at each. */
export class Levels {
  readonly #columns = new Map<string, Column>();
  /** Another one when people can do other things. */
  edition = 0;

  of(skill: string): Column {
    return this.#columns.get(skill) ?? NOBODY;
  }

  /** All there are, with what they can do from now on. */
  learn(people: readonly Able[]): void {
    this.edition++;
    this.#columns.clear();
    for (const { number, skills } of people) {
      for (const skill in skills) {
        let column = this.#columns.get(skill);
        if (column === undefined) {
          column = new Float64Array(people.length);
          this.#columns.set(skill, column);
        }
        column[number] = skills[skill] ?? 0;
      }
    }
  }
}

const REMEMBERED = 1024;

/** Sets of needs, equal ones being one. */
export class Profiles {
  readonly levels = new Levels();
  readonly #known = new Map<string, Profile>();

  /** By `keyOfNeeds`; past those that are remembered each is its own. */
  of(key: string, needs: readonly Need[]): Profile {
    let known = this.#known.get(key);
    if (known !== undefined) return known;
    known = new Profile(needs, this.levels);
    if (this.#known.size < REMEMBERED) this.#known.set(key, known);
    return known;
  }
}
