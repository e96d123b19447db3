// SPDX-License-Identifier: GPL-2.0-or-later
// Promises as people keep them; and how a visitor of the shop's own page asks for one.

import { TelephonyError } from '../../faults.js';
import type { ListedCallback } from '../../store/index.js';
import { askedByPage } from '../http/page-token.js';
import type { Handlers, Web } from '../web.js';
import { keyOf, told } from './pages.js';
import { reachOf } from './reach.js';

interface Asked {
  readonly request: string;
  readonly merged: boolean;
}

function shown({
  detail: _,
  wants: _w,
  hidden: _h,
  setups: _s,
  promised,
  leaseUntil: _l,
  attempt: _a,
  attemptList,
  ...row
}: ListedCallback) {
  return {
    ...row,
    promised: promised === 1,
    attemptList: attemptList.map(({ id, startedAt, endedAt, agent, outcome, cause }) => ({
      ...{ id, startedAt, endedAt, agent, outcome, cause },
    })),
  };
}

/** His own first, then by their order; those that somebody else has are not in it. */
export async function callbacksOf(web: Pick<Web, 'people' | 'openCallbacks'>, agent: string) {
  const queues = web.people.find(agent)?.queues ?? [];
  const his = (await web.openCallbacks.ask()).filter(
    (row) => row.agent === agent || (row.agent === null && queues.includes(row.queue)),
  );
  const rank = (row: ListedCallback) => (row.agent === agent ? 0 : 1);
  return his.sort((a, b) => rank(a) - rank(b) || a.due - b.due).map(shown);
}

export const callbacks: Handlers<'callbacks'> = {
  list: async ({ web, asker, query }) => {
    const asked = { after: keyOf(query.after), most: query.most };
    const seen = reachOf(asker)?.queues;
    const queues = query.queue === undefined ? seen : [query.queue].filter((queue) => seen?.includes(queue) ?? true);
    return told(await web.records.page('listedCallbacks', { all: query.all === true, queues }, asked), shown);
  },
  mine: ({ web, params }) => callbacksOf(web, params.agent),
  create: ({ body, ask }) => {
    const { promised, ...rest } = body;
    return ask('callbacks.create', { ...rest, ...(promised !== undefined && { promised: promised ? 'yes' : 'no' }) });
  },
  change: async ({ params, body, ask }) => (await ask('callbacks.change', { id: params.request, ...body })) ?? {},
  cancel: ({ params, ask }) => ask('callbackAction', { action: 'cancel', argument: params.request }),
  ask: async ({ web, body, request: { headers, ip: address } }) => {
    const { callbacks: page } = web.config;
    if (page === undefined) throw new TelephonyError('NOT_FOUND', 'this box takes no callbacks of web pages');
    askedByPage(page, { web, body, origin: headers.origin, address });
    const { number, at, note } = body;
    const wish = { number, queue: page.queue, ...(at !== undefined && { at }), ...(note !== undefined && { note }) };
    const asked = { ...wish, address, ...(headers.origin !== undefined && { page: headers.origin }) };
    const { request, merged } = (await web.box.ask('console.callback', { params: asked })) as Asked;
    return { request, merged };
  },
};
