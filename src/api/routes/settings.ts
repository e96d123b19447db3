// SPDX-License-Identifier: GPL-2.0-or-later
// The file by its settings, its people, lists of numbers, prompts; and who did what.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchema, packagedPrompts } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import type { contract } from '../contract/index.js';
import { ifMatch } from '../http/acts.js';
import { Refusal } from '../http/problems.js';
import { soundFile } from '../http/sound.js';
import type { Given, Handlers } from '../web.js';

const PIECE = 300_000; // bytes of a prompt in one question

interface Text {
  readonly revision: string;
  readonly text: string;
}
interface Read {
  readonly revision: string;
  readonly value?: unknown;
}
interface Changed {
  readonly problems: readonly string[];
  readonly hints: readonly string[];
  readonly restart: readonly string[];
  readonly revision: string;
  readonly before?: string;
}

const shownChange = ({ problems, hints, restart, revision, before }: Changed) => ({
  ...{ problems, hints, restart, revision, ...(before !== undefined && { before }) },
});

async function change({ body, request, ask, web }: Given<typeof contract.settings.change>) {
  const revision = ifMatch(request.headers['if-match']);
  const now = (await ask('settings.text')) as Text;
  if (now.revision !== revision) throw new Refusal('EDITED', 'the file', { revision: now.revision, now: now.text });
  return shownChange((await web.people.after(ask('settings.write', { changes: body.changes, revision }))) as Changed);
}

export const settings: Handlers<'settings'> = {
  read: async ({ query, reply, ask }) => {
    const read = (await ask('settings.read', query.path === undefined ? {} : { path: query.path })) as Read;
    reply.header('etag', `"${read.revision}"`);
    return { ...read, value: read.value ?? null }; // a section that the file has not: nothing, and no error
  },
  text: async ({ reply, ask }) => {
    const read = (await ask('settings.text')) as Text;
    reply.header('etag', `"${read.revision}"`);
    return read;
  },
  schema: () => jsonSchema(),
  check: async ({ body, ask }) => {
    const checked = (await ask('settings.check', body)) as {
      problems: readonly { line: number; column: number; text: string }[];
    };
    return {
      ...checked,
      problems: checked.problems.map(({ line, column, text }) => ({ line, column, message: text })),
    };
  },
  change,
  history: async ({ web, ask }) => {
    const [now, kept, changes] = await Promise.all([
      ask('settings.text') as Promise<Text>,
      ask('settings.revisions') as Promise<readonly { revision: string; until: number }[]>,
      web.records.ask('audited', { type: 'settings.changed', most: 200 }),
    ]);
    const of = (revision: string) => changes.rows.find(({ facts }) => facts.revision === revision);
    const rows = [{ revision: now.revision, until: Math.round(web.clock.now()) }, ...kept];
    return rows.map(({ revision, until }, index) => {
      const made = of(revision);
      const paths = (made?.facts.paths ?? []) as string[];
      return { revision, at: made?.at ?? until, actor: made?.actor ?? null, paths, isNow: index === 0 };
    });
  },
  difference: ({ params, ask }) => ask('settings.revisions', { revision: params.revision }),
  undo: async ({ params, ask, web }) =>
    shownChange((await web.people.after(ask('settings.undo', { revision: params.revision }))) as Changed),
};

export const staff: Handlers<'staff'> = {
  list: async ({ web }) => {
    await web.people.refresh();
    return web.people.directory.people.map(({ reaches: _, usualStation: _s, ...person }) => person);
  },
  addAgent: async ({ web, body, ask }) => {
    const { problems } = (await ask('agents.add', body)) as Changed;
    if (problems.length > 0) return { agent: body.agent, problems };
    const { password } = (await ask('people.newPassword', { id: body.agent })) as { password?: string };
    await web.people.refresh();
    return { agent: body.agent, problems, ...(password !== undefined && { password }) };
  },
  skills: async ({ web, params, body, ask }) => {
    const skills = Object.entries(body.skills).map(([name, level]) => `${name}=${level}`);
    const asked = ask('agents.skills', { agent: params.agent, skills: skills.join(',') });
    const changed = (await web.people.after(asked)) as Changed & { skills: Record<string, number> };
    return { agent: params.agent, skills: changed.skills, problems: changed.problems };
  },
  remove: async ({ web, params, ask }) => {
    await ask('agents.remove', { agent: params.agent });
    web.sessions.endAll(params.agent);
    await web.people.refresh();
  },
  unlock: ({ params, ask }) => ask('people.unlock', { id: params.person }),
  resetPassword: async ({ web, params, ask }) => {
    const { password = '' } = (await ask('people.newPassword', { id: params.person })) as { password?: string };
    web.sessions.endAll(params.person);
    return { password };
  },
};

export const numbers: Handlers<'numbers'> = {
  list: ({ params, ask }) => ask(`${params.list}.list`),
  add: async ({ params, body, ask }) => (await ask(`${params.list}.add`, body)) ?? {},
  remove: ({ params, ask }) => ask(`${params.list}.remove`, { number: params.number }),
};

const SAFE_NAME = /^[A-Za-z0-9_-]{1,80}$/;

export const prompts: Handlers<'prompts'> = {
  list: async ({ ask }) => ((await ask('prompts.list')) as { prompts: readonly unknown[] }).prompts,
  sound: ({ web, params, request, reply }) => {
    const { place, name } = params;
    if (!SAFE_NAME.test(name) || !SAFE_NAME.test(place)) throw new TelephonyError('NOT_FOUND', `prompt ${name}`);
    const { prompts: own } = web.people.directory;
    const file = join(place, `${name}.wav`);
    const folder = existsSync(join(own, file)) ? own : packagedPrompts();
    return soundFile({ folder, file }, request, reply);
  },
  put: async ({ params, body, ask }) => {
    const bytes = Buffer.from(body.wav, 'base64');
    let answer: unknown;
    for (let at = 0; at < bytes.length || at === 0; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE).toString('base64');
      answer = await ask('prompts.put', { ...params, at, of: bytes.length, bytes: piece });
    }
    return answer ?? {};
  },
  remove: ({ params, ask }) => ask('prompts.remove', params),
};

export const audit: Handlers<'audit'> = {
  list: ({ web, query }) => web.records.ask('audited', query),
};
