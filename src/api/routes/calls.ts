// SPDX-License-Identifier: GPL-2.0-or-later
// Calls and recordings of the records; what pops up when a telephone rings; notes of a contact.

import { TelephonyError } from '../../faults.js';
import { LOST, UNWANTED } from '../../report/index.js';
import type { ListedCall, ListedRecording, Timeline } from '../../store/index.js';
import type { contract } from '../contract/index.js';
import { soundFile } from '../http/sound.js';
import type { Given, Handlers, Web } from '../web.js';
import { keyOf, numberOf, spanOf, told } from './pages.js';
import { popOf } from './pop.js';

type Listed = Given<typeof contract.calls.list>;

async function page(web: Web, query: Listed['query']) {
  const { agent, queue, lost } = query;
  const asked = {
    ...spanOf(web, query),
    ...numberOf(web, query.number),
    ...(agent !== undefined && { agent }),
    ...(queue !== undefined && { queue }),
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
async function callNamed({ records }: Pick<Web, 'records'>, id: string): Promise<string> {
  const [call, another] = await records.ask('callsNamed', { id });
  if (call === undefined) throw new TelephonyError('NOT_FOUND', `call ${id}`);
  if (another !== undefined) throw new TelephonyError('REFUSED', `${id}: several calls end in this, ${call} is one`);
  return call;
}

async function timeline({ web, params }: Given<typeof contract.calls.timeline>) {
  const { records } = web;
  const call = await callNamed(web, params.call);
  const found = await records.ask('timeline', { call });
  if (found === null) throw new TelephonyError('NOT_FOUND', `call ${call}`);
  const contact = found.contact?.id ?? call;
  return {
    ...shownTimeline(found),
    notes: shownNotes(web, web.database.kept.notesOf(contact)),
    route: await records.ask('explained', { call }),
    flow: await records.ask('flowTrace', { call }),
  };
}

function shownTimeline({ contact, calls, legs, segments, recordings, wrapUpCodes, requests }: Timeline) {
  return {
    contact: contact && { ...contact, data: contact.data === null ? {} : JSON.parse(contact.data) },
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
  held,
  ...row
}: Timeline['recordings'][number] | ListedRecording) {
  return { ...row, held: held === 1 };
}

export function shownNotes({ people }: Pick<Web, 'people'>, notes: ReturnType<Web['database']['kept']['notesOf']>) {
  return notes.map(({ contact, person: by, text, at }) => ({ contact, by, byName: people.nameOf(by), text, at }));
}

export const calls: Handlers<'calls'> = {
  list: ({ web, query }) => page(web, query),
  mine: ({ web, params, query }) => page(web, { ...query, agent: params.agent }),
  timeline,
  pop: popOf,
  tryRoute: ({ body, ask }) => ask('route.try', body),
  report: ({ params, query, ask }) =>
    params.name === 'wave' ? ask('report.wave', query) : ask('report', { name: params.name, ...query }),
  notes: ({ web, params }) => shownNotes(web, web.database.kept.notesOf(params.contact)),
  saveNote: ({ web, asker, params, body }) => {
    const at = Math.round(web.clock.now());
    const { text, customer = null } = body;
    web.database.kept.saveNote({ contact: params.contact, person: asker.id, customer, text, at });
    return { contact: params.contact, by: asker.id, byName: asker.person.name, text, at };
  },
};

export const recordings: Handlers<'recordings'> = {
  list: async ({ web, query }) => {
    const { agent, call } = query;
    const asked = {
      ...spanOf(web, query),
      ...numberOf(web, query.number),
      ...(agent !== undefined && { agent }),
      ...(call !== undefined && { call: await callNamed(web, call) }),
    };
    const read = await web.records.page('listedRecordings', asked, { after: keyOf(query.after), most: query.most });
    return told(read, (row) => ({ ...shownRecording(row), number: row.number, direction: row.direction }));
  },
  hear: async ({ web, asker, params, query, request, reply, ask }) => {
    if (query.download === true && !asker.rights.has('recordings.download'))
      throw new TelephonyError('FORBIDDEN', `${asker.id} has not the right recordings.download`);
    const { rows } = await web.records.page('listedRecordings', { id: params.recording }, { most: 2 });
    const [row] = rows.filter(({ id }) => id === params.recording);
    if (row === undefined) throw new TelephonyError('NOT_FOUND', `recording ${params.recording}`);
    const what = query.download === true ? 'recording.downloaded' : 'recording.heard';
    // A player asks for pieces; he heard it once.
    if (request.headers.range === undefined || /^bytes=0-/.test(request.headers.range))
      await ask('audit.note', { what, subject: row.id });
    const folder = web.people.directory.recordings;
    return soundFile(
      { folder, file: row.file, name: query.download === true ? `${row.id}.wav` : undefined },
      request,
      reply,
    );
  },
};
