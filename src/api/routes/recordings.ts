// SPDX-License-Identifier: GPL-2.0-or-later
// Recordings: searched in the records, read from where they lie; what people say of them goes to the box.

import { statSync } from 'node:fs';
import { TelephonyError } from '../../faults.js';
import { openSound, type Sound, sideOf, waveformOf } from '../../recording/index.js';
import { type ListedRecording, recordingFile } from '../../store/index.js';
import type { contract } from '../contract/index.js';
import { Compressor, soundOf } from '../http/compressed.js';
import { sendSound } from '../http/sound.js';
import type { Given, Handlers, Web } from '../web.js';
import { callNamed, shownRecording } from './calls.js';
import { keyOf, numberOf, spanOf, told } from './pages.js';
import { reachOf } from './reach.js';

const compressor = new WeakMap<Web, Compressor>();

type Asking = Pick<Given<typeof contract.recordings.list>, 'web' | 'asker'>;

async function list({ web, asker, query }: Given<typeof contract.recordings.list>) {
  const { after, most, number, since, until, call, ...filters } = query;
  const asked = {
    ...filters,
    ...spanOf(web, { since, until }),
    ...numberOf(web, number),
    ...(call !== undefined && { call: await callNamed(web, call) }),
    reach: reachOf(asker),
  };
  const read = await web.records.page('listedRecordings', asked, { after: keyOf(after), most });
  return told(read, (row) => ({
    ...shownRecording(row),
    tags: row.tags === null ? [] : row.tags.split(','),
    ...brokenOf(web, row),
  }));
}

/** What cannot be played is shown as such: nobody has to try. */
function brokenOf({ people }: Web, row: ListedRecording): { readonly broken?: 'missing' | 'truncated' } {
  if (row.state === 'recording') return {};
  try {
    const { size } = statSync(recordingFile(row, people.directory));
    return row.key === null && row.bytes !== null && size < row.bytes ? { broken: 'truncated' } : {};
  } catch {
    return { broken: 'missing' };
  }
}

/** Throws NOT_FOUND for one that is not there, or not of his queues. */
async function rowOf({ web, asker }: Asking, id: string): Promise<ListedRecording> {
  const { rows } = await web.records.page('listedRecordings', { id, reach: reachOf(asker) }, { most: 2 });
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new TelephonyError('NOT_FOUND', `recording ${id}`);
  return row;
}

async function hear(given: Given<typeof contract.recordings.hear>) {
  const { web, asker, params, query, request, reply, ask } = given;
  const { download = false, side, as = 'wav' } = query;
  if (download && !asker.rights.has('recordings.download'))
    throw new TelephonyError('FORBIDDEN', `${asker.id} has not the right recordings.download`);
  const row = await rowOf(given, params.recording);
  const sound = await openSound(row, web.people.directory);
  try {
    // A player asks for pieces; he heard it once.
    if (request.headers.range === undefined || /^bytes=0-/.test(request.headers.range))
      await ask('audit.note', { what: download ? 'recording.downloaded' : 'recording.heard', subject: row.id });
    const wanted = side === undefined ? sound : await sideOf(sound, side);
    const smaller = as === 'wav' ? undefined : await compressed(web, wanted, { key: `${row.id} ${side ?? ''}`, as });
    if (smaller === undefined)
      return sendSound(wanted, { name: download ? `${row.id}.wav` : undefined }, request, reply);
    await sound.close();
    const { type, bytes } = smaller;
    return sendSound(soundOf(bytes), { type, name: download ? `${row.id}.${as}` : undefined }, request, reply);
  } catch (error) {
    await sound.close();
    throw error;
  }
}

function compressed(web: Web, sound: Sound, { key, as }: { readonly key: string; readonly as: 'mp3' | 'opus' }) {
  const made = compressor.get(web) ?? new Compressor();
  compressor.set(web, made);
  return made.make(key, as, sound);
}

export const recordings: Handlers<'recordings'> = {
  list,
  hear,
  deleted: async ({ web, asker, query }) => {
    const asked = { ...spanOf(web, query), reach: reachOf(asker) };
    const { rows } = await web.records.page('deletedRecordings', asked, { most: 500 });
    return rows.map(({ file: _, bytes: _b, ...row }) => row);
  },
  waveform: async ({ web, asker, params, query }) => {
    const sound = await openSound(await rowOf({ web, asker }, params.recording), web.people.directory);
    try {
      return await waveformOf(sound, query.points);
    } finally {
      await sound.close();
    }
  },
  marks: async ({ web, asker, params, ask }) => {
    await rowOf({ web, asker }, params.recording);
    return ask('recordings.marks', params);
  },
  mark: async ({ web, asker, params, body, ask }) => {
    await rowOf({ web, asker }, params.recording);
    return ask('recordings.mark', { ...params, ...body });
  },
  unmark: async ({ web, asker, params, ask }) => {
    await rowOf({ web, asker }, params.recording);
    const marks = await web.records.ask('recordingMarks', { recording: params.recording });
    if (!marks.some(({ id }) => id === params.mark)) throw new TelephonyError('NOT_FOUND', `note ${params.mark}`);
    await ask('recordings.unmark', { mark: params.mark });
  },
  tag: async ({ web, asker, params, ask }) => {
    await rowOf({ web, asker }, params.recording);
    await ask('recordings.tag', params);
    return { done: true };
  },
  untag: async ({ web, asker, params, ask }) => {
    await rowOf({ web, asker }, params.recording);
    await ask('recordings.tag', { ...params, off: true });
  },
  delete: async ({ web, asker, params, query, ask }) => {
    await rowOf({ web, asker }, params.recording);
    await ask('recordings.delete', { ...params, ...query });
  },
};
