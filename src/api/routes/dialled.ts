// SPDX-License-Identifier: GPL-2.0-or-later
// Whom does somebody call whose number he may not see? Him of a call, a customer, a promise: named by that, found here, by the right to see it.

import { TelephonyError } from '../../faults.js';
import type { contract } from '../contract/index.js';
import type { Given } from '../web.js';
import type { StoredOne } from './customers.js';
import { isWithin, reachOf } from './reach.js';

type Dialling = Pick<Given<typeof contract.verbs.makeCall>, 'web' | 'asker' | 'ask'>;

/** What is not there, or has no number for him. */
const missing = {
  call: (id: string) => `call ${id}`,
  customer: (id: string) => `customer ${id}`,
  callback: (id: string) => `callback ${id}`,
};

const REFERENCE = /^(call|customer|callback):([^:]+)(?::(\d{1,3}))?$/;

/** The destination itself, or the number that a reference means. Throws NOT_FOUND for what is not there, or not for him. */
export async function dialled(by: Dialling, to: string): Promise<string> {
  const [, kind, id = '', index = '0'] = REFERENCE.exec(to) ?? [];
  if (kind === undefined) return to;
  const find = { call: ofCall, customer: ofCustomer, callback: ofCallback }[kind as 'call' | 'customer' | 'callback'];
  const number = await find(by, id, Number(index));
  if (number == null) throw new TelephonyError('NOT_FOUND', missing[kind as keyof typeof missing](id));
  return `number:${number}`;
}

async function ofCall({ web, asker }: Dialling, id: string): Promise<string | null | undefined> {
  const found = await web.records.ask('timeline', { call: id });
  if (found === null) return undefined;
  const his = [...found.segments, ...found.calls].some(({ agent }) => agent === asker.id);
  if (!his && !(asker.rights.has('calls.read') && isWithin(found, reachOf(asker)))) return undefined;
  const call = found.calls.find((one) => one.id === id) ?? found.calls[0];
  return call?.direction === 'inbound' ? call.calling : call?.called;
}

async function ofCustomer({ ask }: Dialling, id: string, index: number): Promise<string | undefined> {
  const found = (await ask('customers.find', { what: id, most: 20 })) as StoredOne[];
  return found.find((one) => one.id === id)?.numbers[index];
}

async function ofCallback({ web, asker }: Dialling, id: string): Promise<string | undefined> {
  const row = (await web.openCallbacks.ask()).find((one) => one.id === id);
  if (row === undefined) return undefined;
  const his = row.agent === asker.id || (row.agent === null && asker.person.queues.includes(row.queue));
  const seen = asker.rights.has('callbacks.read') && (reachOf(asker)?.queues.includes(row.queue) ?? true);
  return his || seen ? row.number : undefined;
}
