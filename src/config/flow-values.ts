// SPDX-License-Identifier: GPL-2.0-or-later
// Which values can a flow know, and what is each? Those of the call, those that its steps give, those that it is run with.

import { namesIn, namesInto, statementOf, type ValueType } from '../expression/index.js';
import type { FlowConfig, FlowStep } from './flow-schema.js';
import type { LookupConfig, ValueKind } from './lookup-schema.js';
import type { Config } from './schema.js';

/** The values of the call, with which each flow begins. */
export const CALL_VALUES = ['calling', 'accessNumber', 'redirecting'] as const;

const TYPES: Readonly<Partial<Record<ValueKind, ValueType>>> = { whole: 'int', number: 'double', yesNo: 'bool' };

/** What CEL has each value of a flow as. */
export function valueTypesOf(config: Pick<Config, 'flows' | 'lookups'>, flow: string): Record<string, ValueType> {
  return Object.fromEntries([...flowValues(config, flow)].map(([name, kind]) => [name, TYPES[kind] ?? 'string']));
}

/** The values by name; one to which steps give different kinds is a text. */
export function flowValues(
  { flows, lookups }: Pick<Config, 'flows' | 'lookups'>,
  flow: string,
): Map<string, ValueKind> {
  const kinds = new Map<string, ValueKind>(CALL_VALUES.map((name) => [name, 'text']));
  const known = (name: string, kind: ValueKind) => kinds.set(name, (kinds.get(name) ?? kind) === kind ? kind : 'text');
  for (const name of runWith(flows, flow)) known(name, 'text');
  for (const step of Object.values(flows[flow]?.steps ?? {}))
    for (const [name, kind] of givenBy(step, lookups)) known(name, kind);
  return kinds;
}

function givenBy(step: FlowStep, lookups: Config['lookups']): (readonly [string, ValueKind])[] {
  switch (step.kind) {
    case 'set':
      return Object.keys(step.set).map((name) => [name, 'text']);
    case 'collect':
      return [[step.into, 'text']];
    case 'call':
      return step.into === undefined ? [] : [[step.into, 'text']];
    case 'lookUp':
      return Object.entries(lookups[step.lookUp]?.gives ?? {}).flatMap(([name, { as }]) =>
        namesInto(step.into, name).map((into) => [into, as] as const),
      );
    default:
      return [];
  }
}

function runWith(flows: Config['flows'], flow: string): string[] {
  return Object.values(flows).flatMap(({ steps }: FlowConfig) =>
    Object.values(steps).flatMap((step) => (step.kind === 'run' && step.run === flow ? Object.keys(step.with) : [])),
  );
}

/** What a look-up is asked with; of a table it is `key`. */
export function parametersOf(lookup: LookupConfig): readonly string[] {
  if ('table' in lookup) return ['key'];
  if ('query' in lookup) return [...new Set(statementOf(lookup.query).names)];
  const named = [lookup.url, ...Object.values(lookup.body ?? {})].flatMap((text) => {
    const names = namesIn(text);
    return 'fault' in names ? [] : names;
  });
  return [...new Set(named)];
}
