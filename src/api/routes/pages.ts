// SPDX-License-Identifier: GPL-2.0-or-later
// How are long lists told? Page by page, each from a cursor that the one before has given.

import { listKey } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { instantNamed } from '../../report/index.js';
import type { Key, Page } from '../../store/index.js';
import type { Web } from '../web.js';

/** A key as text that nobody takes apart. */
export const cursorOf = ({ at, id }: Key): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** Throws REFUSED for what was no cursor of ours. */
export function keyOf(cursor: string | undefined): Key | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [at, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof at === 'number' && typeof id === 'string') return { at, id };
  } catch {}
  throw new TelephonyError('REFUSED', 'after: the "next" of the page before would be right');
}

/** A page as it is told. */
export function told<Row, Shown>({ rows, next }: Page<Row>, shown: (row: Row) => Shown) {
  return { rows: rows.map(shown), ...(next !== undefined && { next: cursorOf(next) }) };
}

/** From when and to when: instants, or as people write them in the shop's zone. */
export function spanOf(
  { people, clock }: Pick<Web, 'people' | 'clock'>,
  { since, until }: { readonly since?: number | string | undefined; readonly until?: number | string | undefined },
): { readonly since?: number; readonly until?: number } {
  const { zone } = people.directory;
  const at = (said: number | string, edge: 'from' | 'to') =>
    typeof said === 'number' ? said : instantNamed(said, zone, Math.round(clock.now()))[edge];
  return {
    ...(since !== undefined && { since: at(since, 'from') }),
    ...(until !== undefined && { until: at(until, 'to') }),
  };
}

/** One form of a number, whatever form is typed. Throws REFUSED for what is none. */
export function numberOf({ people }: Pick<Web, 'people'>, typed: string | undefined) {
  if (typed === undefined) return {};
  const digits = typed.normalize('NFKC').replace(/[^\d+*#]/g, '');
  if (!/\d/.test(digits)) throw new TelephonyError('REFUSED', `${typed} is no number: its digits would be right`);
  return { number: { canonical: listKey(typed, people.directory.plan), digits } };
}
