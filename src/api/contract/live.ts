// SPDX-License-Identifier: GPL-2.0-or-later
// What is said over the WebSocket? A snapshot as of n, every event after it, and beside them what changes without being an event.
//
//   GET /api/v1/live            -> snapshot, then event / line / live / message / beat
//   GET /api/v1/live?person=id  -> no session (4001) when the cookie is another's by now: a page is its own person's
//   GET /api/v1/live?from=n     -> the events after n first; `gone` when they are not kept any more: come again without `from`

import { z } from 'zod';
import { staffMessage } from './desk.js';
import { line } from './line.js';
import { me } from './session.js';
import { colleague, standing } from './standing.js';
import { instant } from './values.js';

/** The event record of the box, as docs/operating.md has it; numbers masked for who may not see them. */
export const liveEvent = z.object({
  n: z.number(),
  type: z.string(),
  at: instant(),
  actor: z.string().nullable(),
  source: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
});
export type LiveEvent = z.output<typeof liveEvent>;

/** What the server says. */
export const liveMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    /** The last event that is in it: follow from here. */
    n: z.number(),
    at: instant(),
    me: me,
    /** Of an agent. */
    line: line.optional(),
    colleagues: z.array(colleague),
    /** Of who may read the status. */
    standing: standing.optional(),
    unread: z.number(),
  }),
  z.object({ type: z.literal('event'), n: z.number(), event: liveEvent }),
  /** One's own telephone, whole, whenever anything of it changes. */
  z.object({ type: z.literal('line'), at: instant(), line }),
  /** What of the standing has changed, section by section, each whole; once a second at most. */
  z.object({
    type: z.literal('live'),
    at: instant(),
    standing: standing.partial().optional(),
    colleagues: z.array(colleague).optional(),
  }),
  z.object({ type: z.literal('message'), message: staffMessage }),
  /** Every 10 s: nothing for 25 s means that the connection is dead. `n`: the last event. */
  z.object({ type: z.literal('beat'), at: instant(), n: z.number() }),
  z.object({ type: z.literal('gone'), first: z.number() }),
  /** The box is not there, or there again: show a banner, keep the page. */
  z.object({ type: z.literal('box'), up: z.boolean(), since: instant() }),
  /** The connection ends: `slow`, `signedOut`, `stopping`, `tooMany`. */
  z.object({ type: z.literal('bye'), why: z.string() }),
]);
export type LiveMessage = z.output<typeof liveMessage>;

/** What a client may say: nothing but that it lives. */
export const liveSaid = z.strictObject({ type: z.literal('beat') });

export const LIVE_PATH = '/api/v1/live';
/** Close codes: 4001 no session, 4003 a foreign origin, 4008 too slow, 4009 too many connections, 4010 signed out. */
export const LIVE_CLOSES = {
  noSession: 4001,
  foreignOrigin: 4003,
  slow: 4008,
  tooMany: 4009,
  signedOut: 4010,
  stopping: 1001,
} as const;
