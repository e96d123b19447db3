// SPDX-License-Identifier: GPL-2.0-or-later
// What can be said of telephones over the box's socket? Where their calls go, do not disturb, call waiting; by station, or who is there.

import type { Box, TelephoneStatus, TransferTo } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { ControlMethod } from './control-connection.js';
import { actionOf, optional, text } from './shop-methods.js';
import { stationsMethod } from './stations-method.js';

type Params = Readonly<Record<string, unknown>>;

/** What an action is done with. */
interface Doing {
  readonly telephones: Box['calling']['telephones'];
  readonly of: string;
  readonly params: Params;
  readonly to: () => TransferTo;
}

const ACTIONS: Readonly<Record<string, (doing: Doing) => Promise<TelephoneStatus>>> = {
  'forward-always': ({ telephones, of, to }) => telephones.forward(of, 'always', placeOf(to())),
  'forward-busy': ({ telephones, of, to }) => telephones.forward(of, 'busy', placeOf(to())),
  'forward-no-answer': ({ telephones, of, to }) => telephones.forward(of, 'noAnswer', placeOf(to())),
  'forward-off': ({ telephones, of }) => telephones.forwardOff(of),
  'do-not-disturb': ({ telephones, of, params }) => telephones.doNotDisturb(of, isOn(params)),
  'call-waiting': ({ telephones, of, params }) => telephones.callWaiting(of, isOn(params)),
};

/** What `telephoneAction` can do. */
export const TELEPHONE_ACTIONS: readonly string[] = Object.keys(ACTIONS);

/** `stations`, `telephones` and `telephoneAction`; `read` reads a destination. */
export function telephoneMethods(box: Box, read: (to: string) => TransferTo): Readonly<Record<string, ControlMethod>> {
  return {
    stations: stationsMethod(box),
    telephones: () => box.calling.telephones.list(),
    telephoneAction: (params) => {
      const act = actionOf(ACTIONS, text(params, 'action'));
      const { telephones } = box.calling;
      return act({ telephones, of: text(params, 'of'), params, to: () => read(text(params, 'argument')) });
    },
  };
}

function placeOf(to: TransferTo) {
  if ('flow' in to) throw new TelephonyError('REFUSED', 'a person, a queue or a box would be right');
  return to;
}

function isOn(params: Params): boolean {
  const word = optional(params, 'argument') ?? 'on';
  if (word === 'on' || word === 'off') return word === 'on';
  throw new TelephonyError('REFUSED', `${word}: on, off would be right`);
}
