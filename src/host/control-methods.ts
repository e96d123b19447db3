// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running box over its local socket? The table of methods.

import type { ConfigFile } from '../config/index.js';
import { hintLine, problemLine } from '../config/index.js';
import type { Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { sleep } from '../kernel/index.js';
import type { ControlMethod } from './control-connection.js';
import { hoursMethods } from './hours-methods.js';
import { lineMethods } from './line-methods.js';
import { recordsMethod } from './records-method.js';
import { stopMethod } from './stop-method.js';
import { traceMethod } from './trace-method.js';

const MOST_CALLS = 100_000; // in one answer

type Params = Readonly<Record<string, unknown>>;

function text(params: Params, name: string): string {
  const value = params[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new TelephonyError('REFUSED', `${name} is missing`);
}

function optional(params: Params, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(params: Params, name: string, standard: number): number {
  const value = params[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : standard;
}

function agentAction(box: Box, params: Params): void {
  const action = text(params, 'action');
  const agent = text(params, 'agent');
  const argument = optional(params, 'argument');
  const actions: Readonly<Record<string, () => void>> = {
    'sign-in': () => box.agents.signIn(agent, argument),
    'sign-out': () => box.agents.signOut(agent),
    ready: () => box.agents.ready(agent),
    'not-ready': () => box.agents.notReady(agent, argument ?? 'unspecified'),
    finish: () => box.agents.finishWrapUp(agent),
  };
  const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!act) throw new TelephonyError('REFUSED', `${action}: ${Object.keys(actions).join(', ')} would be right`);
  act();
}

function callbackAction(box: Box, params: Params): unknown {
  const action = text(params, 'action');
  const argument = text(params, 'argument');
  if (action === 'next') return box.callbacks.next(argument);
  if (action === 'cancel') return box.callbacks.cancel(argument);
  throw new TelephonyError('REFUSED', `${action}: next AGENT or cancel ID would be right`);
}

/** The methods of a box's socket. */
export function controlMethods(
  box: Box,
  file: ConfigFile,
  stop: AbortController,
): Readonly<Record<string, ControlMethod>> {
  return {
    status: () => box.status(),
    watch: async (params, { item, signal }) => {
      const period = Math.max(100, number(params, 'interval', 1000));
      while (!signal.aborted) {
        item(box.status());
        await sleep(box.clock, period, signal).catch(() => {});
      }
    },
    trace: traceMethod(box),
    alarms: (params) => {
      const since = number(params, 'since', Number.NaN);
      return box.alarms.list({ all: params.all === true, ...(Number.isNaN(since) ? {} : { since }) });
    },
    ...hoursMethods(box),
    ...lineMethods(box),
    calls: (params) => box.callListing(Math.min(Math.max(1, Math.trunc(number(params, 'last', 20))), MOST_CALLS)),
    agents: () => box.status().agents,
    agentAction: (params) => agentAction(box, params),
    callbacks: (params) => box.callbacks.listing({ all: params.all === true }),
    callbackAction: (params) => callbackAction(box, params),
    records: recordsMethod(box),
    reload: async () => {
      const problems = (await file.reload()).map(problemLine);
      if (problems.length === 0) await box.configure(file.current);
      else box.refuseConfiguration(file.file, problems.length);
      return { problems, hints: file.hints.map((hint) => hintLine(hint, 'en')), restart: file.restart };
    },
    stop: stopMethod(box, stop),
  };
}
