// SPDX-License-Identifier: GPL-2.0-or-later
// Where do the prompts of flows lie? The same flows with each prompt and destination put in its place.

import type { Destination } from './destination-schema.js';
import { type FlowConfig, type FlowStep, isOutside, type Next, type Piece, WAYS } from './flow-schema.js';

/** What is done with each prompt, and with each destination. */
export interface Placing {
  readonly prompt: (prompt: string) => string;
  readonly destination: (to: Destination) => Destination;
}

/** The same flows, everything that they name in its place. */
export function placedFlows(flows: Readonly<Record<string, FlowConfig>>, placing: Placing): Record<string, FlowConfig> {
  return mapped(flows, ({ steps, fallback }) => ({
    steps: mapped(steps, (step) => placedStep(step, placing)),
    fallback: placing.destination(fallback),
  }));
}

const SAID = ['say', 'menu', 'collect'] as const;

function placedStep(step: FlowStep, placing: Placing): FlowStep {
  const ways = step as Partial<Record<(typeof WAYS)[number], Next>>;
  const said = step as Partial<Record<(typeof SAID)[number], readonly Piece[]>>;
  return {
    ...step,
    ...picked(SAID, (key) => said[key]?.map((piece) => (typeof piece === 'string' ? placing.prompt(piece) : piece))),
    ...picked(WAYS, (key) => ways[key] && placedNext(ways[key], placing)),
    ...(step.kind === 'menu' && { choices: mapped(step.choices, (next) => placedNext(next, placing)) }),
    ...(step.kind === 'when' && { when: step.when.map((one) => ({ ...one, next: placedNext(one.next, placing) })) }),
    ...(step.kind === 'choose' && { cases: mapped(step.cases, (next) => placedNext(next, placing)) }),
  } as FlowStep;
}

function placedNext(next: Next, { destination }: Placing): Next {
  return isOutside(next) ? destination(next) : next;
}

function picked<Key extends string, Value>(keys: readonly Key[], of: (key: Key) => Value | undefined) {
  return Object.fromEntries(keys.flatMap((key) => (of(key) === undefined ? [] : [[key, of(key)]])));
}

function mapped<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
