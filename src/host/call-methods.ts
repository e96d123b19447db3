// SPDX-License-Identifier: GPL-2.0-or-later
// What can be done with calls over the box's socket? The verbs, by agent; a supervisor's by himself.

import { type Box, type Callee, SUPERVISION_MODES, type TransferTo } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { ControlMethod } from './control-connection.js';
import { actionOf, optional, text } from './shop-methods.js';
import { telephoneMethods } from './telephone-methods.js';

type Params = Readonly<Record<string, unknown>>;

/** `callAction`, `supervise`, and what is said of telephones; `stations` and `agents` tell what a bare number is. */
export function callMethods(
  box: Box,
  house: () => { readonly stations: readonly string[]; readonly agents: readonly string[] },
): Readonly<Record<string, ControlMethod>> {
  const read = (to: string) => destination(to, house());
  return {
    callAction: (params) => callAction(box, params, read),
    supervise: (params) => supervise(box, params, read),
    ...telephoneMethods(box, read),
  };
}

/** `agent:1002`, `station:802`, `number:13912345678`, `queue:sales`, `flow:menu`, `message:BOX`; a bare number is an agent's, a station's or one outside. */
function destination(
  to: string,
  { stations, agents }: { readonly stations: readonly string[]; readonly agents: readonly string[] },
): TransferTo {
  const [, kind, value = ''] = /^(agent|station|number|queue|flow|message):(.+)$/.exec(to) ?? [];
  switch (kind) {
    case 'agent':
      return { agent: value };
    case 'station':
      return { station: value };
    case 'number':
      return { number: value };
    case 'queue':
      return { queue: value };
    case 'flow':
      return { flow: value };
    case 'message':
      return { message: value };
  }
  if (agents.includes(to)) return { agent: to };
  if (stations.includes(to)) return { station: to };
  if (/^\+?\d+$/.test(to)) return { number: to };
  throw new TelephonyError(
    'REFUSED',
    `${to}: agent:ID, station:N, number:N, queue:NAME, flow:NAME or message:BOX would be right`,
  );
}

/** What a verb is done with. */
interface Doing {
  readonly calling: Box['calling'];
  readonly agent: string;
  readonly params: Params;
  /** Where to; throws REFUSED for what is no destination. */
  readonly to: () => TransferTo;
}

const VERBS: Readonly<Record<string, (doing: Doing) => unknown>> = {
  call: ({ calling, agent, to }) => calling.makeCall(agent, personOf(to(), 'call')),
  answer: ({ calling, agent }) => calling.ringing.answer(agent),
  deflect: ({ calling, agent, to }) => calling.ringing.deflect(agent, notFlow(to(), 'deflect')),
  'camp-on': ({ calling, agent, to }) => calling.campOns.begin(agent, insider(to(), 'camp-on')),
  'camp-off': ({ calling, agent }) => calling.campOns.end(agent),
  'call-back': ({ calling, agent }) => calling.lastCallers.callBack(agent),
  'last-caller': ({ calling, agent }) => calling.lastCallers.ofAgent(agent),
  hold: ({ calling, agent }) => calling.hold(agent),
  retrieve: ({ calling, agent }) => calling.retrieve(agent),
  alternate: ({ calling, agent }) => calling.alternate(agent),
  consult: ({ calling, agent, to }) => calling.consult(agent, personOf(to(), 'consult')),
  reconnect: ({ calling, agent }) => calling.reconnect(agent),
  transfer: ({ calling, agent, params, to }) =>
    params.to === undefined ? calling.transfer(agent) : calling.singleStepTransfer(agent, to()),
  conference: ({ calling, agent }) => calling.conference(agent),
  drop: ({ calling, agent, params }) => calling.drop(agent, text(params, 'to')),
  leave: ({ calling, agent }) => calling.leave(agent),
  clear: ({ calling, agent }) => calling.clear(agent),
  park: ({ calling, agent }) => ({ place: calling.colleagues.park(agent) }),
  unpark: ({ calling, agent, params }) => calling.colleagues.unpark(agent, text(params, 'to')),
  'pick-up': ({ calling, agent, params }) => calling.colleagues.pickUp(agent, optional(params, 'to')),
  'send-digits': ({ calling, agent, params }) => calling.sendDigits(agent, text(params, 'to')),
  later: ({ calling, agent, params, to }) => {
    const whom = to();
    if (!('number' in whom)) throw new TelephonyError('REFUSED', 'later: a number outside would be right');
    return calling.house.later.set(agent, whom.number, text(params, 'at'));
  },
  'later-list': ({ calling, agent }) => calling.house.later.list(agent === 'all' ? undefined : agent),
  'later-cancel': ({ calling, agent, params }) => calling.house.later.cancel(text(params, 'to'), agent),
  record: ({ calling, agent }) => calling.sounds.startRecording(agent),
  'stop-recording': ({ calling, agent }) => calling.sounds.stopRecording(agent),
  mask: ({ calling, agent }) => calling.sounds.mask(agent),
  unmask: ({ calling, agent }) => calling.sounds.unmask(agent),
  announce: ({ calling, agent, params }) => calling.sounds.announce(agent, text(params, 'to')),
  data: ({ calling, agent }) => calling.data(agent),
  attach: ({ calling, agent, params }) => calling.attach(agent, readData(params.data)),
};

/** What `callAction` can do. */
export const CALL_VERBS: readonly string[] = Object.keys(VERBS);

function callAction({ calling }: Box, params: Params, read: (to: string) => TransferTo): unknown {
  const verb = text(params, 'verb');
  const agent = text(params, 'agent');
  return actionOf(VERBS, verb)({ calling, agent, params, to: () => read(text(params, 'to')) });
}

function notFlow(to: TransferTo, verb: string) {
  if ('flow' in to) throw new TelephonyError('REFUSED', `${verb}: a person, a queue or a box would be right`);
  return to;
}

function insider(to: TransferTo, verb: string) {
  if ('agent' in to || 'station' in to) return to;
  throw new TelephonyError('REFUSED', `${verb}: somebody of the house would be right`);
}

function personOf(to: TransferTo, verb: string): Callee {
  if ('queue' in to || 'flow' in to || 'message' in to)
    throw new TelephonyError('REFUSED', `${verb}: a person would be right`);
  return to;
}

function readData(given: unknown): Readonly<Record<string, string>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new TelephonyError('REFUSED', 'data: an object of texts would be right');
  return given as Readonly<Record<string, string>>;
}

/** What `supervise` can do. */
export const WAYS_TO_SUPERVISE: readonly string[] = [...SUPERVISION_MODES, 'take-over', 'transfer', 'release'];

function supervise(box: Box, params: Params, read: (to: string) => TransferTo): void {
  const supervisor = text(params, 'supervisor');
  const how = optional(params, 'how') ?? 'listen';
  const { supervision } = box.calling;
  const mode = SUPERVISION_MODES.find((one) => one === how);
  if (mode !== undefined) supervision.supervise(supervisor, text(params, 'agent'), mode);
  else if (how === 'take-over') supervision.takeOver(supervisor);
  else if (how === 'transfer') supervision.transfer(supervisor, text(params, 'agent'), read(text(params, 'to')));
  else if (how === 'release') supervision.release(text(params, 'agent'));
  else throw new TelephonyError('REFUSED', `${how}: ${WAYS_TO_SUPERVISE.join(', ')} would be right`);
}
