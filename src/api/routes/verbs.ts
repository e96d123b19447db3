// SPDX-License-Identifier: GPL-2.0-or-later
// What is done at an agent's telephone: each verb is a command of the box, which judges it by its one table.

import { TelephonyError } from '../../faults.js';
import { ownFigures } from '../../report/index.js';
import type { contract } from '../contract/index.js';
import type { Given, Handlers, Web } from '../web.js';
import { dialled } from './dialled.js';

type Ask = Given<typeof contract.verbs.hold>['ask'];

const taken = async (asked: Promise<unknown>) => {
  const result = await asked;
  return { taken: true as const, ...(typeof result === 'object' && result !== null && { result }) };
};

const call = (ask: Ask, verb: string, agent: string, more: object = {}) =>
  taken(ask('callAction', { verb, agent, ...more }));
const himself = (ask: Ask, action: string, agent: string, argument?: string) =>
  taken(ask('agentAction', { action, agent, ...(argument !== undefined && { argument }) }));

type Plain = { readonly params: { readonly agent: string }; readonly ask: Ask };
/** A verb that needs nothing but its agent. */
const plain =
  (verb: string) =>
  ({ params, ask }: Plain) =>
    call(ask, verb, params.agent);
const towards =
  (verb: string) =>
  ({ params, body, ask }: Plain & { readonly body: { readonly to: string } }) =>
    call(ask, verb, params.agent, { to: body.to });
const own =
  (action: string) =>
  ({ params, ask }: Plain) =>
    himself(ask, action, params.agent);

export const verbs: Handlers<'verbs'> = {
  makeCall: async (given) => call(given.ask, 'call', given.params.agent, { to: await dialled(given, given.body.to) }),
  answer: plain('answer'),
  deflect: towards('deflect'),
  clear: plain('clear'),
  hold: plain('hold'),
  retrieve: plain('retrieve'),
  alternate: plain('alternate'),
  consult: towards('consult'),
  reconnect: plain('reconnect'),
  transfer: plain('transfer'),
  singleStepTransfer: towards('transfer'),
  conference: plain('conference'),
  drop: towards('drop'),
  leave: plain('leave'),
  announce: ({ params, body, ask }) => call(ask, 'announce', params.agent, { to: body.prompt }),
  park: plain('park'),
  unpark: ({ params, body, ask }) => call(ask, 'unpark', params.agent, { to: body.place }),
  pickUp: ({ params, body, ask }) =>
    call(ask, 'pick-up', params.agent, body.from === undefined ? {} : { to: body.from }),
  sendDigits: ({ params, body, ask }) => call(ask, 'send-digits', params.agent, { to: body.digits }),
  record: plain('record'),
  stopRecording: plain('stop-recording'),
  mask: plain('mask'),
  unmask: plain('unmask'),
  campOn: towards('camp-on'),
  campOff: plain('camp-off'),
  attach: ({ params, body, ask }) => call(ask, 'attach', params.agent, { data: body.data }),
  signIn: ({ params, body, ask }) => himself(ask, 'sign-in', params.agent, body.station),
  signOut: own('sign-out'),
  ready: own('ready'),
  notReady: ({ params, body, ask }) => himself(ask, 'not-ready', params.agent, body.reason),
  finishWrapUp: own('finish'),
  extendWrapUp: ({ params, body, ask }) => himself(ask, 'extend', params.agent, String(body.seconds)),
  wrapUpCode: ({ params, body, ask }) => himself(ask, 'code', params.agent, body.code),
  nextCallback: ({ params, ask }) => taken(ask('callbackAction', { action: 'next', argument: params.agent })),
  takeCallback: ({ params, body, ask }) => taken(ask('callbacks.take', { id: body.request, agent: params.agent })),
  later: ({ params, body, ask }) => call(ask, 'later', params.agent, { to: body.to, at: body.at }),
};

/** What an agent has done today. */
export function figuresOf({ records, clock, people }: Pick<Web, 'records' | 'clock' | 'people'>, agent: string) {
  return ownFigures({ records, clock, zone: people.directory.zone }, agent);
}

/** What is done to a call from beside it. */
const WITHOUT_TELEPHONE: ReadonlySet<string> = new Set(['transfer', 'release']);

export const ownLine: Handlers<'ownLine'> = {
  line: async ({ web, params, ask }) => {
    const known = web.feed.lineOf(params.agent);
    return web.box.isUp && known !== undefined ? known : ask('line.now', { agent: params.agent });
  },
  figures: ({ web, params }) => figuresOf(web, params.agent),
  supervise: ({ params, body, asker, ask }) => {
    if (!asker.person.isAgent && !WITHOUT_TELEPHONE.has(body.how))
      throw new TelephonyError('REFUSED', 'only who is signed in at a telephone hears a call');
    return taken(ask('supervise', { supervisor: asker.id, agent: params.agent, ...body }));
  },
  telephone: ({ params, body, ask }) =>
    taken(
      ask('telephoneAction', {
        of: params.agent,
        action: body.action,
        ...(body.argument !== undefined && { argument: body.argument }),
      }),
    ),
};
