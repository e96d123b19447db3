// SPDX-License-Identifier: GPL-2.0-or-later
// How the call centre is now, and what supervisors and operators do about it.

import { TelephonyError } from '../../faults.js';
import { colleaguesOf, within } from '../live/standing.js';
import type { Asker } from '../sessions.js';
import type { Handlers, Web } from '../web.js';

const taken = async (asked: Promise<unknown>) => {
  const result = await asked;
  return { taken: true as const, ...(typeof result === 'object' && result !== null && { result }) };
};

/** As he may see it. Throws BOX_NOT_RUNNING. */
function standing({ box, feed }: Pick<Web, 'box' | 'feed'>, { person }: Asker) {
  if (!box.isUp || feed.now === undefined) throw new TelephonyError('BOX_NOT_RUNNING', 'its status is not known');
  return within(feed.now, person);
}

/** Colleagues whose name, id, telephone or queue has it in it. */
export function colleaguesNamed(web: Pick<Web, 'feed'>, what: string | undefined) {
  const sought = what?.toLowerCase();
  const all = web.feed.now === undefined ? [] : colleaguesOf(web.feed.now);
  if (sought === undefined) return all;
  return all.filter(({ id, name, station, queues }) =>
    [id, name, station ?? '', ...queues].some((text) => text.toLowerCase().includes(sought)),
  );
}

export const board: Handlers<'board'> = {
  standing: ({ web, asker }) => standing(web, asker),
  queues: ({ web, asker }) => standing(web, asker).queues,
  people: ({ web, asker }) => standing(web, asker).people,
  stations: ({ web, asker }) => standing(web, asker).stations,
  spans: ({ web, asker }) => standing(web, asker).spans,
  waiting: async ({ asker, ask }) => {
    const { supervises } = asker.person;
    const all = (await ask('waiting')) as readonly { readonly queue: string }[];
    return all.filter(({ queue }) => supervises === undefined || supervises.includes(queue));
  },
  moveWaiting: ({ params, body, ask }) => {
    const to = body.to === undefined ? {} : { to: body.to };
    return taken(ask('waitingAction', { action: params.action, call: params.call, ...to }));
  },
  colleagues: ({ web, query }) => colleaguesNamed(web, query.what),
  surge: ({ web, asker }) => standing(web, asker).surge,
  saySurge: ({ body, ask }) => taken(ask('surge.say', body)),
  busyOut: ({ params, body, ask }) => taken(ask(params.action === 'busy-out' ? 'busyOut' : 'inService', body)),
  measuredLines: ({ ask }) => ask('lines.measured'),
  alarms: ({ query, ask }) => ask('alarms', query),
  hours: ({ web, asker }) => standing(web, asker).hours,
  sayHours: ({ params, body, ask }) => {
    const methods = { close: 'closeHours', open: 'openHours', regular: 'regularHours' } as const;
    return taken(ask(methods[params.action], body));
  },
};
