// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a box about messages, over its socket? Boxes, what is in them, and what is to become of a message.

import type { Box } from '../engine/index.js';
import type { ControlMethod } from './control-connection.js';
import { actionOf, optional, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

interface Doing {
  readonly voicemail: Box['voicemail'];
  readonly message: string;
  /** Whose boxes alone; undefined: all. */
  readonly agent: string | undefined;
  readonly params: Params;
}

const ACTIONS: Readonly<Record<string, (doing: Doing) => unknown>> = {
  new: ({ voicemail, message, agent }) => voicemail.mark(message, 'new', agent),
  heard: ({ voicemail, message, agent }) => voicemail.mark(message, 'heard', agent),
  save: ({ voicemail, message, agent }) => voicemail.mark(message, 'saved', agent),
  delete: ({ voicemail, message, agent }) => voicemail.delete(message, agent),
  forward: ({ voicemail, message, agent, params }) => voicemail.sendOn(message, text(params, 'to'), agent),
};

/** What `voicemail.change` can do. */
export const MESSAGE_ACTIONS: readonly string[] = Object.keys(ACTIONS);

/**
 * `voicemail.boxes { agent }`, `voicemail.list { agent, box }`, `voicemail.change { action, message, to, agent }`. `agent`: of the
 * boxes whose messages he hears.
 */
export function voicemailMethods({ voicemail }: Box): Readonly<Record<string, ControlMethod>> {
  return {
    'voicemail.boxes': (params) => voicemail.boxes(optional(params, 'agent')),
    'voicemail.list': (params) => voicemail.list({ agent: optional(params, 'agent'), box: optional(params, 'box') }),
    'voicemail.change': (params) => {
      const act = actionOf(ACTIONS, text(params, 'action'));
      return act({ voicemail, message: text(params, 'message'), agent: optional(params, 'agent'), params });
    },
  };
}
