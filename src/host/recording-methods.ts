// SPDX-License-Identifier: GPL-2.0-or-later
// What may be asked and said about recordings? Which are there; tags, notes at a moment; what is deleted and who deleted it.

import type { Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { foldersOf } from '../recording/index.js';
import type { ListedRecording, Listing, RecordingKind } from '../store/index.js';
import type { ControlMethod } from './control-connection.js';
import { callNamed, MOST, mostOf, numberAsked, type Params, type RecordKeeper, span, USUAL } from './record-keeper.js';
import { optional, text } from './shop-methods.js';

const TEXTS = ['agent', 'queue', 'accessNumber', 'customer', 'tag', 'id'] as const;
const NUMBERS = ['minMs', 'maxMs', 'minScore', 'maxScore'] as const;
const KINDS: readonly RecordingKind[] = ['conversation', 'message', 'prompt', 'greeting'];

/** What changes nothing. */
export function recordingReads(keeper: RecordKeeper): Readonly<Record<string, (params: Params) => unknown>> {
  return {
    recordings: (params) => recordingsAsked(keeper, params),
    'recordings.marks': ({ recording }) => keeper.records().ask('recordingMarks', { recording: String(recording) }),
    'recordings.deleted': (params) =>
      keeper.records().list('deletedRecordings', span(keeper, params), { most: mostOf(params, MOST) }),
    'recordings.folder': () => {
      const { recordings, archive, keys } = foldersOf(keeper.config());
      return { folder: recordings, ...(archive && { archive }), ...(keys && { keys }) };
    },
  };
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
  return keeper.records().list('listedRecordings', asked, { most: mostOf(params, narrowed ? MOST : USUAL) });
}

/** What changes something; done by him who asks. */
export function recordingMethods({ kept }: Pick<Box, 'kept'>): Readonly<Record<string, ControlMethod>> {
  return {
    'recordings.tag': (params) =>
      kept.recordings.tag(text(params, 'recording'), text(params, 'tag'), { off: params.off === true }),
    'recordings.mark': (params, { by }) => {
      const atMs = typeof params.atMs === 'number' && params.atMs >= 0 ? Math.round(params.atMs) : 0;
      return kept.recordings.mark(text(params, 'recording'), { atMs, text: text(params, 'text'), by: by.actor });
    },
    'recordings.unmark': (params) => kept.recordings.unmark(text(params, 'mark')),
    'recordings.delete': (params, { by }) =>
      kept.recordings.delete(text(params, 'recording'), { reason: text(params, 'reason'), by: by.actor }),
  };
}
