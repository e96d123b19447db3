// SPDX-License-Identifier: GPL-2.0-or-later
// What can people and programs do with requests? Put one in, change it, strike it.

import type { TelephoneNumber } from '../dialling/index.js';
import { TelephonyError } from '../faults.js';
import type { Clock, Ids, Instant } from '../kernel/index.js';
import { type RequestWish, requestRow, type Slot } from './callback-state.js';
import type { Capturing } from './capturing.js';
import type { OpenRequests } from './open-requests.js';
import type { CallbackPorts } from './ports.js';
import type { RequestAbout, RequestRow, Visitor } from './rows.js';
import type { CallbackSettings } from './settings.js';

/** A request that no computer agent has captured. */
export interface AskedCallback {
  readonly number: TelephoneNumber;
  readonly queue: string;
  /** Whether its customer has been told, or has asked, that he will be called. */
  readonly promised: boolean;
  readonly about: Partial<RequestAbout> & Pick<RequestAbout, 'origin'>;
  readonly slot?: Slot | undefined;
  /** The call that it comes from: it makes one request at most. */
  readonly call?: string;
  /** The person or program who puts it in, to whom it is counted. */
  readonly by?: string;
  /** He asked for it on a web page. */
  readonly visitor?: Visitor | undefined;
}

/** What became of it. `merged`: its number has an open request, which it joined. */
export interface Asked {
  readonly request: string;
  readonly merged: boolean;
}

interface WishParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly open: OpenRequests;
  readonly capturing: Capturing;
  readonly ports: CallbackPorts;
}

/** Requests by people's wish. */
export class Wishes {
  readonly #parts: WishParts;

  constructor(parts: WishParts) {
    this.#parts = parts;
  }

  /** Resolves when it is on the disk; rejects when the disk refuses it. */
  async create(asked: AskedCallback, settings: CallbackSettings): Promise<Asked> {
    const { clock, ids, capturing, ports } = this.#parts;
    const { number, queue, promised, about, slot, by, visitor, call = ids.next('asked') } = asked;
    const source = 'callingNumber';
    const accessNumber = about.accessNumber ?? '';
    const captured = capturing.capture(
      { call, number, queue, accessNumber, arrivedAt: clock.now(), source, promised, about, slot },
      settings,
    );
    const { request, merged, changes } = captured;
    if (changes.length === 0) return { request, merged };
    try {
      const written = changes.filter(({ type }) => type !== 'capture'); // no call was captured
      const came = visitor && { visitor: { ...visitor, note: about.note } };
      const counted =
        by === undefined ? [] : [{ type: 'asked' as const, request, number: number.number, by, queue, ...came }];
      await ports.commit([...written, ...counted]);
    } catch (error) {
      capturing.failed(call);
      throw error;
    }
    capturing.written(call);
    capturing.ended(call);
    return { request, merged };
  }

  /** Another queue, agent, time or note. Throws NOT_FOUND, and REFUSED while it is being called for anything but a note. */
  change(request: string, wish: RequestWish): RequestRow {
    const { open } = this.#parts;
    const state = open.get(request);
    if (state === undefined) throw new TelephonyError('NOT_FOUND', `callback ${request} is not open`);
    const { note: _, ...more } = wish;
    if (Object.keys(more).length > 0 && state.phase.name !== 'open')
      throw new TelephonyError('REFUSED', `callback ${request} is ${state.phase.name}`);
    open.send(request, { type: 'changed', change: wish });
    return requestRow(open.get(request) ?? state);
  }

  /** Not before then, as its customer wishes; one that is under way goes on. */
  postpone(request: string, due: Instant): void {
    const { open } = this.#parts;
    open.send(request, { type: 'postponed', due });
    open.refresh(request);
  }

  /** Throws NOT_FOUND, REFUSED. */
  cancel(request: string): void {
    const { open } = this.#parts;
    if (open.get(request) === undefined) throw new TelephonyError('NOT_FOUND', `callback ${request} is not open`);
    open.send(request, { type: 'cancelled' });
    if (open.get(request) === undefined) return;
    throw new TelephonyError('REFUSED', `callback ${request}: the number is just being promised another one`);
  }
}
