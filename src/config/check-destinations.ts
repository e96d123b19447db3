// SPDX-License-Identifier: GPL-2.0-or-later
// Does every destination lead somewhere, and does every chain of them end?

import type { Surroundings } from './check.js';
import { checkCircles } from './check-circles.js';
import { destinationsOfFlows } from './check-flows.js';
import { checkPromises } from './check-promises.js';
import { type Destination, isRung, QUEUE_DESTINATIONS } from './destination-schema.js';
import { BUILT_IN_MENUS } from './outside-schema.js';
import type { Finding, Path } from './problems.js';
import { unknownName } from './references.js';
import type { Config } from './schema.js';

/** Destinations that are not there, and those that lead round in a circle. */
export function checkDestinations(config: Config, surroundings: Surroundings): Finding[] {
  const named = [...destinationsOf(config)];
  return [
    ...named.flatMap(([destination, path]) => checkOne(config, destination, path, surroundings)),
    ...checkCircles(config),
    ...config.queues.flatMap((queue, index) => keysToItself(queue, index)),
    ...checkPromises(config, named),
  ];
}

/** Every prompt that a destination names, and where. */
export function promptsOfDestinations(config: Config): (readonly [string, Path])[] {
  return [...destinationsOf(config)].flatMap(([destination, path]) =>
    'prompt' in destination ? [[destination.prompt, [...path, keyOf(destination)]] as const] : [],
  );
}

/** Also where one goes that nobody takes. */
function* destinationsOf(config: Config): Iterable<readonly [Destination, Path]> {
  for (const [destination, path] of written(config)) {
    yield [destination, path];
    if (isRung(destination) && destination.otherwise !== undefined)
      yield [destination.otherwise, [...path, 'otherwise']];
  }
}

function* written(config: Config): Iterable<readonly [Destination, Path]> {
  yield* destinationsOfFlows(config);
  for (const [flow, { steps }] of Object.entries(config.flows))
    for (const [step, its] of Object.entries(steps))
      if (its.kind === 'queue') yield* sentBy(its.relax, ['flows', flow, 'steps', step]);
  for (const [index, { afterHours, byArea, relax }] of config.accessNumbers.entries()) {
    if (afterHours !== undefined) yield [afterHours, ['accessNumbers', index, 'afterHours']];
    for (const [nth, { to }] of byArea.entries()) yield [to, ['accessNumbers', index, 'byArea', nth, 'to']];
    yield* sentBy(relax, ['accessNumbers', index]);
  }
  for (const [index, queue] of config.queues.entries()) {
    for (const [nth, { to }] of queue.byArea.entries()) yield [to, ['queues', index, 'byArea', nth, 'to']];
    for (const key of QUEUE_DESTINATIONS) {
      const to = queue[key];
      if (typeof to === 'object') yield [to, ['queues', index, key]];
    }
    for (const [key, to] of Object.entries(queue.keys)) yield [to, ['queues', index, 'keys', key]];
    yield* sentBy(queue.relax, ['queues', index]);
  }
  for (const [index, { to, byArea }] of config.rules.entries()) {
    if (to !== undefined) yield [to, ['rules', index, 'to']];
    for (const [nth, area] of byArea.entries()) yield [area.to, ['rules', index, 'byArea', nth, 'to']];
  }
  for (const [index, { full }] of config.mailboxes.entries()) yield [full, ['mailboxes', index, 'full']];
  for (const [name, { relax }] of Object.entries(config.profiles)) yield* sentBy(relax, ['profiles', name]);
}

function* sentBy(relax: Config['queues'][number]['relax'], at: Path): Iterable<readonly [Destination, Path]> {
  for (const [index, { to }] of (relax ?? []).entries())
    if (to !== undefined) yield [to, [...at, 'relax', index, 'to']];
}

function keyOf({ kind }: Destination): string {
  return kind;
}

function checkOne(config: Config, destination: Destination, at: Path, { menus }: Surroundings): Finding[] {
  const path = [...at, keyOf(destination)];
  const of = <T>(list: readonly T[], name: (item: T) => string) => list.map(name);
  switch (destination.kind) {
    case 'queue':
      return unknownName(
        destination.queue,
        'queue',
        of(config.queues, ({ name }) => name),
        path,
      );
    case 'flow':
      return menus === undefined
        ? []
        : unknownName(destination.flow, 'dialogue', [...BUILT_IN_MENUS, ...menus, ...Object.keys(config.flows)], path);
    case 'agent':
      return unknownName(
        destination.agent,
        'agent',
        of(config.agents, ({ id }) => id),
        path,
      );
    case 'station':
      return unknownName(
        destination.station,
        'station',
        of(config.stations, ({ number }) => number),
        path,
      );
    case 'message':
      return unknownName(
        destination.box,
        'box',
        of(config.mailboxes, ({ name }) => name),
        path,
      );
    case 'number':
      return config.accessNumbers.some(({ number }) => number === destination.number)
        ? [{ path, text: `"number": ${destination.number} is an access number of this box: write its queue or flow` }]
        : [];
    default:
      return [];
  }
}

/** From queue to queue by keys a caller may go as he likes, but not to where he is. */
function keysToItself({ name, keys }: Config['queues'][number], index: number): Finding[] {
  return Object.entries(keys).flatMap(([key, to]) => {
    if (to.kind !== 'queue' || to.queue !== name) return [];
    const text = `"keys": he who presses ${key} waits in queue ${name} already: let it lead elsewhere`;
    return [{ path: ['queues', index, 'keys', key], text }];
  });
}
