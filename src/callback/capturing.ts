// SPDX-License-Identifier: GPL-2.0-or-later
// Into which request does a captured call go? A new one, or the open one of its number; and what if the disk refuses it?

import type { Clock, Ids, Instant } from '../kernel/index.js';
import type { CallbackState } from './callback-state.js';
import { type CapturedCall, captureRow, newRequest } from './capture.js';
import { type Captured, Captures } from './captures.js';
import type { OpenRequests } from './open-requests.js';
import { exhausted } from './retry.js';
import type { CallbackChange } from './rows.js';
import type { CallbackSettings } from './settings.js';

/** Takes captures into the open requests. See the methods of the same names of `Callbacks`. */
export class Capturing {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #open: OpenRequests;
  readonly #captures = new Captures();

  constructor(clock: Clock, ids: Ids, open: OpenRequests) {
    this.#clock = clock;
    this.#ids = ids;
    this.#open = open;
  }

  capture(call: CapturedCall, settings: CallbackSettings): Captured {
    const before = this.#captures.of(call.call);
    if (before !== undefined) return { ...before, changes: [] };

    const at = this.#clock.now();
    const open = this.#openFor(call.number.number);
    const captured = open === undefined ? this.#first(call, settings, at) : this.#further(open.request.id, call, at);
    this.#captures.begin(call.call, captured);
    this.#open.refresh(captured.request);
    return captured;
  }

  written(call: string): void {
    const captured = this.#captures.written(call);
    if (captured === undefined) return;
    this.#open.settled(captured.changes, { written: true });
    this.#open.refresh(captured.request);
  }

  failed(call: string): void {
    const captured = this.#captures.end(call);
    if (captured === undefined) return;
    this.#open.settled(captured.changes, { written: false }); // a call of ours that it cut short is still to be written
    this.#open.send(captured.request, { type: 'uncaptured', call });
  }

  promiseBegan(call: string): void {
    const captured = this.#captures.of(call);
    if (captured !== undefined) this.#open.send(captured.request, { type: 'promiseBegan', call });
  }

  ended(call: string): void {
    this.promiseBegan(call); // or never will
    const captured = this.#captures.end(call);
    if (captured !== undefined) this.#open.refresh(captured.request);
  }

  /** Whether a request may be worked on. */
  isWritten(request: string): boolean {
    return this.#captures.isWritten(request);
  }

  /** The request that this call joins. One whose last SETUP is under way cannot keep another promise: it makes room for a new one. */
  #openFor(number: string): CallbackState | undefined {
    const open = this.#open.ofNumber(number);
    if (open === undefined || !isLastCall(open) || open.promising.length > 0) return open;
    this.#open.send(open.request.id, { type: 'spent' });
    return this.#open.ofNumber(number);
  }

  #first(call: CapturedCall, settings: CallbackSettings, at: Instant): Captured {
    const request = this.#ids.next('callback');
    const { state, changes } = newRequest(call, request, settings, at);
    this.#open.add(state);
    return { request, merged: false, changes: [...this.#open.unconfirmed(call.number.number), ...changes] };
  }

  #further(request: string, call: CapturedCall, at: Instant): Captured {
    const { origin: _, ...about } = call.about ?? {};
    const known = { ...(call.accessNumber !== '' && { accessNumber: call.accessNumber }), ...about };
    const event = {
      type: 'captured',
      call: call.call,
      promised: call.promised,
      slot: call.slot,
      about: known,
    } as const;
    const changes = this.#open.collect(request, event);
    const before = this.#open.unconfirmed(call.number.number); // the end of an earlier request may have been refused
    const capture: CallbackChange = { type: 'capture', row: captureRow(call, request, at) };
    return { request, merged: true, changes: [...before, ...changes, capture] };
  }
}

/** Whether his telephone is being dialled for the last time of this request. Once he has answered, the talk decides. */
function isLastCall({ request, settings, phase }: CallbackState): boolean {
  if (phase.name !== 'committing' && phase.name !== 'dialling') return false;
  return exhausted({ attempts: 0, setups: request.setups }, settings) === 'setups';
}
