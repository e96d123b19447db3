// SPDX-License-Identifier: GPL-2.0-or-later
// Does every flow lead somewhere? Names that must exist, steps that nobody comes to, circles out of which no caller comes.

import { namesIn } from '../expression/index.js';
import type { Surroundings } from './check.js';
import { checkFlowWays } from './check-flow-ways.js';
import type { Destination } from './destination-schema.js';
import { promptOf, saidBy } from './flow-places.js';
import type { FlowConfig } from './flow-schema.js';
import { type FlowStep, isOutside, NAMING, type Piece } from './flow-steps/index.js';
import { waysOf } from './flow-steps/ways.js';
import type { Finding, Path } from './problems.js';
import { unknownName } from './references.js';
import type { Config } from './schema.js';

/** Everything in the flows that leads nowhere. */
export function checkFlows(config: Config, { functions, hears }: Surroundings): Finding[] {
  const secrets = secretsOf(config.flows);
  const known = { queue: config.queues.map(({ name }) => name), flow: Object.keys(config.flows), function: functions };
  return Object.entries(config.flows)
    .flatMap(([name, flow]) => [
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
      ...saysSecrets(secrets.get(name) ?? new Set(), name, flow),
      ...unheard(name, flow, config.speech.hear !== undefined || hears === true),
    ])
    .concat(checkFlowWays(config.flows));
}

/** What is masked as it is keyed in goes nowhere: not to agents and records, and it is not said aloud. */
function saysSecrets(secret: ReadonlySet<string>, name: string, flow: FlowConfig): Finding[] {
  return Object.entries(flow.steps).flatMap(([step, its]) => {
    const at: Path = ['flows', name, 'steps', step];
    const attached = its.kind === 'attach' ? its.attach : [];
    const said = saidBy(its).flatMap(([, pieces]) => pieces.flatMap((piece) => valuesOf(piece)));
    return [...attached, ...said]
      .filter((value) => secret.has(value))
      .map((value) => {
        const text = `"${value}" is masked where it is keyed in: it can be neither attached nor said`;
        return { path: [...at, its.kind], text };
      });
  });
}

function valuesOf(piece: Piece): readonly string[] {
  if (typeof piece === 'string') return [];
  if (!('text' in piece)) return Object.values(piece).filter((value) => typeof value === 'string');
  const names = namesIn(piece.text);
  return 'fault' in names ? [] : names; // the schema has told of the fault
}

/** The values of each flow that are masked, or come from such a value of a flow that runs it. */
function secretsOf(flows: Config['flows']): ReadonlyMap<string, ReadonlySet<string>> {
  const secrets = new Map(Object.keys(flows).map((name) => [name, new Set<string>()]));
  const open = Object.entries(flows).flatMap(([name, { steps }]) =>
    Object.values(steps).flatMap((step) =>
      step.kind === 'collect' && step.mask !== undefined ? [[name, step.into] as const] : [],
    ),
  );
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const [name, value] = one;
    const own = secrets.get(name);
    if (own === undefined || own.has(value)) continue;
    own.add(value);
    for (const step of Object.values(flows[name]?.steps ?? {})) {
      if (step.kind !== 'run') continue;
      for (const [key, text] of Object.entries(step.with)) if (text === `$${value}`) open.push([step.run, key]);
    }
  }
  return secrets;
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
