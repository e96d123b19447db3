// SPDX-License-Identifier: GPL-2.0-or-later
// Is every routing rule a condition that can be asked, does it do something, and can every watched figure be measured?

import { type ConditionFault, Conditions, type NamedInCondition, VARIABLES } from '../expression/index.js';
import { suggestion } from './nearest.js';
import type { Finding, Path } from './problems.js';
import { duplicates, unknownName } from './references.js';
import { TIME_FIGURES } from './rules-schema.js';
import type { Config } from './schema.js';

const FIELDS = Object.values(VARIABLES).flatMap((fields) => Object.keys(fields));

/** What is wrong with the rules. */
export function checkRules(config: Config): Finding[] {
  const { rules, queues } = config;
  const names = queues.map(({ name }) => name);
  const conditions = new Conditions();
  return [
    ...duplicates(rules, ['rules'], 'name'),
    ...rules.flatMap((rule, index) => {
      const at: Path = ['rules', index];
      const says = [rule.to, rule.queue, rule.priority, rule.needs, rule.byArea[0]];
      const isIdle = says.every((part) => part === undefined);
      return [
        ...checkCondition(config, conditions, rule.if, [...at, 'if']),
        ...(rule.queue === undefined ? [] : unknownName(rule.queue, 'queue', names, [...at, 'queue'])),
        ...(isIdle && !rule.throughSurge
          ? [{ path: at, text: 'this rule does nothing: write "to", "byArea", "queue", "priority" or "needs"' }]
          : []),
        ...(rule.to !== undefined && rule.byArea.length > 0
          ? [{ path: [...at, 'byArea'], text: 'a rule has one way: write either "to" or "byArea"' }]
          : []),
      ];
    }),
  ];
}

/** What is wrong with a condition that stands there; `values`: those that a flow knows. */
export function checkCondition(
  config: Config,
  conditions: Conditions,
  text: string,
  path: Path,
  values: readonly string[] = [],
): Finding[] {
  const read = conditions.read(text);
  if ('fault' in read)
    return [{ path, offset: read.fault.offset, text: `"${String(path.at(-1))}": ${says(read.fault, values)}` }];
  return read.names.flatMap((named) => unknownIn(config, named, path));
}

function unknownIn({ calendars, queues }: Config, { kind, name, offset }: NamedInCondition, path: Path): Finding[] {
  const known = kind === 'calendar' ? Object.keys(calendars) : queues.map((queue) => queue.name);
  return unknownName(name, kind, known, path).map((finding) => ({ ...finding, offset }));
}

function says({ code, subject }: ConditionFault, values: readonly string[]): string {
  switch (code) {
    case 'syntax':
      return `the condition cannot be read: ${subject}`;
    case 'unknownVariable':
      return `there is no variable "${subject}": ${suggestion(subject, [...Object.keys(VARIABLES), ...(values.length > 0 ? ['values'] : [])])}`;
    case 'unknownField':
      return `there is no "${subject}" here: ${suggestion(subject, [...FIELDS, ...values])}`;
    case 'unknownFunction':
      return `there is no function "${subject}" for values of these kinds`;
    case 'types':
      return `the values do not go together: ${subject}`;
    case 'notYesOrNo':
      return `the condition gives ${subject}: it must be true or false, such as customer.grade >= 3`;
    case 'notAllowed':
      return `"${subject}" is not to be had: use startsWith, endsWith, contains or "in"`;
    case 'tooLong':
      return `the condition is longer than ${subject} characters`;
    case 'nested':
      return `"${subject}" stands within another walk over a list: write them beside each other`;
    case 'tooDear':
      return `the condition may take ${subject} steps at worst, 20000 are allowed: compare shorter texts, and fewer of them`;
    case 'notAName':
      return `"${subject}" wants a name in quotes`;
  }
}

/** What is wrong with the watched figures. */
export function checkWatch({ watch, queues }: Config): Finding[] {
  const names = queues.map(({ name }) => name);
  return watch.flatMap((watched, index): Finding[] => {
    const { figure, of, above, below } = watched;
    const at: Path = ['watch', index];
    const isTime = TIME_FIGURES.includes(figure);
    const limits = (['above', 'below', 'clear'] as const).filter((key) => watched[key] !== undefined);
    const isTrunks = figure === 'utilisation';
    return [
      ...((above === undefined) === (below === undefined)
        ? [{ path: at, text: 'a figure is watched on one side: write either "above" or "below"' }]
        : []),
      ...(of === undefined && !isTrunks ? [{ path: at, text: `"of" is missing: ${figure} is that of a queue` }] : []),
      ...(of !== undefined && isTrunks
        ? [{ path: [...at, 'of'], text: '"of": utilisation is that of all trunks: leave it out' }]
        : []),
      ...(of !== undefined && !isTrunks ? unknownName(of, 'queue', names, [...at, 'of']) : []),
      ...limits
        .filter((key) => (typeof watched[key] === 'object') !== isTime)
        .map((key) => ({
          path: [...at, key],
          text: isTime
            ? `"${key}": ${figure} is a length of time: write 30s or 2min`
            : `"${key}": ${figure} is a number: write one such as 10, or 0.8 of a share`,
        })),
    ];
  });
}
