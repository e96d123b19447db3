// SPDX-License-Identifier: GPL-2.0-or-later
// Does this wish come from a page of the shop's? A token that its server has signed, fresh and used once; and not too many of them.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { listKey } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { Web, WebConfig } from '../web.js';
import { Refusal } from './problems.js';

const FRESH: Duration = 15 * 60_000;
const DAY: Duration = 86_400_000;
const HOUR: Duration = 3_600_000;

type Page = NonNullable<WebConfig['callbacks']>;

interface Wish {
  readonly web: Web;
  readonly body: { readonly number: string; readonly token: string };
  readonly origin: string | undefined;
  readonly address: string;
}

/** `TIME.NONCE.SIGNATURE`: milliseconds, 16 letters or more, HMAC-SHA-256 of `TIME.NONCE` in base64url. */
export function pageToken(secret: string, at: Instant, nonce: string): string {
  return `${at}.${nonce}.${createHmac('sha256', secret).update(`${at}.${nonce}`).digest('base64url')}`;
}

/** Throws FORBIDDEN for another page or a token that is not right, TOO_MANY beyond the limits. */
export function askedByPage(page: Page, { web, body, origin, address }: Wish): void {
  const { limits } = web;
  const now = Math.round(web.clock.now());
  if (origin !== undefined && !page.origins.includes(origin))
    throw new TelephonyError('FORBIDDEN', 'this page may not ask');
  if (!isSigned(page.secret, body.token, now))
    throw new TelephonyError('FORBIDDEN', 'the token is not right, or too old');
  if (limits.tokens.add(body.token, now).count > 1) throw new TelephonyError('FORBIDDEN', 'the token was used already');
  if (limits.ofAddress.add(address, now).count > page.perAddress)
    throw new Refusal('TOO_MANY', 'callbacks from this address', { retryAfter: HOUR / 1_000 });
  if (limits.ofNumber.add(listKey(body.number, web.people.directory.plan), now).count > page.perNumber)
    throw new Refusal('TOO_MANY', 'callbacks for this number', { retryAfter: DAY / 1_000 });
}

function isSigned(secret: string, token: string, now: Instant): boolean {
  const [, time = '', nonce = ''] = /^(\d{13})\.([A-Za-z0-9_-]{16,64})\.[A-Za-z0-9_-]{43}$/.exec(token) ?? [];
  if (time === '' || Math.abs(now - Number(time)) > FRESH) return false;
  const [given, wanted] = [Buffer.from(token), Buffer.from(pageToken(secret, Number(time), nonce))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
