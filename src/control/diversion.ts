// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a call go that is for somebody's telephone? There, or where he wants it: always, when he is busy, when he does not answer. Pure.

/** Where a call is sent on to. */
export type DivertTo =
  | { readonly agent: string }
  | { readonly station: string }
  | { readonly queue: string }
  /** A box, in which the caller leaves a message. */
  | { readonly message: string }
  /** An outside number, as it is dialled. */
  | { readonly number: string };

/** When a call goes elsewhere. */
export const FORWARDS = ['always', 'busy', 'noAnswer'] as const;
export type ForwardWhen = (typeof FORWARDS)[number];

/** What somebody has said of a telephone. */
export interface TelephoneWishes {
  /** It is not rung, but for what was asked for there. */
  readonly doNotDisturb: boolean;
  /** Who calls while somebody talks there is told by a tone, and not that it is busy. */
  readonly callWaiting: boolean;
  readonly forward: Readonly<Partial<Record<ForwardWhen, DivertTo>>>;
}

/** Nothing was said. */
export const NO_WISHES: TelephoneWishes = { doNotDisturb: false, callWaiting: false, forward: {} };

/** So often a call is sent on at most: two who forward to each other would send it for ever. */
export const MOST_HOPS = 3;

/** How the telephone is when a call comes to it. */
export interface TelephoneNow {
  readonly free: boolean;
  /** Somebody talks there, and could hear that another one calls. */
  readonly canKnock: boolean;
}

/** What becomes of a call at a telephone. */
export type Arrival =
  | { readonly name: 'ring' }
  /** He who talks there hears a tone. */
  | { readonly name: 'knock' }
  | { readonly name: 'forward'; readonly when: ForwardWhen; readonly to: DivertTo }
  | { readonly name: 'refuse'; readonly reason: 'busy' | 'doNotDisturb' };

/** A call comes to a telephone. Who is not to be disturbed is busy to others: where a busy one's calls go, go his. */
export function arrivalOf({ doNotDisturb, callWaiting, forward }: TelephoneWishes, now: TelephoneNow): Arrival {
  const { always, busy } = forward;
  if (always !== undefined) return { name: 'forward', when: 'always', to: always };
  if (now.free && !doNotDisturb) return { name: 'ring' };
  if (busy !== undefined) return { name: 'forward', when: 'busy', to: busy };
  if (doNotDisturb) return { name: 'refuse', reason: 'doNotDisturb' };
  return callWaiting && now.canKnock ? { name: 'knock' } : { name: 'refuse', reason: 'busy' };
}

/** For people, and for the log: `agent:1002`. */
export function divertName(to: DivertTo): string {
  if ('agent' in to) return `agent:${to.agent}`;
  if ('station' in to) return `station:${to.station}`;
  if ('message' in to) return `message:${to.message}`;
  return 'queue' in to ? `queue:${to.queue}` : `number:${to.number}`;
}
