// SPDX-License-Identifier: GPL-2.0-or-later
// What can be done with calls over the box's socket? The verbs, by agent; a supervisor's by himself.

import { type Box, SUPERVISION_MODES, type TransferTo } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { ControlMethod } from './control-connection.js';
import { optional, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

/** `callAction` and `supervise`; `stations` and `agents` tell what a bare number is. */
export function callMethods(
  box: Box,
  house: () => { readonly stations: readonly string[]; readonly agents: readonly string[] },
): Readonly<Record<string, ControlMethod>> {
  return {
    callAction: (params) => callAction(box, params, (to) => destination(to, house())),
    supervise: (params) => supervise(box, params),
  };
}

/** `agent:1002`, `station:802`, `number:13912345678`, `queue:sales`, `flow:menu`; a bare number is an agent's, a station's or one outside. */
function destination(
  to: string,
  { stations, agents }: { readonly stations: readonly string[]; readonly agents: readonly string[] },
): TransferTo {
  const [, kind, value = ''] = /^(agent|station|number|queue|flow):(.+)$/.exec(to) ?? [];
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
  }
  if (agents.includes(to)) return { agent: to };
  if (stations.includes(to)) return { station: to };
  if (/^\+?\d+$/.test(to)) return { number: to };
  throw new TelephonyError('REFUSED', `${to}: agent:ID, station:N, number:N, queue:NAME or flow:NAME would be right`);
}

function callAction(box: Box, params: Params, read: (to: string) => TransferTo): unknown {
  const verb = text(params, 'verb');
  const agent = text(params, 'agent');
  const { calling } = box;
  const to = () => read(text(params, 'to'));
  const callee = () => {
    const one = to();
    if ('queue' in one || 'flow' in one) throw new TelephonyError('REFUSED', `${verb}: a person would be right`);
    return one;
  };
  const verbs: Readonly<Record<string, () => unknown>> = {
    call: () => calling.makeCall(agent, callee()),
    hold: () => calling.hold(agent),
    retrieve: () => calling.retrieve(agent),
    alternate: () => calling.alternate(agent),
    consult: () => calling.consult(agent, callee()),
    reconnect: () => calling.reconnect(agent),
    transfer: () => (params.to === undefined ? calling.transfer(agent) : calling.singleStepTransfer(agent, to())),
    conference: () => calling.conference(agent),
    drop: () => calling.drop(agent, text(params, 'to')),
    leave: () => calling.leave(agent),
    clear: () => calling.clear(agent),
    park: () => ({ place: calling.colleagues.park(agent) }),
    unpark: () => calling.colleagues.unpark(agent, text(params, 'to')),
    'pick-up': () => calling.colleagues.pickUp(agent, optional(params, 'to')),
    record: () => calling.sounds.startRecording(agent),
    'stop-recording': () => calling.sounds.stopRecording(agent),
    announce: () => calling.sounds.announce(agent, text(params, 'to')),
    'send-digits': () => calling.sendDigits(agent, text(params, 'to')),
  };
  const act = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (act === undefined)
    throw new TelephonyError('REFUSED', `${verb}: ${Object.keys(verbs).join(', ')} would be right`);
  return act();
}

function supervise(box: Box, params: Params): void {
  const supervisor = text(params, 'supervisor');
  const how = optional(params, 'how') ?? 'listen';
  const { supervision } = box.calling;
  const mode = SUPERVISION_MODES.find((one) => one === how);
  if (mode !== undefined) supervision.supervise(supervisor, text(params, 'agent'), mode);
  else if (how === 'take-over') supervision.takeOver(supervisor);
  else if (how === 'release') supervision.release(text(params, 'agent'));
  else
    throw new TelephonyError('REFUSED', `${how}: ${SUPERVISION_MODES.join(', ')}, take-over, release would be right`);
}
