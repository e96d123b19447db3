// SPDX-License-Identifier: GPL-2.0-or-later
// May he? Deny by default: a session or a token, an origin of ours, the right that the route names, his reach.

import type { IncomingMessage } from 'node:http';
import { TelephonyError } from '../../faults.js';
import type { Instant } from '../../kernel/index.js';
import type { RouteContract } from '../contract/index.js';
import { type Asker, reaches, type Sessions } from '../sessions.js';

/** `__Host-`: of this host alone, over TLS alone, for every path (RFC 6265bis). Plain where a proxy is before it. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-spillway' : 'spillway');

/** A header that sets the cookie, or takes it away with an empty token. */
export function cookie(token: string, secure: boolean): string {
  const age = token === '' ? '; Max-Age=0' : '';
  return `${cookieName(secure)}=${token}; Path=/; HttpOnly; Secure; SameSite=Strict${age}`;
}

/** The token of the cookie; undefined: none. */
export function tokenIn(header: string | undefined, secure: boolean): string | undefined {
  const name = `${cookieName(secure)}=`;
  const found = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(name));
  const token = found?.slice(name.length);
  return token !== undefined && /^[A-Za-z0-9_-]{20,100}$/.test(token) ? token : undefined;
}

/** Whom a page takes itself to be of. */
const PERSON_HEADER = 'spillway-person';

/**
 * Whoever asks; undefined: nobody. All tabs of a browser share one cookie: a page of somebody (`person`, or the header) that comes with the
 * cookie of another, who has signed in in the next tab, is nobody's any more and does nothing in his name.
 */
export function askerOf(
  { headers }: IncomingMessage,
  sessions: Sessions,
  secure: boolean,
  at: Instant,
  person: unknown = headers[PERSON_HEADER],
): Asker | undefined {
  const [, bearer] = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(headers.authorization ?? '') ?? [];
  if (bearer !== undefined) return sessions.byToken(bearer, at);
  const token = tokenIn(headers.cookie, secure);
  const asker = token === undefined ? undefined : sessions.bySession(token, at);
  return typeof person === 'string' && asker?.id !== person ? undefined : asker;
}

/** Whether a page of ours asks, or no page at all: a browser names the origin of every request that changes something. */
export function isOwnOrigin({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined)
    return headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin';
  return (
    origins.includes(origin) ||
    (host !== undefined && /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '') === host)
  );
}

/** Routes that one may ask who must change his password first. */
const FIRST = /^\/api\/v1\/session(\/password|\/start)?$/;

/** Throws FORBIDDEN, NOT_SIGNED_IN. `self`: the agent whom it is about. */
export function assertMay(asker: Asker | undefined, { right, path, self }: RouteContract, about: unknown): void {
  if (right === 'public') return;
  if (asker === undefined) throw new TelephonyError('NOT_SIGNED_IN', 'sign in first');
  if (asker.session?.mustChange === true && !FIRST.test(path))
    throw new TelephonyError('FORBIDDEN', 'set a password of your own first');
  if (right === 'signedIn') {
    if (asker.program === undefined) return;
    throw new TelephonyError('FORBIDDEN', 'this is for people, not for programs');
  }
  const own = self !== undefined && about === asker.id && asker.rights.has('agents.self');
  if (!own && !asker.rights.has(right))
    throw new TelephonyError('FORBIDDEN', `${asker.person.role} ${asker.id} has not the right ${right}`);
  if (self !== undefined && typeof about === 'string' && !reaches(asker, about))
    throw new TelephonyError('FORBIDDEN', `${asker.id} does not reach agent ${about}`);
}
