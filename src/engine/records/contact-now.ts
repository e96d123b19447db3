// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of a customer while his call is up? For programs that are told of it at this moment; it stands in no log.

import { contactOf } from '../../cdr/index.js';
import type { ContactData } from '../../contact/index.js';
import type { KnownCustomer } from '../../customer/index.js';
import type { Interaction } from '../../store/index.js';
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
  /** Whose number it is, by the shop's directory. */
  readonly customer?: Pick<KnownCustomer, 'id' | 'name' | 'address' | 'grade' | 'language'>;
  /** What there was with him, or his number, before: the last ten, the newest first. */
  readonly history?: readonly Interaction[];
}

export function contactNow({ identity, past, history: { facts } }: CallRecord, known?: KnownCustomer): ContactNow {
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
    ...(known !== undefined && { customer: shownOf(known) }),
    ...(past.length > 0 && { history: past }),
  };
}

function shownOf({ id, name, address, grade, language }: KnownCustomer): NonNullable<ContactNow['customer']> {
  return { id, name, grade, ...(address !== undefined && { address }), ...(language !== undefined && { language }) };
}
