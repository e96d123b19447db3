// SPDX-License-Identifier: GPL-2.0-or-later
// What can be done over the box's socket with callers whom nobody serves yet? They are listed, moved, put first, given to an agent.

import type { Box, CallDestination } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { ControlMethod } from './control-connection.js';
import { actionOf, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;
type Waiting = Box['calling']['supervision']['waiting'];

const ACTIONS: Readonly<Record<string, (waiting: Waiting, call: string, to: () => string) => void>> = {
  front: (waiting, call) => waiting.promote(call),
  move: (waiting, call, to) => waiting.move(call, destination(to())),
  pick: (waiting, call, to) => waiting.pick(call, to().replace(/^agent:/, '')),
};

/** What `waitingAction` can do. */
export const WAITING_ACTIONS: readonly string[] = Object.keys(ACTIONS);

/** `waiting` and `waitingAction { action, call, to }`. */
export function waitingMethods(box: Box): Readonly<Record<string, ControlMethod>> {
  return {
    waiting: () => box.calling.supervision.waiting.list(),
    waitingAction: (params: Params) => {
      const act = actionOf(ACTIONS, text(params, 'action'));
      act(box.calling.supervision.waiting, text(params, 'call'), () => text(params, 'to'));
    },
  };
}

/** `queue:sales`, `flow:menu`, `announce:closed`, `message:BOX`, `callback`, `refuse`. */
function destination(to: string): CallDestination {
  const [, kind, value = ''] = /^(queue|flow|announce|message):(.+)$/.exec(to) ?? [];
  if (kind === 'queue') return { kind, queue: value };
  if (kind === 'flow') return { kind, flow: value };
  if (kind === 'announce') return { kind, prompt: value };
  if (kind === 'message') return { kind, box: value };
  if (to === 'callback' || to === 'refuse') return { kind: to };
  throw new TelephonyError(
    'REFUSED',
    `${to}: queue:NAME, flow:NAME, announce:PROMPT, message:BOX, callback or refuse would be right; pick gives him to an agent`,
  );
}
