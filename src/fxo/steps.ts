// SPDX-License-Identifier: GPL-2.0-or-later
// Steps that several parts of the line's machine take; pure.

import type { Instant, Step } from '../kernel/index.js';
import type { CallHandle } from '../native/index.js';
import type { LineEffect, LineState } from './line-state.js';
import { GUARD } from './settings.js';

type LineStep = Step<LineState, LineEffect>;

export const step = (state: LineState, ...effects: readonly LineEffect[]): LineStep => ({ state, effects });

/** What outlasts a state. */
export const lasting = ({ settings, failures, nextCall, avoidUntil }: LineState) => ({
  ...{ settings, failures, nextCall, avoidUntil },
});

/** Handles of calls that come: each line has every 4,096th. */
export const HANDLES_APART = 4_096;

export const cleared = (call: CallHandle, cause: number, remote: boolean): LineEffect => ({
  type: 'cleared',
  call,
  cause,
  remote,
});

/** Nothing goes on. */
export function resting(state: LineState): LineState & { readonly name: 'resting' } {
  return { ...lasting(state), name: 'resting' };
}

export const dead = (state: LineState): LineState => ({ ...lasting(state), name: 'dead' });

/** We hang up, and leave the exchange a moment to see it. */
export function guarded(state: LineState, at: Instant, ...effects: readonly LineEffect[]): LineStep {
  return step({ ...lasting(state), name: 'guarded', until: at + GUARD }, { type: 'hook', off: false }, ...effects);
}
