// SPDX-License-Identifier: GPL-2.0-or-later
// What may be asked and said about recordings? Which are there; tags, notes at a moment; what is deleted and who deleted it.

import type { Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { foldersOf } from '../recording/index.js';
import type { ListedRecording, Listing, RecordingKind } from '../store/index.js';
import type { ControlMethod } from './control-connection.js';
import {
  callNamed,
  keeperFor,
  MOST,
  mostOf,
  numberAsked,
  type Params,
  type RecordKeeper,
  span,
  USUAL,
} from './record-keeper.js';
import { optional, text } from './shop-methods.js';

const TEXTS = ['agent', 'queue', 'accessNumber', 'customer', 'tag', 'id'] as const;
const NUMBERS = ['minMs', 'maxMs', 'minScore', 'maxScore'] as const;
const KINDS: readonly RecordingKind[] = ['conversation', 'message', 'prompt', 'greeting'];

/** What changes nothing. */
export function recordingReads(keeper: RecordKeeper): Readonly<Record<string, (params: Params) => unknown>> {
  return {
    recordings: (params) => recordingsAsked(keeper, params),
    'recordings.marks': async (params) => {
      const recording = text(params, 'recording');
      await assertSeen(keeper, recording);
      return keeper.records().ask('recordingMarks', { recording });
    },
    'recordings.deleted': (params) => {
      const asked = { ...span(keeper, params), reach: keeper.reach };
      return keeper.records().list('deletedRecordings', asked, { most: mostOf(params, MOST) });
    },
    'recordings.folder': () => {
      const { recordings, archive, keys } = foldersOf(keeper.config());
      return { folder: recordings, ...(archive && { archive }), ...(keys && { keys }) };
    },
  };
}

/** Throws NOT_FOUND for a recording that is not of his queues and agents. */
export async function assertSeen(keeper: RecordKeeper, id: string): Promise<void> {
  const { reach } = keeper;
  if (reach === undefined) return;
  const found = await (await keeper.records().list('listedRecordings', { id, reach }, { most: 1 })).rows();
  if (found.length === 0) throw new TelephonyError('NOT_FOUND', `recording ${id}`);
}

async function recordingsAsked(keeper: RecordKeeper, params: Params): Promise<Listing<ListedRecording>> {
  const call = optional(params, 'call');
  const kind = optional(params, 'kind');
  if (kind !== undefined && !KINDS.some((one) => one === kind))
    throw new TelephonyError('REFUSED', `${kind}: ${KINDS.join(', ')} would be right`);
  const asked = {
    ...span(keeper, params),
    ...numberAsked(keeper, params),
    ...(call === undefined ? {} : { call: await callNamed(keeper, call) }),
    ...(kind === undefined ? {} : { kind: kind as RecordingKind }),
    ...Object.fromEntries(
      TEXTS.flatMap((name) => (optional(params, name) === undefined ? [] : [[name, params[name]]])),
    ),
    ...Object.fromEntries(NUMBERS.flatMap((name) => (typeof params[name] === 'number' ? [[name, params[name]]] : []))),
  };
  const narrowed = Object.keys(asked).length > 0;
  const { reach } = keeper;
  const most = mostOf(params, narrowed ? MOST : USUAL);
  return keeper.records().list('listedRecordings', { ...asked, reach }, { most });
}

/** What changes something; done by him who asks, to recordings that he may see. */
export function recordingMethods(
  { kept }: Pick<Box, 'kept'>,
  keeper: RecordKeeper,
): Readonly<Record<string, ControlMethod>> {
  const seen = async (params: Params, person: string | undefined): Promise<string> => {
    const recording = text(params, 'recording');
    await assertSeen(keeperFor(keeper, person), recording);
    return recording;
  };
  return {
    'recordings.tag': async (params, { person }) =>
      kept.recordings.tag(await seen(params, person), text(params, 'tag'), { off: params.off === true }),
    'recordings.mark': async (params, { by, person }) => {
      const atMs = typeof params.atMs === 'number' && params.atMs >= 0 ? Math.round(params.atMs) : 0;
      return kept.recordings.mark(await seen(params, person), { atMs, text: text(params, 'text'), by: by.actor });
    },
    'recordings.unmark': async (params, { person }) => {
      const mark = text(params, 'mark');
      const [found] = await keeper.records().ask('recordingMarks', { mark });
      if (found !== undefined) await assertSeen(keeperFor(keeper, person), found.recording);
      return kept.recordings.unmark(mark);
    },
    'recordings.delete': async (params, { by, person }) =>
      kept.recordings.delete(await seen(params, person), { reason: text(params, 'reason'), by: by.actor }),
  };
}
