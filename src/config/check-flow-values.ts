// SPDX-License-Identifier: GPL-2.0-or-later
// Does every value that a flow speaks of come from somewhere, and is every condition of it typed?

import { Conditions, namesIn } from '../expression/index.js';
import { notAValue } from './check-lookups.js';
import { checkCondition } from './check-rules.js';
import type { FlowStep } from './flow-schema.js';
import { flowValues, parametersOf, valueTypesOf } from './flow-values.js';
import type { ValueKind } from './lookup-schema.js';
import type { Finding, Path } from './problems.js';
import { unknownName } from './references.js';
import type { Config } from './schema.js';

type Known = ReadonlyMap<string, ValueKind>;

/** What is wrong with values and conditions in flows. */
export function checkFlowValues(config: Config): Finding[] {
  return Object.entries(config.flows).flatMap(([name, flow]) => {
    const known = flowValues(config, name);
    const conditions = new Conditions(valueTypesOf(config, name));
    return Object.entries(flow.steps).flatMap(([step, its]) => {
      const at: Path = ['flows', name, 'steps', step];
      return [...checkStep(config, its, known, at), ...checkConditions(config, its, conditions, known, at)];
    });
  });
}

function checkStep(config: Config, step: FlowStep, known: Known, at: Path): Finding[] {
  switch (step.kind) {
    case 'set':
      return checkTexts(step.set, known, [...at, 'set']);
    case 'run':
      return checkTexts(step.with, known, [...at, 'with']);
    case 'lookUp':
      return checkLookUp(config, step, known, at);
    case 'transfer':
      return checkTransfer(config, step, known, at);
    default:
      return [];
  }
}

function checkConditions(config: Config, step: FlowStep, conditions: Conditions, known: Known, at: Path): Finding[] {
  if (step.kind !== 'when') return [];
  return step.when.flatMap((one, nth) =>
    checkCondition(config, conditions, one.if, [...at, 'when', nth, 'if'], [...known.keys()]),
  );
}

function checkLookUp(config: Config, step: Extract<FlowStep, { readonly kind: 'lookUp' }>, known: Known, at: Path) {
  const lookup = config.lookups[step.lookUp];
  if (lookup === undefined) return unknownName(step.lookUp, 'look-up', Object.keys(config.lookups), [...at, 'lookUp']);
  const parameters = parametersOf(lookup);
  const given = Object.keys(step.with);
  return [
    ...checkTexts(step.with, known, [...at, 'with']),
    ...given.flatMap((name) => unknownName(name, 'value of the look-up', parameters, [...at, 'with', name])),
    ...parameters
      .filter((name) => !given.includes(name) && !known.has(name))
      .map((name) => ({
        path: [...at, 'lookUp'],
        text: `look-up ${step.lookUp} is asked with "${name}", which this flow does not know: write with: { ${name}: ... }`,
      })),
    ...(typeof step.into === 'object'
      ? Object.keys(step.into).flatMap((name) =>
          unknownName(name, 'value of the look-up', Object.keys(lookup.gives), [...at, 'into', name]),
        )
      : []),
  ];
}

function checkTransfer(config: Config, step: Extract<FlowStep, { readonly kind: 'transfer' }>, known: Known, at: Path) {
  const { kind, to } = step.transfer;
  const path = [...at, 'transfer', kind];
  const wrong = checkText(to, known, path);
  if (wrong.length > 0) return wrong;
  if (kind === 'number') {
    // Whoever could key in where he is connected to would telephone at the shop's cost.
    const [, name = ''] = /^\{(\w+)\}$/.exec(to) ?? [];
    if (/^\+?\d{1,20}$/.test(to) || known.get(name) === 'outside') return [];
    return [
      { path, text: '"number": only a value that a look-up gives as `outside` is called, or digits written out' },
    ];
  }
  if (/[{}]/.test(to)) return [];
  const { queues, flows, agents, stations } = config;
  const names = {
    queue: queues.map(({ name }) => name),
    flow: Object.keys(flows),
    agent: agents.map(({ id }) => id),
    station: stations.map(({ number }) => number),
  };
  return kind === 'flow' ? [] : unknownName(to, kind, names[kind], path);
}

function checkTexts(texts: Readonly<Record<string, string>>, known: Known, at: Path): Finding[] {
  return Object.entries(texts).flatMap(([key, text]) => checkText(text, known, [...at, key]));
}

/** Every name in braces is a value of the flow. */
function checkText(text: string, known: Known, path: Path): Finding[] {
  const names = namesIn(text);
  if ('fault' in names)
    return [{ path, offset: names.fault.offset, text: `"${String(path.at(-1))}": ${notAValue(names.fault.subject)}` }];
  return names.flatMap((name) =>
    unknownName(name, 'value', [...known.keys()], path).map((finding) => ({
      ...finding,
      offset: text.indexOf(`{${name}}`),
    })),
  );
}
