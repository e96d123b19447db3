// SPDX-License-Identifier: GPL-2.0-or-later
// How was each callback promised? The consent of each call: which access number, when, which prompt and how much of it, which recordings.

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';

/** One call that a callback was promised in, or whose number was taken. */
export interface CallbackEvidence {
  readonly request: string;
  readonly call: string;
  /** Canonical number. Personal. */
  readonly number: string;
  /** The digits as they came. Personal. */
  readonly raw: string | null;
  /** `callingNumber`, or `keyedIn` by the caller. */
  readonly source: string;
  readonly accessNumber: string | null;
  readonly arrivedAt: Instant;
  readonly capturedAt: Instant;
  readonly promised: number;
  /** How he was caught: `spoken`, `key`, `earlyMedia`, `captureOnly`. */
  readonly way: string | null;
  /** 1: it was spoken before the answer, so that nobody knows whether he heard it. */
  readonly unconfirmed: number;
  /** The prompt with the promise, the SHA-256 of its file, and how much of it he heard. */
  readonly prompt: string | null;
  readonly promptDigest: string | null;
  readonly playedMs: number | null;
  /** Files of the call's recordings, with commas between them. */
  readonly recordings: string | null;
  /** How the request stands. */
  readonly state: string;
}

/** Of one request or of all; captured from one instant on and before another. */
export interface EvidenceAsked {
  readonly request?: string;
  readonly since?: Instant;
  readonly until?: Instant;
}

/** The oldest first. */
export async function callbackEvidence(
  reads: Reads,
  { request, since = 0, until = Number.MAX_SAFE_INTEGER }: EvidenceAsked,
  { after, most }: PageAsked,
): Promise<Page<CallbackEvidence>> {
  const behind = after === undefined ? sql`` : sql`and (c.captured_at, c.call) > (${after.at}, ${after.id})`;
  const of = request === undefined ? sql`` : sql`and c.request = ${request}`;
  const { rows: read } = await sql<CallbackEvidence>`
    select c.request, c.call, c.number, c.raw, c.source, c.access_number as "accessNumber", c.arrived_at as "arrivedAt",
      c.captured_at as "capturedAt", c.promised, c.prompt, json_extract(c.detail, '$.promptDigest') as "promptDigest",
      json_extract(c.detail, '$.way') as way, coalesce(json_extract(c.detail, '$.unconfirmed'), 0) as unconfirmed, c.played_ms as "playedMs", r.state,
      (select group_concat(file) from recording where recording.call = c.call) as recordings
    from capture c join callback_request r on r.id = c.request
    where c.captured_at >= ${since} and c.captured_at < ${until} ${of} ${behind}
    order by c.captured_at, c.call limit ${most + 1}`.execute(reads);
  return pageOf(read, most, ({ capturedAt, call }) => ({ at: capturedAt, id: call }));
}
