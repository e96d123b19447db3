// SPDX-License-Identifier: GPL-2.0-or-later
// What is a route of the API, as data? From it come the server's routes, the OpenAPI document and the browser's typed client.

import { z } from 'zod';

/** What somebody may do: the names of `config`'s RIGHTS; a test holds the two against each other. */
export const RIGHT_NAMES = [
  'status.read',
  'calls.read',
  'callbacks.read',
  'callbacks.change',
  'records.keep',
  'agents.self',
  'agents.command',
  'calls.supervise',
  'events.read',
  'people.manage',
  'numbers.see',
  'numbers.read',
  'numbers.change',
  'messages.read',
  'messages.change',
  'customers.read',
  'customers.change',
  'customers.files',
  'hours.change',
  'lines.service',
  'wire.read',
  'settings.read',
  'settings.change',
  'prompts.change',
  'recordings.hear',
  'recordings.download',
  'reports.export',
  'reports.print',
  'reports.distribute',
  'reports.define',
  'recordings.delete',
  'quality.review',
  'personal.manage',
  'backups.manage',
  'audit.read',
  'audit.note',
] as const;
export type RightName = (typeof RIGHT_NAMES)[number];

/** `public`: no session; `signedIn`: whoever has one. */
export type RouteRight = RightName | 'public' | 'signedIn';

type Shape = z.ZodType;

export interface RouteContract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify's: `/api/v1/agents/:agent`. */
  readonly path: string;
  readonly right: RouteRight;
  /** Whoever is himself the agent whom the parameter or field of this name names needs `agents.self` alone. */
  readonly self?: string;
  /** One sentence for docs/api.md and OpenAPI. */
  readonly summary: string;
  readonly params?: Shape;
  readonly query?: Shape;
  readonly body?: Shape;
  /** JSON; undefined: no content (204). */
  readonly response?: Shape;
  /** The answer is no JSON: its media type. */
  readonly media?: string;
  /** It answers an `ETag`, or wants `If-Match`: 409 brings the text that stands now. */
  readonly etag?: 'gives' | 'wants';
  /** The header `Idempotency-Key` is kept for a day: the same act is not done twice. */
  readonly idempotent?: boolean;
}

/** A route, with its types kept. */
export const route = <const R extends RouteContract>(contract: R): R => contract;

type Input<S> = S extends Shape ? z.input<S> : undefined;
type Output<S> = S extends Shape ? z.output<S> : undefined;

/** What a client gives to a route. */
export type Asked<R extends RouteContract> = {
  readonly [K in 'params' | 'query' | 'body' as R[K] extends Shape ? K : never]: Input<R[K]>;
};
/** What a client gets from it. */
export type Answered<R extends RouteContract> = Output<R['response']>;
/** What the server has read of it. */
export type Read<R extends RouteContract> = {
  readonly [K in 'params' | 'query' | 'body' as R[K] extends Shape ? K : never]: Output<R[K]>;
};

/** Every error of the API: RFC 9457, `application/problem+json`. */
export const problem = z.object({
  type: z.string().describe('The page of docs/faults.md.'),
  title: z.string().describe('What the code means.'),
  status: z.int(),
  code: z.string().describe('A code of docs/faults.md.'),
  detail: z.string().describe('Which one, and what would be right.'),
  /** Of fields that are wrong: where, and what. */
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Of 409: the revision and the text that stand now. */
  revision: z.string().optional(),
  now: z.unknown().optional(),
  /** Of 429 and lock-outs: seconds. */
  retryAfter: z.number().optional(),
});
export type Problem = z.output<typeof problem>;
