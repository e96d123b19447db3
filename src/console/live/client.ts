// SPDX-License-Identifier: GPL-2.0-or-later
// How does the console ask the web process? By the routes of the contract, typed by them; every refusal is a Problem.

import { contract } from 'virtual:contract';
import type { Answered, Asked, RouteContract } from '../../api/contract/index.js';
import { spoken } from '../words/index.js';
import { elapsed } from './clock.js';
import { Problem } from './faults.js';

export { contract };

const NO_CONTENT = 204;
const SIGNED_OUT = 401;
const KEY_BYTES = 16;

/** Told when a session has ended under us. */
let onSignedOut: () => void = () => {};
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

/** Whose page this is: another may sign in in the next tab, and the cookie is his then. */
let whose: string | undefined;
export function speakFor(person: string | undefined): void {
  whose = person;
}
export const speaksFor = (): string | undefined => whose;

/** What is given beside params, query and body. */
export interface Extra {
  /** The revision that was read. */
  readonly ifMatch?: string;
  /** It must not be there yet. */
  readonly isNew?: boolean;
}

interface Loose {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Asks once. Rejects with a Problem. */
export async function ask<R extends RouteContract>(route: R, asked: Asked<R>, extra: Extra = {}): Promise<Answered<R>> {
  const { body } = asked as Loose;
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': spoken() };
  if (whose !== undefined) headers['spillway-person'] = whose;
  if (body !== undefined) headers['content-type'] = typeof body === 'string' ? 'text/csv' : 'application/json';
  const act = route.idempotent === true ? actOf(route, asked) : undefined;
  if (act !== undefined) headers['idempotency-key'] = act.key;
  if (extra.ifMatch !== undefined) headers['if-match'] = extra.ifMatch;
  if (extra.isNew === true) headers['if-none-match'] = '*';
  const response = await fetch(address(route, asked), {
    method: route.method,
    headers,
    credentials: 'same-origin',
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new Problem(0, 'UNREACHABLE', String(error));
  });
  if (act !== undefined) settled();
  if (!response.ok) throw await problemIn(response, route);
  if (response.status === NO_CONTENT) return undefined as Answered<R>;
  return (await response.json()) as Answered<R>;
}

/** Acts whose answers have not come: the same one asked again is the same act, so that it is done once. Until something else is heard of what was done. */
const unanswered = new Map<string, { readonly key: string; readonly at: number }>();
/** What is asked again later is meant anew. */
const SAME_ACT_MS = 60_000;

/** What came of acts is known: the next is another one. */
export const settled = (): void => unanswered.clear();

function actOf<R extends RouteContract>(route: R, asked: Asked<R>): { readonly key: string } {
  const what = `${route.method} ${address(route, asked)} ${JSON.stringify((asked as Loose).body ?? null)}`;
  const before = unanswered.get(what);
  const isSame = before !== undefined && elapsed() - before.at < SAME_ACT_MS;
  const { key } = isSame ? before : { key: freshKey() };
  if (!isSame) unanswered.set(what, { key, at: elapsed() });
  return { key };
}

/** Where a route is, with its parameters put in: for sounds and downloads, which the browser fetches itself. */
export function address<R extends RouteContract>(route: R, asked: Asked<R>): string {
  const { params = {}, query = {} } = asked as Loose;
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
}

async function problemIn(response: Response, route: RouteContract): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.status === SIGNED_OUT && route !== contract.session.signIn) onSignedOut();
  const text = typeof body.detail === 'string' ? body.detail : `${response.status} ${response.statusText}`;
  return new Problem(response.status, typeof body.code === 'string' ? body.code : 'FAILED', text, body);
}

/** `crypto.randomUUID` is not there over plain HTTP in a house network. */
function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
