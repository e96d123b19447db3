// SPDX-License-Identifier: GPL-2.0-or-later
// Does every flow lead somewhere? Names that must exist, steps that nobody comes to, circles out of which no caller comes.

import type { Surroundings } from './check.js';
import type { Destination } from './destination-schema.js';
import type { FlowConfig, FlowStep, Next } from './flow-schema.js';
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
      for (const [next, key] of waysOf(its)) {
        const to = destinationIn(next);
        if (to !== undefined) yield [to, ['flows', name, 'steps', step, ...key]];
      }
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

const WORDS: readonly string[] = ['step', 'hangUp', 'repeat', 'back', 'return'];

function destinationIn(next: Next): Destination | undefined {
  return WORDS.includes(next.kind) ? undefined : (next as Destination);
}

type Way = readonly [Next, Path];

/** Where a step can lead, and by which key of it. */
export function waysOf(step: FlowStep): readonly Way[] {
  const keyed = (key: string, ways: Readonly<Record<string, Next>>) =>
    Object.entries(ways).map(([which, next]): Way => [next, [key, which]]);
  return [
    ...(step.kind === 'menu' ? keyed('choices', step.choices) : []),
    ...(step.kind === 'choose' ? keyed('cases', step.cases) : []),
    ...(['next', 'else', 'noinput', 'nomatch', 'failed', 'talked', 'overflowed'] as const).flatMap((key): Way[] => {
      const next = (step as Partial<Record<typeof key, Next>>)[key];
      return next === undefined ? [] : [[next, [key]]];
    }),
  ];
}

/** Steps of this flow to which a step can lead. Back to a menu leads no further than the menus that led here. */
function stepsAfter({ steps }: FlowConfig, from: string): string[] {
  const step = steps[from];
  return step === undefined ? [] : waysOf(step).flatMap(([next]) => (next.kind === 'step' ? [next.step] : []));
}

function unreachable(name: string, flow: FlowConfig): Finding[] {
  const [first] = Object.keys(flow.steps);
  const reached = new Set<string>();
  const open = first === undefined ? [] : [first];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (reached.has(step)) continue;
    reached.add(step);
    open.push(...stepsAfter(flow, step));
  }
  return Object.keys(flow.steps).flatMap((step) =>
    reached.has(step)
      ? []
      : [
          {
            path: ['flows', name, 'steps', step],
            text: `no step leads to "${step}": let one lead there, or take it out`,
          },
        ],
  );
}

/** A caller whose keys change nothing goes round for ever: every circle needs a question, or somebody who answers. */
function endless(name: string, flow: FlowConfig): Finding[] {
  const isQuestion = (step: string) => ['menu', 'collect', 'queue'].includes(flow.steps[step]?.kind ?? '');
  return Object.keys(flow.steps).flatMap((begin): Finding[] => {
    if (isQuestion(begin)) return [];
    const seen = new Set<string>();
    const open = stepsAfter(flow, begin);
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      const at: Path = ['flows', name, 'steps', begin];
      if (step === begin)
        return [
          { path: at, text: `callers go round from "${begin}" to itself for ever: ask them something on the way` },
        ];
      if (seen.has(step) || isQuestion(step)) continue;
      seen.add(step);
      open.push(...stepsAfter(flow, step));
    }
    const own = flow.steps[begin];
    const again = own !== undefined && waysOf(own).some(([next]) => next.kind === 'repeat');
    return again
      ? [
          {
            path: ['flows', name, 'steps', begin],
            text: `callers go round from "${begin}" to itself for ever: ask them something on the way`,
          },
        ]
      : [];
  });
}
