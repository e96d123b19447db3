// SPDX-License-Identifier: GPL-2.0-or-later
// Which dialogues are callers led through? Read from the file, drawn by their steps, changed as settings are, and tried.

import { defineStore } from 'pinia';
import { reactive, ref, shallowRef } from 'vue';
import { pathAt } from '../parts/yaml-path.js';
import { ask, contract } from './client.js';
import { problemOf } from './faults.js';
import { type ListState, stateOf } from './listing.js';

export interface Flow {
  readonly name: string;
  readonly steps: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly fallback?: unknown;
}

/** From a step to another, or to a destination; `label`: what leads there. */
export interface FlowWay {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** What would be wrong with a flow, and in which of its steps. */
export interface FlowProblem {
  readonly message: string;
  readonly step?: string;
}

/** One step of a call's way. */
export interface TracedStep {
  readonly type: string;
  readonly at: number;
  readonly flow: string;
  readonly step: string;
  readonly outcome: string;
  readonly keys: string;
}

export const useFlows = defineStore('flows', () => {
  const status = reactive<{ -readonly [K in keyof ListState]: ListState[K] }>({ state: 'loading', count: 0 });
  const flows = shallowRef<readonly Flow[]>([]);
  const revision = ref('');

  async function load(): Promise<void> {
    try {
      const read = await ask(contract.settings.read, { query: { path: 'flows' } });
      const found = (read.value ?? {}) as Readonly<Record<string, Omit<Flow, 'name'>>>;
      flows.value = Object.entries(found).map(([name, flow]) => ({ name, ...flow }));
      revision.value = read.revision;
      Object.assign(status, { state: 'there', count: flows.value.length });
    } catch (thrown) {
      Object.assign(status, stateOf(thrown));
    }
  }
  const changeOf = (name: string, value: unknown) => ({ changes: [{ path: `flows.${name}`, value }] });

  /** What would be wrong, each with the step it is in; nothing: it would be right. */
  async function check(name: string, value: unknown): Promise<readonly FlowProblem[]> {
    try {
      const { problems, text } = await ask(contract.settings.check, { body: changeOf(name, value) });
      return problems.map(({ message, line }) => {
        const [, of, , step] = line === undefined ? [] : pathAt(text, line).split('.');
        return { message, ...(of === name && step !== undefined && { step }) };
      });
    } catch (thrown) {
      return [{ message: problemOf(thrown).message }];
    }
  }
  async function apply(name: string, value: unknown): Promise<void> {
    await ask(contract.settings.change, { body: changeOf(name, value) }, { ifMatch: revision.value });
    await load();
  }
  const tryRoute = (to: string, from: string) =>
    ask(contract.calls.tryRoute, { body: { to, ...(from !== '' && { from }) } });

  /** Which way a call went through flows; also one that is over. */
  async function trace(call: string): Promise<readonly TracedStep[]> {
    const { flow } = await ask(contract.calls.timeline, { params: { call } });
    return flow.map(({ type, at, facts }) => {
      const said = (name: string) => (typeof facts[name] === 'string' ? String(facts[name]) : '');
      return {
        ...{ type, at, flow: said('flow'), step: said('step'), outcome: said('outcome') || said('to') },
        keys: said('keys'),
      };
    });
  }

  return { status, flows, load, check, apply, tryRoute, trace };
});

/** All ways of a flow: wherever a step names another one, a destination, or the end. */
export function waysOf({ steps }: Flow): readonly FlowWay[] {
  return Object.entries(steps).flatMap(([from, step]) => waysIn(from, step, steps, ''));
}

const ENDS = new Set(['hangUp', 'return', 'callback']);
/** Of a step: what it takes and keeps, by names that may be a step's, too. */
const NO_WAYS = new Set([
  'say',
  'menu',
  'collect',
  'verify',
  'pin',
  'into',
  'set',
  'attach',
  'record',
  'ask',
  'prompt',
  'text',
  'when',
  'mask',
  'with',
]);
const PLACES = ['queue', 'flow', 'agent', 'station', 'number', 'run'];

function waysIn(from: string, value: unknown, steps: Flow['steps'], label: string): readonly FlowWay[] {
  if (typeof value === 'string')
    return steps[value] !== undefined || ENDS.has(value) ? [{ from, to: value, label }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (NO_WAYS.has(key) && typeof inner !== 'object') return [];
    if (PLACES.includes(key) && typeof inner === 'string') return [{ from, to: `${key}: ${inner}`, label }];
    return waysIn(from, inner, steps, key === 'next' ? label : key);
  });
}
