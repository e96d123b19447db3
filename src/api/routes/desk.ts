// SPDX-License-Identifier: GPL-2.0-or-later
// What else is on a desk? Messages between staff, search, messages of callers; events by pages.

import { TelephonyError } from '../../faults.js';
import type { KeptMessage } from '../../store/index.js';
import type { contract, LiveEvent } from '../contract/index.js';
import { mayHear } from '../live/hub.js';
import type { Given, Handlers, Web } from '../web.js';
import { colleaguesNamed } from './board.js';
import { type StoredOne, shownCustomer } from './customers.js';
import { numberOf } from './pages.js';
import { reachOf } from './reach.js';

const MOST_RECEIVERS = 300;

function shownMessage({ people }: Pick<Web, 'people'>, message: KeptMessage) {
  const { receiver, ...rest } = message;
  const [, queue] = /^queue:(.+)$/.exec(message.to) ?? [];
  return {
    ...rest,
    fromName: people.nameOf(message.from),
    to: queue === undefined ? receiver : message.to,
    toName: queue ?? people.nameOf(receiver),
  };
}

/** Somebody's, the newest first. */
export function messagesOf(
  web: Pick<Web, 'people' | 'database'>,
  person: string,
  asked: Given<typeof contract.messages.list>['query'],
) {
  const { messages: kept } = web.database;
  return {
    rows: kept.list(person, asked).map((message) => shownMessage(web, message)),
    unread: kept.unread(person),
  };
}

function receiversOf({ people }: Pick<Web, 'people'>, to: string, but: string): readonly string[] {
  const [, queue] = /^queue:(.+)$/.exec(to) ?? [];
  if (queue === undefined) {
    if (people.find(to) === undefined) throw new TelephonyError('NOT_FOUND', `person ${to}`);
    return [to];
  }
  const all = people.directory.people.filter((person) => person.queues.includes(queue) && person.id !== but);
  if (all.length === 0) throw new TelephonyError('NOT_FOUND', `queue ${queue} has nobody else`);
  if (all.length > MOST_RECEIVERS)
    throw new TelephonyError('LIMIT_REACHED', `at most ${MOST_RECEIVERS} are written to at once`);
  return all.map(({ id }) => id);
}

export const messages: Handlers<'messages'> = {
  list: ({ web, asker, query }) => messagesOf(web, asker.id, query),
  receivers: ({ web, asker }) => {
    const { people, queues } = web.people.directory;
    const others = people.filter(({ id }) => id !== asker.id);
    const reached = queues.filter(({ name }) => others.some((one) => one.queues.includes(name)));
    return [
      ...others.map(({ id, name, role }) => ({ to: id, name, role })),
      ...reached.map(({ name }) => ({ to: `queue:${name}`, name })),
    ];
  },
  send: ({ web, asker, body }) => {
    const receivers = receiversOf(web, body.to, asker.id);
    const sent = web.database.messages.send(asker.id, body.to, receivers, body.text, Math.round(web.clock.now()));
    for (const message of sent) web.hub.tell(message.receiver, shownMessage(web, message));
    return sent.map((message) => shownMessage(web, message));
  },
  read: ({ web, asker, body }) => {
    web.database.messages.read(asker.id, body.upTo, Math.round(web.clock.now()));
    return { unread: web.database.messages.unread(asker.id) };
  },
};

export const search: Handlers<'search'> = {
  search: async ({ web, asker, query, ask }) => {
    const { what, most } = query;
    const isNumber = /^[\d\s+*#-]{4,}$/.test(what);
    const may = (right: 'customers.read' | 'calls.read' | 'callbacks.read') => asker.rights.has(right);
    const number = isNumber ? numberOf(web, what) : {};
    const reach = reachOf(asker);
    const [customers, calls, callbacks] = await Promise.all([
      may('customers.read') ? (ask('customers.find', { what, most }) as Promise<StoredOne[]>) : [],
      may('calls.read') && isNumber
        ? web.records.page('listedCalls', { ...number, reach, now: Math.round(web.clock.now()) }, { most })
        : { rows: [] },
      may('callbacks.read') && isNumber ? web.openCallbacks.ask() : [],
    ]);
    return {
      customers: customers.map(shownCustomer),
      colleagues: colleaguesNamed(web, what).slice(0, most),
      calls: calls.rows.map(({ id, calling, called, direction, offeredAt, disposition }) => ({
        ...{ id, at: offeredAt, disposition, direction, number: direction === 'inbound' ? calling : called },
      })),
      callbacks: callbacks
        .filter(({ queue }) => reach?.queues.includes(queue) ?? true)
        .filter((row) => 'number' in number && row.number === number.number?.canonical)
        .slice(0, most)
        .map(({ id, number: of, queue, due, state }) => ({ id, number: of, queue, due, state })),
    };
  },
};

export const events: Handlers<'events'> = {
  list: async ({ web, asker, query }) => {
    const { first, last } = await web.records.ask('eventRange', null);
    if (query.after < first - 1 || query.after > last)
      throw new TelephonyError('GONE', `event ${query.after}: those from ${first} to ${last} are kept`);
    const types = query.types?.split(',') ?? [];
    const { rows } = await web.records.page('eventsAfter', { event: query.after }, { most: 250 });
    const read = rows as unknown as readonly LiveEvent[];
    const wanted = ({ type }: LiveEvent) => types.length === 0 || types.some((begin) => type.startsWith(begin));
    return {
      rows: read.filter((event) => wanted(event) && mayHear(asker, event)),
      last: read.at(-1)?.n ?? query.after,
    };
  },
};
