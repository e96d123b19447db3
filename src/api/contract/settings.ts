// SPDX-License-Identifier: GPL-2.0-or-later
// What has the shop decided, and who changes it? The file by its sections, its history, its people, its lists, its prompts.

import { z } from 'zod';
import { route } from './route.js';
import { id, instant, number } from './values.js';

const path = z.string().max(200).describe('`queues.sales.wrapUp`, `agents.1001.name`; empty: all of it.');
export const fieldProblem = z.object({
  line: z.number().optional(),
  column: z.number().optional(),
  path: z.string().optional(),
  message: z.string(),
});

/** A change of one setting; `remove`: its default holds again. */
export const settingChange = z.strictObject({
  path: z.string().min(1).max(200),
  value: z.unknown().optional(),
  remove: z.boolean().optional(),
});

const checked = z.object({
  /** Nothing: it would be right. */
  problems: z.array(fieldProblem),
  hints: z.array(z.string()),
  /** The file as it would be, and as it is. */
  text: z.string(),
  before: z.string(),
  /** When each changed setting applies. */
  applies: z.array(z.object({ path: z.string(), applies: z.enum(['now', 'nextCall', 'restart']) })),
});

const changed = z.object({
  revision: z.string(),
  before: z.string().optional(),
  problems: z.array(z.string()),
  hints: z.array(z.string()),
  /** Settings that apply after a restart. */
  restart: z.array(z.string()),
});

export const settings = {
  read: route({
    method: 'GET',
    path: '/api/v1/settings',
    right: 'settings.read',
    etag: 'gives',
    summary:
      'The value of a setting, and the file’s revision. Settings that name files or hold secrets are the operator’s.',
    query: z.object({ path: path.optional() }),
    response: z.object({ revision: z.string(), value: z.unknown() }),
  }),
  text: route({
    method: 'GET',
    path: '/api/v1/settings/text',
    right: 'settings.read',
    etag: 'gives',
    summary: 'The file as it is written, secrets blotted out.',
    response: z.object({ revision: z.string(), text: z.string() }),
  }),
  schema: route({
    method: 'GET',
    path: '/api/v1/settings/schema',
    right: 'settings.read',
    summary: 'The JSON Schema of the file, with what each setting means (both languages) and when it applies.',
    response: z.looseObject({}),
  }),
  check: route({
    method: 'POST',
    path: '/api/v1/settings/check',
    right: 'settings.read',
    summary: 'What the file would be with these changes, and what would be wrong with it; nothing is written.',
    body: z.strictObject({ changes: z.array(settingChange).min(1).max(50) }),
    response: checked,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/v1/settings',
    right: 'settings.change',
    etag: 'wants',
    summary:
      'Writes changes, all or none, and takes them in force. `If-Match`: the revision that was read; 409 brings the file of now.',
    body: z.strictObject({ changes: z.array(settingChange).min(1).max(50) }),
    response: changed,
  }),
  history: route({
    method: 'GET',
    path: '/api/v1/settings/revisions',
    right: 'settings.read',
    summary: 'Who changed what, when; the newest first.',
    response: z.array(
      z.object({
        revision: z.string(),
        at: instant(),
        actor: z.string().nullable(),
        paths: z.array(z.string()),
        isNow: z.boolean(),
      }),
    ),
  }),
  difference: route({
    method: 'GET',
    path: '/api/v1/settings/revisions/:revision',
    right: 'settings.read',
    summary: 'The file of a revision, secrets blotted out, and the one that stands now.',
    params: z.object({ revision: id() }),
    response: z.object({ revision: z.string(), text: z.string(), now: z.string() }),
  }),
  undo: route({
    method: 'POST',
    path: '/api/v1/settings/revisions/:revision/undo',
    right: 'settings.change',
    idempotent: true,
    summary: 'The file of a revision holds again.',
    params: z.object({ revision: id() }),
    body: z.strictObject({}).optional(),
    response: changed,
  }),
};

/** A person of the file; agents have skills and queues. */
export const staff = {
  list: route({
    method: 'GET',
    path: '/api/v1/staff',
    right: 'people.manage',
    summary: 'Everybody of the file: agents, supervisors, administrators; whether each has a PIN and a password.',
    response: z.array(
      z.object({
        id: id(),
        name: z.string(),
        role: z.string(),
        rights: z.array(z.string()),
        isAgent: z.boolean(),
        queues: z.array(z.string()),
        skills: z.record(z.string(), z.number()),
        supervises: z.array(z.string()).optional(),
        hasPin: z.boolean(),
        hasPassword: z.boolean(),
        lockedUntil: instant().optional(),
      }),
    ),
  }),
  addAgent: route({
    method: 'POST',
    path: '/api/v1/staff/agents',
    right: 'people.manage',
    idempotent: true,
    summary: 'A new agent. His first password is told this once; he must change it.',
    body: z.strictObject({
      agent: z.string().regex(/^\d{1,12}$/),
      name: z.string().min(1).max(80),
      queues: z.array(z.string()).min(1),
    }),
    response: z.object({ agent: id(), password: z.string().optional(), problems: z.array(z.string()) }),
  }),
  skills: route({
    method: 'PUT',
    path: '/api/v1/staff/agents/:agent/skills',
    right: 'people.manage',
    summary: 'What he can do, and how well: 0 takes a skill away.',
    params: z.object({ agent: id() }),
    body: z.strictObject({ skills: z.record(z.string().regex(/^[^=,]{1,64}$/), z.int().min(0).max(10)) }),
    response: z.object({ agent: id(), skills: z.record(z.string(), z.number()), problems: z.array(z.string()) }),
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/v1/staff/agents/:agent',
    right: 'people.manage',
    summary: 'He is signed out, at once or after his call.',
    params: z.object({ agent: id() }),
  }),
  unlock: route({
    method: 'POST',
    path: '/api/v1/staff/:person/unlock',
    right: 'people.manage',
    summary: 'Forgets his wrong PINs and passwords.',
    params: z.object({ person: id() }),
    body: z.strictObject({}).optional(),
    response: z.object({ wasLocked: z.boolean() }),
  }),
  resetPassword: route({
    method: 'POST',
    path: '/api/v1/staff/:person/password',
    right: 'people.manage',
    summary: 'Gives him a new first password, told this once; his sessions end.',
    params: z.object({ person: id() }),
    body: z.strictObject({}).optional(),
    response: z.object({ password: z.string() }),
  }),
};

const listed = z.object({
  number: number(),
  at: instant().optional(),
  reason: z.string().nullish(),
  by: z.string().nullish(),
  until: instant().nullish(),
  fromFile: z.boolean().optional(),
});
const which = z.object({ list: z.enum(['blocked', 'doNotCall']) });
export const numbers = {
  list: route({
    method: 'GET',
    path: '/api/v1/numbers/:list',
    right: 'numbers.read',
    summary: 'Blocked numbers, or those that are never called.',
    params: which,
    response: z.array(listed),
  }),
  add: route({
    method: 'POST',
    path: '/api/v1/numbers/:list',
    right: 'numbers.change',
    idempotent: true,
    summary: 'Puts a number there; `within`: for so many milliseconds.',
    params: which,
    body: z.strictObject({
      number: z.string().min(1).max(40),
      reason: z.string().max(200).optional(),
      within: z.number().positive().optional(),
    }),
    response: z.looseObject({}),
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/v1/numbers/:list/:number',
    right: 'numbers.change',
    summary: 'Takes it away.',
    params: which.extend({ number: z.string().min(1).max(40) }),
  }),
};

export const prompts = {
  list: route({
    method: 'GET',
    path: '/api/v1/prompts',
    right: 'status.read',
    summary: 'Prompts, ours and the shop’s.',
    response: z.array(z.looseObject({ name: z.string() })),
  }),
  sound: route({
    method: 'GET',
    path: '/api/v1/prompts/:place/:name/sound',
    right: 'status.read',
    summary: 'A prompt of the shop’s own, or ours, to be played: `place` is a language or `common`.',
    params: z.object({ place: z.string().max(20), name: z.string().max(80) }),
    media: 'audio/wav',
  }),
  put: route({
    method: 'PUT',
    path: '/api/v1/prompts/:place/:name',
    right: 'prompts.change',
    summary: 'A recording takes its place: WAV, at most 4 MiB, as base64; it is checked first.',
    params: z.object({ place: z.string().max(20), name: z.string().max(80) }),
    body: z.strictObject({ wav: z.base64().max(5_700_000) }),
    response: z.looseObject({}),
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/v1/prompts/:place/:name',
    right: 'prompts.change',
    summary: 'Ours is played again.',
    params: z.object({ place: z.string().max(20), name: z.string().max(80) }),
  }),
};

export const audit = {
  list: route({
    method: 'GET',
    path: '/api/v1/audit',
    right: 'audit.read',
    summary: 'What people and programs did, and what was refused to them, the newest first.',
    query: z.object({
      before: z.coerce.number().int().optional().describe('Events before this n.'),
      most: z.coerce.number().int().min(1).max(500).default(100),
      actor: z.string().max(80).optional(),
      type: z.string().max(80).optional(),
    }),
    response: z.object({
      rows: z.array(
        z.object({
          n: z.number(),
          type: z.string(),
          at: instant(),
          actor: z.string(),
          source: z.string(),
          facts: z.record(z.string(), z.unknown()),
        }),
      ),
      next: z.number().optional(),
    }),
  }),
};
