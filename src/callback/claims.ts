// SPDX-License-Identifier: GPL-2.0-or-later
// Who has taken which request, and may it be dialled? Leases, of agents and of the system.

import { TelephonyError } from '../faults.js';
import type { Clock, Ids } from '../kernel/index.js';
import { type CallbackEvent, type CallbackState, requestRow } from './callback-state.js';
import { CallingCalendar } from './calling-calendar.js';
import type { Sought } from './candidates.js';
import type { OpenRequests } from './open-requests.js';
import type { RequestRow } from './rows.js';
import { type CallingTime, isInWindow, mayCall, withinLimits } from './selection.js';
import { type CallbackOrder, type CallbackSettings, queueCallbacks } from './settings.js';
import { refusal } from './under-way.js';

/** A request that somebody has taken to dial it. */
export interface Claim {
  readonly lease: string;
  readonly order: CallbackOrder;
  readonly request: RequestRow;
}

/** How an attempt is made, where it is not as its queue says. */
export interface DialledHow {
  readonly order?: CallbackOrder;
  readonly direct?: true;
}

interface ClaimParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly open: OpenRequests;
  readonly isWritten: (request: string) => boolean;
}

/** The leases of open requests. */
export class Claims {
  readonly #parts: ClaimParts;
  readonly #calendar = new CallingCalendar();
  settings: CallbackSettings;
  /** While it is held nobody is dialled. */
  held = false;

  constructor(parts: ClaimParts, settings: CallbackSettings) {
    this.#parts = parts;
    this.settings = settings;
  }

  /** What clock and calendar say now. */
  get time(): CallingTime {
    const { clock } = this.#parts;
    const now = clock.now();
    return this.#calendar.at(this.settings, now, clock.utc(now) - now);
  }

  /** Takes the first of these. */
  first(sought: Sought, owner: string): Claim | undefined {
    const first = this.peek(sought);
    return first && this.claim(first, owner);
  }

  /** The first of these, untouched. */
  peek(sought: Sought): CallbackState | undefined {
    return this.held ? undefined : this.#parts.open.candidates.first(sought, this.time);
  }

  /** One request for an agent, out of turn. Throws NOT_FOUND, REFUSED. */
  take(request: string, agent: string): Claim {
    const { open, isWritten } = this.#parts;
    const state = open.get(request);
    if (state === undefined) throw new TelephonyError('NOT_FOUND', `callback ${request} is not open`);
    const calls = open.history.to(state.request.number);
    if (this.held || !isWritten(request) || !mayCall(state, calls, this.time))
      throw new TelephonyError('REFUSED', refusal(state));
    return this.claim(state, agent);
  }

  claim({ request: { id } }: CallbackState, owner: string): Claim {
    const { ids, open } = this.#parts;
    const lease = ids.next('lease');
    open.send(id, { type: 'lease', lease, owner });
    const state = open.get(id);
    if (state?.phase.name !== 'leased') throw new TelephonyError('REFUSED', `callback ${id} is taken`);
    return { lease, order: queueCallbacks(state.settings, state.request.queue).order, request: requestRow(state) };
  }

  /** Dials what was claimed: for the agent who claimed it, or who accepted the system's offer. Gives the attempt's id. */
  dial(lease: string, agent?: string, { order, direct }: DialledHow = {}): string | undefined {
    const { open, clock, ids } = this.#parts;
    const state = open.ofToken(lease);
    if (state?.phase.name !== 'leased') return undefined;
    const calls = open.history.to(state.request.number);
    // Time has gone by since it was claimed: the limits may be others now, and the window closed.
    if (this.held || !isInWindow(state.request, this.time) || !withinLimits(this.settings, calls, clock.now())) {
      this.release(lease);
      return undefined;
    }
    const attempt = ids.next('attempt');
    const usual = queueCallbacks(state.settings, state.request.queue).order;
    const event: CallbackEvent = {
      type: 'dial',
      lease,
      attempt,
      order: order ?? usual,
      ...(agent === undefined ? {} : { agent }),
      ...(direct && { direct }),
    };
    open.send(state.request.id, event);
    return attempt;
  }

  /** A claim or an offer that nobody follows up. */
  release(lease: string): void {
    const state = this.#parts.open.ofToken(lease);
    if (state !== undefined) this.#parts.open.send(state.request.id, { type: 'released', lease });
  }
}
