// SPDX-License-Identifier: GPL-2.0-or-later
// Signing in and out, one's password, one's choices; programs and their tokens.

import { randomUUID } from 'node:crypto';
import { TelephonyError } from '../../faults.js';
import type { contract } from '../contract/index.js';
import { cookie } from '../http/guard.js';
import { Refusal } from '../http/problems.js';
import type { Asker } from '../sessions.js';
import type { Given, Handlers, Web } from '../web.js';
import { PREFERENCES, start, viewsOf } from './start.js';

const MOST_VIEWS = 50;
const LARGEST_VIEW = 65_536;
/** Tries of one address in a minute, whoever's; each person's are counted by the box. */
const TRIES = 10;

function assertFewTries({ limits }: Web, address: string, now: number): void {
  const { count, until } = limits.signIn.add(address, now);
  if (count > TRIES)
    throw new Refusal('TOO_MANY', 'tries to sign in from this address', { retryAfter: (until - now) / 1_000 });
}

type Verdict =
  | { readonly granted: true; readonly mustChange: boolean }
  | { readonly granted: false; readonly reason: string; readonly until?: number };

async function signIn({ web, asker: before, body, request, reply }: Given<typeof contract.session.signIn>) {
  const { box, clock, people, sessions, secure } = web;
  const at = Math.round(clock.now());
  assertFewTries(web, request.ip, at);
  const verdict = (await box.ask('console.signIn', { params: { ...body, from: request.ip } })) as Verdict;
  if (!verdict.granted && verdict.until !== undefined) {
    const retryAfter = Math.max(1, (verdict.until - at) / 1_000);
    throw new Refusal('LOCKED_OUT', `try again in ${Math.ceil(retryAfter)} s`, { retryAfter });
  }
  const person = people.find(body.id);
  if (!verdict.granted || person === undefined) throw new TelephonyError('NOT_SIGNED_IN', 'id or password is wrong');
  web.limits.signIn.forget(request.ip);
  // The browser forgets its cookie for the new one: what was begun with it must not stand open, in another tab or anywhere.
  if (before?.session !== undefined) sessions.end(before.session.hash);
  const token = sessions.begin(person.id, { at, mustChange: verdict.mustChange, address: request.ip });
  const asker = sessions.bySession(token, at);
  if (asker === undefined) throw new TelephonyError('NOT_SIGNED_IN', 'the session did not begin');
  reply.header('set-cookie', cookie(token, secure));
  return web.me(asker);
}

/** What is told of whoever is signed in. */
export function meOf(
  { people, database, feed, clock }: Pick<Web, 'people' | 'database' | 'feed' | 'clock'>,
  asker: Asker,
) {
  const { person, rights, masked, session } = asker;
  const { id, name, role, isAgent, queues, supervises, usualStation } = person;
  const { zone, language } = people.directory;
  const chosen = (database.kept.views(id)[PREFERENCES] ?? {}) as {
    language?: 'zh-CN' | 'en';
    theme?: 'light' | 'dark';
  };
  const station = isAgent ? feed.lineOf(id)?.station : undefined;
  return {
    ...{ id, name, role, isAgent, masked, zone },
    rights: [...rights],
    queues: [...queues],
    ...(supervises && { supervises: [...supervises] }),
    ...(station !== undefined && { station }),
    ...(usualStation !== undefined && { usualStation }),
    language: chosen.language ?? language,
    theme: chosen.theme ?? ('system' as const),
    expiresAt: session?.endsAt ?? Math.round(clock.now()),
    mustChangePassword: session?.mustChange ?? false,
  };
}

export const session: Handlers<'session'> = {
  signIn,
  me: ({ web, asker }) => web.me(asker),
  start,
  signOut: async ({ web, asker, reply }) => {
    if (asker.session !== undefined) web.sessions.end(asker.session.hash);
    reply.header('set-cookie', cookie('', web.secure));
    await web.box.ask('console.signedOut', { params: { id: asker.id } }).catch(() => {});
  },
  others: ({ web, asker }) => ({ ended: web.sessions.endAll(asker.id, asker.session?.hash) }),
  setPassword: async ({ web, asker, body, ask }) => {
    await ask('people.ownPassword', { id: asker.id, old: body.old, new: body.new });
    web.database.passwordChanged(asker.id);
    web.sessions.endAll(asker.id, asker.session?.hash);
    await web.people.refresh();
  },
  prefer: ({ web, asker, body }) => {
    const before = (web.database.kept.views(asker.id)[PREFERENCES] ?? {}) as object;
    web.database.kept.saveView(asker.id, PREFERENCES, JSON.stringify({ ...before, ...body }));
    return web.me(asker);
  },
  views: ({ web, asker }) => viewsOf(web, asker.id),
  saveView: ({ web, asker, params, body }) => {
    const { kept } = web.database;
    const value = body.value === null || body.value === undefined ? undefined : JSON.stringify(body.value);
    if ((value?.length ?? 0) > LARGEST_VIEW)
      throw new Refusal('REFUSED', 'at most 64 KiB of JSON would be right', {}, 413);
    const views = kept.views(asker.id);
    if (!(params.name in views) && Object.keys(views).length >= MOST_VIEWS)
      throw new TelephonyError('LIMIT_REACHED', `${MOST_VIEWS} views are saved already`);
    kept.saveView(asker.id, params.name, value);
  },
};

export const health: Handlers<'health'> = {
  health: ({ web, reply }) => {
    const { box, feed, version } = web;
    if (!box.isUp) reply.code(503);
    const serious = feed.now?.alarms.some(({ severity }) => severity !== 'minor') ?? false;
    const status = !box.isUp ? 'boxDown' : serious ? 'degraded' : 'ok';
    return { status, version, since: Math.round(box.since) };
  },
};

export const programs: Handlers<'programs'> = {
  list: ({ web }) => web.database.kept.programs().map(shownProgram),
  add: async ({ web, asker, body, ask }) => {
    if (asker.program !== undefined) throw new TelephonyError('FORBIDDEN', 'a program makes no tokens');
    const beyond = body.scopes.filter((scope) => !asker.rights.has(scope));
    if (beyond.length > 0) throw new TelephonyError('FORBIDDEN', `you have not the right ${beyond.join(', ')}`);
    const { token, hash } = web.sessions.newToken();
    const createdAt = Math.round(web.clock.now());
    const made = {
      ...{ id: randomUUID(), name: body.name, scopes: body.scopes, createdAt, createdBy: asker.id },
      ...(body.days !== undefined && { endsAt: createdAt + body.days * 86_400_000 }),
    };
    web.database.kept.addProgram(hash, made);
    await ask('audit.note', { what: 'program.added', subject: body.name });
    return { ...shownProgram(made), token };
  },
  remove: async ({ web, params, ask }) => {
    if (!web.sessions.endProgram(params.id)) throw new TelephonyError('NOT_FOUND', `program ${params.id}`);
    await ask('audit.note', { what: 'program.removed', subject: params.id });
  },
};

function shownProgram(program: ReturnType<Web['database']['kept']['programs']>[number]) {
  const { usedAt, endsAt, scopes, ...rest } = program;
  return {
    ...rest,
    scopes: [...scopes],
    ...(usedAt !== undefined && { lastUsedAt: usedAt }),
    ...(endsAt !== undefined && { expiresAt: endsAt }),
  };
}
