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

/** All of them; of a skill that several lists name, the level of the first. */
export function joinedNeeds(...lists: readonly (readonly Need[])[]): readonly Need[] {
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

const REMEMBERED = 1024; // of the sets of needs: for how many the answers are kept
const ROOM = 64; // for people, at first

/** Somebody who is asked what he can do; `number`: his own, from 0. */
export interface Able {
  readonly number: number;
  readonly skills: Skills;
}

/** A set of needs, asked over and over of the same people: by its side are their answers, so that many are asked in no time. */
export class Profile {
  readonly needs: readonly Need[];
  /** By the people's numbers: 0 not asked yet, 1 yes, 2 no; undefined: nothing is kept. */
  #answers: Uint8Array | undefined;

  constructor(needs: readonly Need[], isKept = true) {
    this.needs = needs;
    this.#answers = isKept ? new Uint8Array(needs.length === 0 ? 0 : ROOM) : undefined;
  }

  /** Whether he can do all of it. */
  allows(number: number, who: Able): boolean {
    const { needs } = this;
    if (needs.length === 0) return true;
    const answer = this.#answers?.[number] ?? 0;
    if (answer !== 0) return answer === 1;
    const isAble = suffice(who.skills, needs);
    this.#keep(number, isAble);
    return isAble;
  }

  /** People can do other things now. */
  forget(): void {
    this.#answers?.fill(0);
  }

  #keep(number: number, isAble: boolean): void {
    const before = this.#answers;
    if (before === undefined) return;
    if (number >= before.length) {
      this.#answers = new Uint8Array(2 * (number + 1));
      this.#answers.set(before);
    }
    if (this.#answers !== undefined) this.#answers[number] = isAble ? 1 : 2;
  }
}

/** Sets of needs, equal ones being one. */
export class Profiles {
  readonly #known = new Map<string, Profile>();

  /** By `keyOfNeeds`; past those that are remembered each is its own. */
  of(key: string, needs: readonly Need[]): Profile {
    let known = this.#known.get(key);
    if (known !== undefined) return known;
    const isKept = this.#known.size < REMEMBERED;
    known = new Profile(needs, isKept);
    if (isKept) this.#known.set(key, known);
    return known;
  }

  /** People can do other things now. */
  forget(): void {
    for (const known of this.#known.values()) known.forget();
  }
}
