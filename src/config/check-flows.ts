// SPDX-License-Identifier: GPL-2.0-or-later
// Does every flow lead somewhere? Names that must exist, steps that nobody comes to, circles out of which no caller comes.

import type { Surroundings } from './check.js';
import type { Destination } from './destination-schema.js';
import { promptOf, saidBy } from './flow-places.js';
import type { FlowConfig } from './flow-schema.js';
import { type FlowStep, HOLDING, isOutside, NAMING } from './flow-steps/index.js';
import { waysOf } from './flow-steps/ways.js';
import type { Finding, Path } from './problems.js';
import { unknownName } from './references.js';
import type { Config } from './schema.js';

/** Everything in the flows that leads nowhere. */
export function checkFlows(config: Config, { functions, hears }: Surroundings): Finding[] {
  const known = { queue: config.queues.map(({ name }) => name), flow: Object.keys(config.flows), function: functions };
  return Object.entries(config.flows).flatMap(([name, flow]) => [
    ...Object.entries(flow.steps).flatMap(([step, its]) => {
      const at: Path = ['flows', name, 'steps', step];
      const named = NAMING[its.kind];
      const among = named && known[named];
      return [
        ...waysOf(its).flatMap(([next, key]) =>
          next.kind === 'step' ? unknownName(next.step, 'step', Object.keys(flow.steps), [...at, ...key]) : [],
        ),
        ...(named && among ? unknownName(mainOf(its), named, among, [...at, its.kind]) : []),
      ];
    }),
    ...unheard(name, flow, config.speech.hear !== undefined || hears === true),
    ...unreachable(name, flow),
    ...endless(name, flow),
  ]);
}

/** What may be said needs somebody who understands it, and a key beside it. */
function unheard(name: string, { steps }: FlowConfig, hears: boolean): Finding[] {
  return Object.entries(steps).flatMap(([step, its]) => {
    if ((its.kind !== 'menu' && its.kind !== 'collect') || its.speech === undefined || its.speech === false) return [];
    const path: Path = ['flows', name, 'steps', step, 'speech'];
    if (!hears) return [{ path, text: 'nobody understands what callers say: write speech.hear, or take it out' }];
    const choices = its.kind === 'menu' ? Object.keys(its.choices) : [];
    return its.kind === 'menu'
      ? Object.keys(its.speech).flatMap((key) => unknownName(key, 'choice', choices, [...path, key]))
      : [];
  });
}

/** What stands at the key that names the step. */
function mainOf(step: FlowStep): string {
  return String((step as unknown as Readonly<Record<string, unknown>>)[step.kind]);
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
      const at: Path = ['flows', name, 'steps', step];
      return saidBy(its).flatMap(([key, pieces]) =>
        pieces.flatMap((piece) => {
          const prompt = promptOf(piece);
          return prompt === undefined ? [] : [[prompt, [...at, key]] as const];
        }),
      );
    }),
  );
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
  const isQuestion = (step: string) => HOLDING.some((kind) => kind === flow.steps[step]?.kind);
  return Object.keys(flow.steps)
    .filter((step) => !isQuestion(step) && reached(flow, stepsAfter(flow, step), isQuestion).has(step))
    .map((step) => {
      const text = `callers go round from "${step}" to itself for ever: ask them something on the way`;
      return { path: ['flows', name, 'steps', step], text };
    });
}
