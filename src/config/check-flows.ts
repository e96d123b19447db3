// SPDX-License-Identifier: GPL-2.0-or-later
// Does every flow lead somewhere? Names that must exist, steps that nobody comes to, circles out of which no caller comes.

import type { Surroundings } from './check.js';
import type { Destination } from './destination-schema.js';
import { type FlowConfig, type FlowStep, isOutside, type Next, WAYS } from './flow-schema.js';
import type { Finding, Path } from './problems.js';
import { unknownName } from './references.js';
import type { Config } from './schema.js';

/** Everything in the flows that leads nowhere. */
export function checkFlows(config: Config, { functions }: Surroundings): Finding[] {
  const queues = config.queues.map(({ name }) => name);
  const flows = Object.keys(config.flows);
  return Object.entries(config.flows).flatMap(([name, flow]) => [
    ...Object.entries(flow.steps).flatMap(([step, its]) => {
      const at: Path = ['flows', name, 'steps', step];
      return [
        ...waysOf(its).flatMap(([next, key]) =>
          next.kind === 'step' ? unknownName(next.step, 'step', Object.keys(flow.steps), [...at, ...key]) : [],
        ),
        ...(its.kind === 'queue' ? unknownName(its.queue, 'queue', queues, [...at, 'queue']) : []),
        ...(its.kind === 'run' ? unknownName(its.run, 'flow', flows, [...at, 'run']) : []),
        ...(its.kind === 'call' && functions ? unknownName(its.call, 'function', functions, [...at, 'call']) : []),
      ];
    }),
    ...unreachable(name, flow),
    ...endless(name, flow),
  ]);
}

/** Every destination that a flow names, and where. */
export function* destinationsOfFlows({ flows }: Pick<Config, 'flows'>): Iterable<readonly [Destination, Path]> {
  for (const [name, { steps, fallback }] of Object.entries(flows)) {
    yield [fallback, ['flows', name, 'fallback']];
    for (const [step, its] of Object.entries(steps))
      for (const [next, key] of waysOf(its)) if (isOutside(next)) yield [next, ['flows', name, 'steps', step, ...key]];
  }
}

/** Every prompt that a flow says, and where. */
export function promptsOfFlows({ flows }: Pick<Config, 'flows'>): (readonly [string, Path])[] {
  return Object.entries(flows).flatMap(([name, { steps }]) =>
    Object.entries(steps).flatMap(([step, its]) => {
      const said = 'say' in its ? its.say : 'menu' in its ? its.menu : 'collect' in its ? its.collect : [];
      const at: Path = ['flows', name, 'steps', step, its.kind];
      return said.flatMap((piece) => (typeof piece === 'string' ? [[piece, at] as const] : []));
    }),
  );
}

type Way = readonly [Next, Path];

/** Where a step can lead, and by which key of it. */
export function waysOf(step: FlowStep): readonly Way[] {
  const keyed = (key: string, ways: Readonly<Record<string, Next>>) =>
    Object.entries(ways).map(([which, next]): Way => [next, [key, which]]);
  return [
    ...(step.kind === 'menu' ? keyed('choices', step.choices) : []),
    ...(step.kind === 'choose' ? keyed('cases', step.cases) : []),
    ...(step.kind === 'when' ? step.when.map(({ next }, nth): Way => [next, ['when', nth, 'next']]) : []),
    ...WAYS.flatMap((key): Way[] => {
      const next = (step as Partial<Record<typeof key, Next>>)[key];
      return next === undefined ? [] : [[next, [key]]];
    }),
  ];
}

/** Steps of this flow to which a step can lead. Back to a menu leads no further than the menus that led here. */
function stepsAfter({ steps }: FlowConfig, from: string): string[] {
  const step = steps[from];
  return step === undefined
    ? []
    : waysOf(step).flatMap(([next]) => (next.kind === 'step' ? [next.step] : next.kind === 'repeat' ? [from] : []));
}

/** All steps that a caller can come to from these, themselves among them; not past one at which the way `ends`. */
function reached(flow: FlowConfig, from: readonly string[], ends: (step: string) => boolean): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (seen.has(step)) continue;
    seen.add(step);
    if (!ends(step)) open.push(...stepsAfter(flow, step));
  }
  return seen;
}

function unreachable(name: string, flow: FlowConfig): Finding[] {
  const steps = Object.keys(flow.steps);
  const known = reached(flow, steps.slice(0, 1), () => false);
  return steps
    .filter((step) => !known.has(step))
    .map((step) => {
      const text = `no step leads to "${step}": let one lead there, or take it out`;
      return { path: ['flows', name, 'steps', step], text };
    });
}

/** A caller whose keys change nothing goes round for ever: every circle needs a question, or somebody who answers. */
function endless(name: string, flow: FlowConfig): Finding[] {
  const isQuestion = (step: string) => ['menu', 'collect', 'queue'].includes(flow.steps[step]?.kind ?? '');
  return Object.keys(flow.steps)
    .filter((step) => !isQuestion(step) && reached(flow, stepsAfter(flow, step), isQuestion).has(step))
    .map((step) => {
      const text = `callers go round from "${step}" to itself for ever: ask them something on the way`;
      return { path: ['flows', name, 'steps', step], text };
    });
}
