// SPDX-License-Identifier: GPL-2.0-or-later
// What are a queue's agents doing? Each state has its place among the counts.

import type { AgentState } from './agent-state.js';

const STATES: Readonly<Record<AgentState['name'], number>> = {
  signedOut: 0,
  ready: 1,
  busy: 2,
  ringing: 3,
  talking: 4,
  wrapUp: 5,
  notReady: 6,
  reserved: 7,
};

/** Where a state is counted. */
export const stateNumber = (state: AgentState['name']): number => STATES[state];

export const STATE_NAMES = Object.keys(STATES) as readonly AgentState['name'][];
