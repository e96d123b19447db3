// SPDX-License-Identifier: GPL-2.0-or-later
// What does the console show when it is opened? All of it by one request: two hundred who reload at once ask two hundred times, not sixteen hundred.

import type { contract } from '../contract/index.js';
import type { Given, Web } from '../web.js';
import { callbacksOf } from './callbacks.js';
import { callsPage } from './calls.js';
import { messagesOf } from './desk.js';
import { figuresOf } from './verbs.js';

/** The view in which language and looks are kept; the console is told them of `me`. */
export const PREFERENCES = 'console.preferences';
const MESSAGES = 50;
const CALLS = 10;

/** What the console has saved for somebody. */
export function viewsOf({ database }: Pick<Web, 'database'>, person: string) {
  const { [PREFERENCES]: _, ...views } = database.kept.views(person);
  return views;
}

/** Supervisors and administrators by name: whoever signed something is not shown as an id. */
const othersOf = ({ people }: Pick<Web, 'people'>) =>
  people.directory.people.filter(({ isAgent }) => !isAgent).map(({ id, name }) => ({ id, name }));

/** What cannot be read now its page asks for again, and says why. */
const orMissing = <T>(read: Promise<T>): Promise<T | undefined> => read.catch(() => undefined);

export async function start({ web, asker }: Given<typeof contract.session.start>) {
  const me = web.me(asker);
  if (me.mustChangePassword) return { me, views: {} };
  const { id } = asker;
  const begun = {
    ...{ me, views: viewsOf(web, id), people: othersOf(web) },
    messages: messagesOf(web, id, { most: MESSAGES }),
  };
  if (!me.isAgent || !asker.rights.has('agents.self')) return begun;
  const [figures, calls, callbacks] = await Promise.all([
    orMissing(figuresOf(web, id)),
    orMissing(callsPage(web, { agent: id, most: CALLS })),
    orMissing(callbacksOf(web, id)),
  ]);
  return { ...begun, figures, calls: calls?.rows, callbacks };
}
