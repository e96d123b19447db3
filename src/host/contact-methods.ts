// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of a customer while his call is up? For the agent whom it is offered to, or who has it.

import type { Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { ControlMethod } from './control-connection.js';
import { text } from './shop-methods.js';

/** `contact.now { agent, call }`: of a call that this agent has, or that rings at him. Throws NOT_FOUND. */
export function contactMethods({ calling }: Pick<Box, 'calling'>): Readonly<Record<string, ControlMethod>> {
  return {
    'contact.now': (params) => {
      const call = text(params, 'call');
      const { own } = calling.stations;
      const his = own.of(text(params, 'agent')).calls.find((one) => one.call === call || one.contact === call);
      const now = his && own.contact(his.call);
      if (now === undefined) throw new TelephonyError('NOT_FOUND', `call ${call}`);
      return now;
    },
  };
}
