// SPDX-License-Identifier: GPL-2.0-or-later
// Which reports can be chosen, divided by what, and what can one of the shop's own measure? A test holds them against those that are made.

import type { Asked, contract } from '../../api/contract/index.js';

type Show = Asked<typeof contract.reports.show>;
export type Query = NonNullable<Show['query']>;
export type Kind = Show['params']['kind'];
export type Division = NonNullable<Query['by']>;

export const KINDS = [
  'traffic',
  'agents',
  'waits',
  'causes',
  'trunks',
  'wave',
  'bill',
  'conversion',
  'incoming',
  'outgoing',
  'custom',
] as const satisfies readonly Kind[];
const OF_TIME: readonly Division[] = ['hour', 'weekday', 'day', 'week', 'month'];
const DIVISIONS: readonly Division[] = ['queue', 'access-number', ...OF_TIME];
/** Of a custom report; advertisements divide traffic alone. */
export const ALL_DIVISIONS: readonly Division[] = [...DIVISIONS, 'agent'];
/** What a custom report can measure; the box knows no others. */
export const MEASURES = [
  ...(['offered', 'answered', 'abandoned', 'deflected', 'blocked', 'inProgress', 'lost'] as const),
  ...(['waitsAnswered', 'waitsAbandoned', 'overflowed', 'serviceLevel', 'abandonRate'] as const),
  ...(['averageSpeedOfAnswer', 'averageTimeToAbandon', 'longestWait', 'handled', 'talk', 'hold'] as const),
] as const;
/** By what each may be divided. */
export const DIVIDED: Readonly<Partial<Record<Kind, readonly Division[]>>> = {
  traffic: [...DIVISIONS, 'slot'],
  trunks: OF_TIME,
  bill: ALL_DIVISIONS,
};
