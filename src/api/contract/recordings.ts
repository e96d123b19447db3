// SPDX-License-Identifier: GPL-2.0-or-later
// Recordings: found, heard, seen, written of; deleted by right, with what remains of them.

import { z } from 'zod';
import { recordingRow } from './calls.js';
import { route } from './route.js';
import { direction, done, duration, id, instant, number, pageOf, pageQuery, timeQuery } from './values.js';

const params = z.object({ recording: id() });
const name = () => z.string().max(64).optional();

const mark = z.object({
  id: id(),
  recording: id(),
  /** From the recording's beginning. */
  atMs: duration(),
  text: z.string(),
  by: z.string(),
});
export type RecordingMark = z.output<typeof mark>;

const waveform = z.object({
  durationMs: duration(),
  /** The file is shorter than its header says. */
  truncated: z.boolean(),
  /** The loudest of each stretch, 0 to 100: the customer, and what he heard. */
  left: z.array(z.number()),
  right: z.array(z.number()),
});
export type Waveform = z.output<typeof waveform>;

export const recordings = {
  list: route({
    method: 'GET',
    path: '/api/v1/recordings',
    right: 'calls.read',
    summary: 'Recordings, the newest first; filters narrow together.',
    query: z.object({
      ...pageQuery,
      ...timeQuery,
      number: z.string().max(40).optional(),
      agent: name(),
      call: name(),
      queue: name(),
      accessNumber: name().describe('What the caller dialled: the service.'),
      customer: name(),
      tag: name(),
      minMs: z.coerce.number().min(0).optional(),
      maxMs: z.coerce.number().min(0).optional(),
      minScore: z.coerce.number().min(0).max(100).optional().describe('Of its reviews, in the mean.'),
      maxScore: z.coerce.number().min(0).max(100).optional(),
    }),
    response: pageOf(
      recordingRow.extend({
        number: number().nullable(),
        direction,
        accessNumber: z.string().nullable(),
        accessName: z.string().nullable(),
        customer: z.string().nullable(),
        tags: z.array(z.string()),
        marks: z.number(),
        score: z.number().nullable(),
        /** `missing`: no file; `truncated`: shorter than it was. Undefined: it can be played. */
        broken: z.enum(['missing', 'truncated']).optional(),
      }),
    ),
  }),
  deleted: route({
    method: 'GET',
    path: '/api/v1/deleted-recordings',
    right: 'calls.read',
    summary: 'Recordings that were deleted, by when they began; the newest first.',
    query: z.object(timeQuery),
    response: z.array(
      z.object({
        ...{ id: id(), call: id(), kind: z.string(), agent: z.string().nullable(), queue: z.string().nullable() },
        ...{ startedAt: instant(), durationMs: duration().nullable(), sha256: z.string().nullable() },
        ...{ deletedAt: instant(), deletedBy: z.string(), reason: z.string() },
      }),
    ),
  }),
  hear: route({
    method: 'GET',
    path: '/api/v1/recordings/:recording/sound',
    right: 'recordings.hear',
    summary:
      'Its WAV (A-law, 8 kHz), with ranges, decrypted where it is sealed; `side=left` the customer alone, `right` what he heard. `as=mp3` or `opus` where this machine has ffmpeg, WAV where not. `download=true` (right `recordings.download`) as a file. Each hearing is noted in the audit.',
    params,
    query: z.object({
      download: z.stringbool().optional(),
      side: z.enum(['left', 'right']).optional(),
      as: z.enum(['wav', 'mp3', 'opus']).optional(),
    }),
    media: 'audio/wav',
  }),
  waveform: route({
    method: 'GET',
    path: '/api/v1/recordings/:recording/waveform',
    right: 'recordings.hear',
    summary: 'How loud each side was, in up to 2,000 stretches.',
    params,
    query: z.object({ points: z.coerce.number().int().min(10).max(2_000).default(400) }),
    response: waveform,
  }),
  marks: route({
    method: 'GET',
    path: '/api/v1/recordings/:recording/marks',
    right: 'recordings.hear',
    summary: 'What people wrote of its moments, by their time.',
    params,
    response: z.array(mark.extend({ at: instant() })),
  }),
  mark: route({
    method: 'POST',
    path: '/api/v1/recordings/:recording/marks',
    right: 'recordings.hear',
    summary: 'Writes of a moment.',
    params,
    body: z.strictObject({ atMs: z.number().min(0), text: z.string().min(1).max(2_000) }),
    response: mark,
  }),
  unmark: route({
    method: 'DELETE',
    path: '/api/v1/recordings/:recording/marks/:mark',
    right: 'recordings.hear',
    summary: 'Takes a note of a moment away.',
    params: params.extend({ mark: id() }),
  }),
  tag: route({
    method: 'PUT',
    path: '/api/v1/recordings/:recording/tags/:tag',
    right: 'recordings.hear',
    summary: 'Puts a tag on it.',
    params: params.extend({ tag: z.string().min(1).max(32) }),
    response: done,
  }),
  untag: route({
    method: 'DELETE',
    path: '/api/v1/recordings/:recording/tags/:tag',
    right: 'recordings.hear',
    summary: 'Takes a tag off it.',
    params: params.extend({ tag: z.string().min(1).max(32) }),
  }),
  delete: route({
    method: 'DELETE',
    path: '/api/v1/recordings/:recording',
    right: 'recordings.delete',
    summary: 'Deletes its sound; what it was, who deleted it, when and why, and the SHA-256 of its sound stay.',
    params,
    query: z.object({ reason: z.string().min(1).max(200) }),
  }),
};
