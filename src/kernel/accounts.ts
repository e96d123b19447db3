// SPDX-License-Identifier: GPL-2.0-or-later
// Who is behind a number of this machine's users and groups?

import { readFileSync } from 'node:fs';

/** Who has a number in /etc/passwd or /etc/group. A directory service may be far away, and calls wait on this thread: it is not asked. */
export function nameIn(file: '/etc/passwd' | '/etc/group', id: number): string | undefined {
  return entries(file).find(([, , number]) => number === String(id))?.[0];
}

/** The number of a group in /etc/group. */
export function groupNumber(name: string): number | undefined {
  const number = entries('/etc/group').find(([group]) => group === name)?.[2];
  return number === undefined ? undefined : Number(number);
}

function entries(file: string): readonly (readonly string[])[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.split(':'));
  } catch {
    return [];
  }
}
