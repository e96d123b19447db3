// SPDX-License-Identifier: GPL-2.0-or-later
// Calls and recordings of the records; what pops up when a telephone rings; notes of a contact.

import { TelephonyError } from '../../faults.js';
import { LOST, REPORT_METHODS, UNWANTED } from '../../report/index.js';
import { type ListedCall, type ListedRecording, type Reach, readable, type Timeline } from '../../store/index.js';
import type { contract } from '../contract/index.js';
import type { Given, Handlers, Web } from '../web.js';
import { keyOf, numberOf, spanOf, told } from './pages.js';
import { popOf } from './pop.js';
import { isWithin, reachOf } from './reach.js';

type Listed = Given<typeof contract.calls.list>;

/** A page of the calls that are wanted. */
export async function callsPage(web: Web, query: Listed['query'], reach?: Reach) {
  const { agent, queue, lost } = query;
  const asked = {
    ...spanOf(web, query),
    ...numberOf(web, query.number),
    ...(agent !== undefined && { agent }),
    ...(queue !== undefined && { queue }),
    ...(reach !== undefined && { reach }),
    ...(lost === true && { ended: { as: LOST, notFor: UNWANTED } }),
    now: Math.round(web.clock.now()),
  };
  const read = await web.records.page('listedCalls', asked, { after: keyOf(query.after), most: query.most });
  return told(read, callRow);
}

export function callRow({ detail: _, callingRaw: _r, callingType: _t, callingPresentation: _p, ...row }: ListedCall) {
  const { redirecting: _f, recordings, ...rest } = row;
  return { ...rest, recordings: recordings.map(({ id, state }) => ({ id, state })) };
}

/** Throws NOT_FOUND, and REFUSED for an ending that several have. */
export async function callNamed({ records }: Pick<Web, 'records'>, id: string): Promise<string> {
  const [call, another] = await records.ask('callsNamed', { id });
  if (call === undefined) throw new TelephonyError('NOT_FOUND', `call ${id}`);
  if (another !== undefined) throw new TelephonyError('REFUSED', `${id}: several calls end in this, ${call} is one`);
  return call;
}

async function timeline(given: Given<typeof contract.calls.timeline>) {
  const { web, asker, params } = given;
  const { records } = web;
  const call = await callNamed(web, params.call);
  const found = await records.ask('timeline', { call });
  if (found === null || !isWithin(found, reachOf(asker))) throw new TelephonyError('NOT_FOUND', `call ${call}`);
  await noteLook(given, 'call.opened', call);
  const contact = found.contact?.id ?? call;
  return {
    ...shownTimeline(found),
    notes: shownNotes(web, web.database.kept.notesOf(contact)),
    route: await records.ask('explained', { call }),
    flow: await records.ask('flowTrace', { call }),
  };
}

/** Who has looked at what is in the audit, of all who may write there. */
export async function noteLook(
  { asker, ask }: Pick<Given<typeof contract.calls.timeline>, 'asker' | 'ask'>,
  what: string,
  subject: string,
): Promise<void> {
  if (asker.rights.has('audit.note')) await ask('audit.note', { what, subject });
}

function shownTimeline({ contact, calls, legs, segments, recordings, wrapUpCodes, requests }: Timeline) {
  return {
    contact: contact && { ...contact, data: readable<Record<string, string>>(contact.data, {}) },
    calls: calls.map(
      ({ detail: _, callingRaw: _r, callingType: _t, callingPresentation: _p, redirecting: _f, ...row }) => row,
    ),
    legs: legs.map(({ detail: _, ...leg }) => leg),
    segments: segments.map(({ id: _, ...segment }) => segment),
    recordings: recordings.map(shownRecording),
    wrapUpCodes,
    requests: requests.map(({ detail: _, wants: _w, ...request }) => request),
  };
}

export function shownRecording({
  file: _,
  detail: _d,
  leftover: _l,
  place,
  key,
  held,
  ...row
}: Timeline['recordings'][number] | ListedRecording) {
  return { ...row, held: held === 1, sealed: key !== null, archived: place === 'archive' };
}

export function shownNotes({ people }: Pick<Web, 'people'>, notes: ReturnType<Web['database']['kept']['notesOf']>) {
  return notes.map(({ contact, person: by, text, at }) => ({ contact, by, byName: people.nameOf(by), text, at }));
}

export const calls: Handlers<'calls'> = {
  list: ({ web, asker, query }) => callsPage(web, query, reachOf(asker)),
  mine: ({ web, params, query }) => callsPage(web, { ...query, agent: params.agent }),
  timeline,
  pop: popOf,
  tryRoute: ({ body, ask }) => ask('route.try', body),
  report: ({ web, params, query }) =>
    REPORT_METHODS[params.name === 'wave' ? 'report.wave' : 'report']?.(web.reports, { ...query, name: params.name }),
  notes: ({ web, params }) => shownNotes(web, web.database.kept.notesOf(params.contact)),
  saveNote: ({ web, asker, params, body }) => {
    const at = Math.round(web.clock.now());
    const { text, customer = null } = body;
    web.database.kept.saveNote({ contact: params.contact, person: asker.id, customer, text, at });
    return { contact: params.contact, by: asker.id, byName: asker.person.name, text, at };
  },
};
