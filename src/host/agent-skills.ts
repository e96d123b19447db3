// SPDX-License-Identifier: GPL-2.0-or-later
// What can an agent do from now on? The skills that are typed, `english=7,billing=0`, put into those that he has.

import { TelephonyError } from '../faults.js';

const ONE = /^([^=,]{1,64})=(\d{1,2})$/;

/** His skills with these changes: level 0 takes one away. Throws REFUSED with how to write them. */
export function withSkills(
  skills: Readonly<Record<string, number>>,
  typed: string,
): Readonly<Record<string, number>> | undefined {
  const next = new Map(Object.entries(skills));
  for (const part of typed.split(',')) {
    const [, skill, level] = ONE.exec(part.trim()) ?? [];
    if (skill === undefined || Number(level) > 10)
      throw new TelephonyError('REFUSED', `${part}: write skills with levels 0 to 10, such as english=7,billing=0`);
    if (Number(level) === 0) next.delete(skill);
    else next.set(skill, Number(level));
  }
  return next.size === 0 ? undefined : Object.fromEntries(next);
}
