// SPDX-License-Identifier: GPL-2.0-or-later
// What can an agent do from now on? The skills that are typed, `english=7,billing=0`, put into those that he has.

import { TelephonyError } from '../faults.js';

const ONE = /^([^=,]{1,64})=(\d{1,2})$/;

/** `english=7,billing=0` as levels. Throws REFUSED with how to write them. */
export function typedSkills(typed: string): Readonly<Record<string, number>> {
  const levels = typed.split(',').map((part): [string, number] => {
    const [, skill, level] = ONE.exec(part.trim()) ?? [];
    if (skill === undefined || Number(level) > 10)
      throw new TelephonyError('REFUSED', `${part}: write skills with levels 0 to 10, such as english=7,billing=0`);
    return [skill, Number(level)];
  });
  return Object.fromEntries(levels);
}

/** His skills with these changes: level 0 takes one away; undefined: he has none. Throws as `typedSkills`. */
export function withSkills(
  skills: Readonly<Record<string, number>>,
  typed: string,
): Readonly<Record<string, number>> | undefined {
  const next = Object.entries({ ...skills, ...typedSkills(typed) }).filter(([, level]) => level > 0);
  return next.length === 0 ? undefined : Object.fromEntries(next);
}
