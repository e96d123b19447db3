// SPDX-License-Identifier: GPL-2.0-or-later
// What is asked less strictly of agents when a call has waited a while? One list of steps, in the order of their times; pure.

import type { Destination } from '../config/index.js';
import type { Duration, Instant } from '../kernel/index.js';
import type { Need } from './needs.js';

/** A step: what holds no longer, or holds besides, when a call has waited so long. */
export interface Relaxation {
  /** From its coming into the queue, not from the time of its place. */
  readonly after: Duration;
  /** Needs above this level are lowered to it. */
  readonly level?: number;
  /** This skill is needed no more. */
  readonly drop?: string;
  /** It waits in one more queue. */
  readonly also?: string;
  /** Seats up to this penalty are for it. A list that names one begins with 0. */
  readonly penalty?: number;
  /** No longer only one agent. */
  readonly anybody?: true;
  /** It leaves its queues and goes there. */
  readonly to?: Destination;
}

/** What of a waiting call can be relaxed. */
export interface Relaxing {
  readonly arrivedAt: Instant;
  readonly queues: readonly string[];
  readonly needs: readonly Need[];
  readonly penalty?: number | undefined;
  readonly only?: string | undefined;
  readonly relax: readonly Relaxation[];
}

/** The same call after the steps that are due at `at`, up to the first that sends it away. */
export function relaxedAt<Call extends Relaxing>(call: Call, at: Instant): Call {
  let next = call;
  for (let [first] = next.relax; first !== undefined; [first] = next.relax) {
    if (first.to !== undefined || next.arrivedAt + first.after > at) break;
    next = relaxedBy(next, first);
  }
  return next;
}

/** When the next step is due. */
export function relaxAt({ relax: [first], arrivedAt }: Relaxing): Instant {
  return first === undefined ? Number.POSITIVE_INFINITY : arrivedAt + first.after;
}

/** Where a call goes whose next step sends it away. */
export function sentAt(call: Relaxing, at: Instant): Destination | undefined {
  return relaxAt(call) <= at ? call.relax[0]?.to : undefined;
}

/** What a call needs, and where it waits, when all its steps have come. */
export function wholly<Call extends Relaxing>(call: Call): Call {
  const staying = call.relax.filter(({ to }) => to === undefined);
  return relaxedAt({ ...call, relax: staying }, Number.POSITIVE_INFINITY);
}

/** The penalty up to which seats are for a call at first; undefined: all are. */
export function penaltyAtFirst(relax: readonly Relaxation[]): 0 | undefined {
  return relax.some(({ penalty }) => penalty !== undefined) ? 0 : undefined;
}

function relaxedBy<Call extends Relaxing>(call: Call, { level, drop, also, penalty, anybody }: Relaxation): Call {
  const kept = call.needs.filter(({ skill }) => skill !== drop);
  return {
    ...call,
    needs: level === undefined ? kept : kept.map((need) => ({ ...need, level: Math.min(need.level, level) })),
    queues: also === undefined || call.queues.includes(also) ? call.queues : [...call.queues, also],
    ...(penalty === undefined ? {} : { penalty }),
    ...(anybody && { only: undefined }),
    relax: call.relax.slice(1),
  };
}
