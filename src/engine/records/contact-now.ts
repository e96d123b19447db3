// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of a customer while his call is up? For programs that are told of it at this moment; it stands in no log.

import { contactOf } from '../../cdr/index.js';
import type { ContactData } from '../../contact/index.js';
import type { CallRecord } from './call-record.js';

/** A contact at this moment. Personal. */
export interface ContactNow {
  readonly id: string;
  readonly direction: string;
  /** In canonical form, else as the exchange gave it; null: withheld. */
  readonly calling: string | null;
  /** Of a call that we make: whom it is to. */
  readonly called: string | null;
  readonly accessNumber: string | null;
  readonly accessName: string | null;
  /** Where he waits, or waited last. */
  readonly queue: string | null;
  readonly data: ContactData;
}

export function contactNow({ identity, history: { facts } }: CallRecord): ContactNow {
  const queued = facts.findLast((fact) => fact.type === 'queued');
  const attached = facts.findLast((fact) => fact.type === 'dataAttached');
  return {
    id: contactOf(identity),
    direction: identity.direction,
    calling: identity.calling ?? identity.callingRaw ?? null,
    called: identity.called ?? null,
    accessNumber: identity.accessNumber ?? null,
    accessName: identity.accessName ?? null,
    queue: queued?.queue ?? identity.queue ?? null,
    data: attached?.data ?? {},
  };
}
