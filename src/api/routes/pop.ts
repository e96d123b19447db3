// SPDX-License-Identifier: GPL-2.0-or-later
// What pops up when an agent's telephone rings? All that is known of the caller, put together before he lifts.

import { listKey } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { type Interaction, readable } from '../../store/index.js';
import type { contract } from '../contract/index.js';
import type { Given, Web } from '../web.js';
import { shownNotes } from './calls.js';
import { type StoredOne, shownCustomer } from './customers.js';

/** The box's `contact.now`. */
interface ContactNow {
  readonly id: string;
  readonly direction: string;
  readonly calling: string | null;
  readonly called: string | null;
  readonly accessNumber: string | null;
  readonly accessName: string | null;
  readonly queue: string | null;
  readonly data: Readonly<Record<string, string>>;
  readonly customer?: { readonly id: string };
  readonly area?: { readonly province: string; readonly city?: string };
}

const SHOWN = 10;

/** Of a call that is up; one that is over is told by the records, to whoever has had it. */
export async function popOf({ web, params, ask }: Given<typeof contract.calls.pop>): Promise<unknown> {
  const { agent, call } = params;
  const now = await (ask('contact.now', { agent, call }) as Promise<ContactNow>).catch((error: unknown) => {
    if (error instanceof TelephonyError && error.code === 'NOT_FOUND') return past(web, agent, call);
    throw error;
  });
  const number = (now.direction === 'inbound' ? now.calling : now.called) ?? undefined;
  const [customer] = (await (number === undefined && now.customer === undefined
    ? []
    : ask('customers.find', { what: now.customer?.id ?? number, most: 1 }))) as StoredOne[];
  const of = customer?.id ?? number;
  const [history, route, flow, promises] = await Promise.all([
    of === undefined
      ? []
      : historyOf(web, { numbers: customer?.numbers ?? [number ?? ''], customer: customer?.id, but: now.id }),
    web.records.ask('explained', { call }),
    web.records.ask('flowTrace', { call }),
    number === undefined ? [] : promisesTo(web, number),
  ]);
  const script = web.people.directory.queues.find(({ name }) => name === now.queue)?.script;
  const { kept } = web.database;
  const notes = [...kept.notesOf(now.id), ...(customer === undefined ? [] : kept.notesAbout(customer.id))];
  const known = new Map(notes.map((note) => [`${note.contact} ${note.person}`, note]));
  return {
    ...{ call, contact: now.id, data: now.data, route, history, promises },
    ...(number !== undefined && { number }),
    ...(now.area && { area: [now.area.province, now.area.city ?? ''].join(' ').trim() }),
    ...(now.accessNumber !== null && { accessNumber: now.accessNumber }),
    ...(now.accessName !== null && { accessName: now.accessName }),
    ...(now.queue !== null && { queue: now.queue }),
    ...(script !== undefined && { script }),
    ...(customer === undefined
      ? number !== undefined && { prefilled: { numbers: [number] } }
      : { customer: shownCustomer(customer) }),
    chosen: flow.flatMap(({ type, at, facts }) => chosenIn(type, at, facts as Readonly<Record<string, string>>)),
    notes: shownNotes(web, [...known.values()]),
  };
}

function chosenIn(type: string, at: number, { flow = '', step = '', outcome = '' }: Readonly<Record<string, string>>) {
  return type === 'flow.came' ? [{ flow, step, outcome, at }] : [];
}

/** Only to whom he has talked with. */
async function past({ records }: Web, agent: string, call: string): Promise<ContactNow> {
  const found = await records.ask('timeline', { call });
  const his =
    found?.segments.some((segment) => segment.agent === agent) || found?.calls.some((one) => one.agent === agent);
  const [first] = found?.calls ?? [];
  if (found === null || !his || first === undefined) throw new TelephonyError('NOT_FOUND', `call ${call}`);
  const { contact } = found;
  return {
    id: contact?.id ?? first.id,
    direction: first.direction,
    ...{ calling: first.calling, called: first.called, accessNumber: first.accessNumber, accessName: first.accessName },
    queue: first.queue,
    data: readable<Record<string, string>>(contact?.data ?? null, {}),
    ...(contact?.customer != null && { customer: { id: contact.customer } }),
  };
}

/** What was there with him before, each with what was recorded. */
export async function historyOf(
  { records }: Pick<Web, 'records'>,
  asked: {
    readonly numbers: readonly string[];
    readonly customer?: string | undefined;
    readonly but?: string;
    readonly most?: number;
  },
): Promise<readonly (Interaction & { readonly recordings: readonly string[] })[]> {
  const past = await records.ask('interactions', { most: SHOWN, ...asked });
  return Promise.all(
    past.map(async (one) => {
      const { rows } = await records.page('listedRecordings', { call: one.contact }, { most: 5 });
      return { ...one, recordings: rows.map(({ id }) => id) };
    }),
  );
}

/** Open promises to a number. */
async function promisesTo({ openCallbacks, people }: Web, number: string) {
  const key = listKey(number, people.directory.plan);
  return (await openCallbacks.ask())
    .filter((row) => row.number === key)
    .map(({ id, queue, due, state, note }) => ({ id, queue, due, state, note }));
}
