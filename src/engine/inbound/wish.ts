// SPDX-License-Identifier: GPL-2.0-or-later
// What does a caller wish who has been promised a callback? One question: today, tomorrow, or never; who presses nothing has said nothing.

import type { Callbacks } from '../../callback/index.js';
import type { Wish } from '../../config/index.js';
import { nextOpening, type TelephoneNumber, timeOn } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Dialogue } from '../../ivr/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { Contact } from '../contacts/index.js';
import { callbackSettings, type Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'doNotCall' | 'log' | 'records'> & { readonly callbacks: Callbacks };

/** Whom it is about. */
interface Promised {
  readonly request: string;
  readonly number: TelephoneNumber;
}

const DAY: Duration = 86_400_000;

/** Asks, if the file says so, and does as he wishes. A question that cannot be spoken is not asked. Rejects with LEG_CLEARED. */
export async function askWish(rooms: Needs, contact: Contact, dialogue: Dialogue, promised: Promised): Promise<void> {
  const { question } = rooms.config.surge;
  if (question === undefined) return;
  const { prompt, wait, options } = question;
  const choices = Object.keys(options).join('');
  const key = await dialogue.menu(prompt, { choices, attempts: 1, timeout: wait }).catch((error: unknown) => {
    if (contact.leg.signal.aborted) throw error;
    rooms.log.error({ err: error }, 'the question after the promise cannot be spoken');
    return undefined;
  });
  const wish = key === undefined ? undefined : options[key];
  if (wish !== undefined) grant(rooms, contact, wish, promised);
}

function grant(rooms: Needs, { call: { id: call } }: Contact, wish: Wish, { request, number }: Promised): void {
  const { callbacks, clock, doNotCall, records } = rooms;
  records.event('promise.wished', { call, request, wish });
  if (wish === 'tomorrow') callbacks.postpone(request, tomorrow(rooms));
  if (wish !== 'doNotCall') return;
  doNotCall.add(number.number);
  const at = Math.round(clock.now());
  const row = { number: number.number, at, reason: 'optOut', by: 'customer' };
  const batch = records.batch().put('doNotCall', row);
  records.write(batch.event('doNotCall.added', { number: number.number, reason: 'optOut' }, records.now()), 'a wish');
  strike(rooms, request);
}

/** One that is being promised once more, to another call of the number, stays: it is not dialled, for the number is listed. */
function strike({ callbacks, log }: Needs, request: string): void {
  try {
    callbacks.cancel(request);
  } catch (error) {
    if (!(error instanceof TelephonyError)) throw error;
    log.info({ request, reason: error.message }, 'a promise that is not wished cannot be struck');
  }
}

/** When the window opens tomorrow, or after it; at 09:00 if it never does: then it is the calendar that holds him back. */
function tomorrow({ clock, config }: Needs): Instant {
  const now = clock.utc(clock.now());
  const midnight = timeOn(config.zone, now + DAY, '00:00');
  const due = nextOpening(callbackSettings(config).window, midnight) ?? timeOn(config.zone, midnight, '09:00');
  return due - (now - clock.now());
}
