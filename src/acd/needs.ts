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

/** The same for equal needs, whatever the order in which they are named. */
export function keyOfNeeds(needs: readonly Need[]): string {
  if (needs.length === 0) return '';
  return needs
    .map(({ skill, level }) => `${JSON.stringify(skill)}:${level}`)
    .sort()
    .join();
}
