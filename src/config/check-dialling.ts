// SPDX-License-Identifier: GPL-2.0-or-later
// Does what the file says about calls outside agree? Classes and calendars that must exist, numbers that are ours to show.

import { REACH } from './dialling-schema.js';
import type { Finding, Path } from './problems.js';
import { unknownName } from './references.js';
import type { Config } from './schema.js';

export function checkDialling(config: Config): Finding[] {
  return [...checkClasses(config), ...checkRounds(config), ...checkShown(config), ...checkOverflow(config)];
}

function checkClasses({ dialling, agents, stations, calendars, trunkGroups }: Config): Finding[] {
  const names = [...REACH, ...Object.keys(dialling.classes)];
  const named: (readonly [string | undefined, Path])[] = [
    [dialling.class, ['dialling', 'class']],
    [dialling.stationClass, ['dialling', 'stationClass']],
    ...agents.map((agent, index) => [agent.class, ['agents', index, 'class']] as const),
    ...trunkGroups.map((group, index) => [group.class, ['trunkGroups', index, 'class']] as const),
    ...stations.map((station, index) => [station.class, ['stations', index, 'class']] as const),
    ...Object.entries(dialling.classes).map(
      ([name, { otherwise }]) => [otherwise, ['dialling', 'classes', name, 'otherwise']] as const,
    ),
  ];
  return [
    ...named.flatMap(([name, path]) => (name === undefined ? [] : unknownName(name, 'class', names, path))),
    ...Object.entries(dialling.classes).flatMap(([name, { calendar }]) =>
      calendar === undefined
        ? []
        : unknownName(calendar, 'calendar', Object.keys(calendars), ['dialling', 'classes', name, 'calendar']),
    ),
  ];
}

/** What holds at other times must come to an end somewhere. */
function checkRounds({ dialling: { classes } }: Config): Finding[] {
  return Object.keys(classes).flatMap((name) => {
    const seen = new Set<string>();
    for (let at: string | undefined = name; at !== undefined; at = nextOf(classes, at)) {
      if (seen.has(at)) {
        const text = `"otherwise": ${seen.size > 1 ? [...seen].join(', ') : name} lead in a circle: let the last be "internal"`;
        return at === name ? [{ path: ['dialling', 'classes', name, 'otherwise'], text }] : [];
      }
      seen.add(at);
    }
    return [];
  });
}

function nextOf(classes: Config['dialling']['classes'], name: string): string | undefined {
  const found = Object.hasOwn(classes, name) ? classes[name] : undefined;
  return found?.calendar === undefined ? undefined : found.otherwise;
}

/** A carrier clears calls with a number that is not the shop's, or shows another one. */
function checkShown({ dialling, agents, queues, accessNumbers, callback, trunkGroups }: Config): Finding[] {
  const group = trunkGroups.find(({ name }) => name === callback.trunkGroup) ?? trunkGroups[0];
  const named: (readonly [string | undefined, Path])[] = [
    [dialling.show, ['dialling', 'show']],
    ...agents.map(({ show }, index) => [show, ['agents', index, 'show']] as const),
    ...queues.map(({ show }, index) => [show, ['queues', index, 'show']] as const),
    ...accessNumbers.map(({ show }, index) => [show, ['accessNumbers', index, 'show']] as const),
  ];
  return named.flatMap(([show, path]) =>
    show === undefined ? [] : unknownName(show, 'presentable number', group?.presentable ?? [], path),
  );
}

/** Groups may overflow to each other, but none to itself. */
function checkOverflow({ trunkGroups }: Config): Finding[] {
  return trunkGroups.flatMap(({ name, overflowTo }, index) => {
    const others = trunkGroups.map((group) => group.name).filter((other) => other !== name);
    return overflowTo === undefined
      ? []
      : unknownName(overflowTo, 'other trunk group', others, ['trunkGroups', index, 'overflowTo']);
  });
}
