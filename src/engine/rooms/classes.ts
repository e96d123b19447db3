// SPDX-License-Identifier: GPL-2.0-or-later
// Which class of service has somebody, and which number is shown of him? As the configuration says; pure.

import type { Config } from '../../config/index.js';
import { type ClassOfService, INTERNAL_ONLY, listKey, REACHES } from '../../dialling/index.js';
import { calendarOf, numberPlan, queueOf } from './settings.js';

/** Who calls, and for which customer. */
export interface Caller {
  readonly agent?: string | undefined;
  readonly station?: string | undefined;
  readonly accessNumber?: string | undefined;
  readonly queue?: string | undefined;
}

/** The class of who calls: his own, that of a telephone where nobody is signed in, or that of all. */
export function classFor(
  config: Config,
  { agent, station }: Caller,
): { readonly name: string; readonly service: ClassOfService } {
  const { dialling, agents, stations } = config;
  const usual = dialling.class ?? (dialling.international ? 'international' : 'national');
  const own =
    agent === undefined && station !== undefined
      ? (stations.find(({ number }) => number === station)?.class ?? dialling.stationClass)
      : (agents.find(({ id }) => id === agent)?.class ?? usual);
  return { name: own, service: classNamed(config, own) };
}

/** A class by its name: of the file, or a reach. `depth`: a circle of classes lets nothing out. */
export function classNamed(config: Config, name: string, depth = 0): ClassOfService {
  const { classes } = config.dialling;
  const written = Object.hasOwn(classes, name) ? classes[name] : undefined;
  const reach = REACHES.find((one) => one === name);
  if (written === undefined || depth > Object.keys(classes).length)
    return written === undefined && reach !== undefined ? { ...INTERNAL_ONLY, reach } : INTERNAL_ONLY;
  const { calendar, otherwise, ...service } = written;
  const named = calendar === undefined ? undefined : config.calendars[calendar];
  if (named === undefined) return service;
  return { ...service, calendar: calendarOf(config, named), otherwise: classNamed(config, otherwise, depth + 1) };
}

/**
 * The number that he is to be shown by: that of the access number by which the customer came, of his queue, of the agent, of the agent's
 * first queue, of all. Which of them may be shown the trunk group says.
 */
export function shownFor(
  config: Config,
  presentable: readonly string[],
  { accessNumber, agent, queue }: Caller,
): string | undefined {
  const { accessNumbers, agents, callback, dialling } = config;
  const entry = accessNumbers.find(({ number }) => number === accessNumber);
  const plan = numberPlan(config);
  const itself = accessNumber && presentable.find((number) => listKey(number, plan) === listKey(accessNumber, plan)); // the carrier may want it in another form than he delivers
  const his = agents.find(({ id }) => id === agent);
  const show = (name: string | undefined) => (name === undefined ? undefined : queueOf(config, name)?.show);
  return (
    entry?.show ??
    (itself || undefined) ??
    show(queue) ??
    his?.show ??
    show(his?.queues[0]) ??
    dialling.show ??
    callback.show
  );
}
