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

const REMEMBERED = 1024; // of the sets of needs: for how many an agent's answer is kept

/** Numbers of sets of needs, equal ones having the same. */
export class Profiles {
  readonly #numbers = new Map<string, number>();

  /** By `keyOfNeeds`; past those that are remembered all have one number. */
  numberOf(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    if (number < REMEMBERED) this.#numbers.set(key, number);
    return number;
  }
}

/** What an agent can do, asked over and over for the same sets of needs. */
export class Abilities {
  readonly skills: Skills;
  /** By the number of a set of needs: 0 nobody has asked, 1 yes, 2 no. */
  #answers = new Uint8Array(0);

  constructor(skills: Skills) {
    this.skills = skills;
  }

  /** `profile`: the number of these needs. */
  suffice(needs: readonly Need[], profile: number): boolean {
    if (profile >= REMEMBERED) return suffice(this.skills, needs);
    const answer = this.#answers[profile] ?? 0;
    if (answer !== 0) return answer === 1;
    const suffices = suffice(this.skills, needs);
    this.#remember(profile, suffices);
    return suffices;
  }

  #remember(profile: number, suffices: boolean): void {
    if (profile >= this.#answers.length) {
      const longer = new Uint8Array(Math.min(REMEMBERED, 2 * (profile + 8)));
      longer.set(this.#answers);
      this.#answers = longer;
    }
    this.#answers[profile] = suffices ? 1 : 2;
  }
}
