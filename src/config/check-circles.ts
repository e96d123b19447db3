// SPDX-License-Identifier: GPL-2.0-or-later
// Do calls come to an end wherever they are sent by themselves? All destinations together: from queue to queue, through flows, and back.

import { type Destination, isRung, QUEUE_DESTINATIONS } from './destination-schema.js';
import type { FlowConfig } from './flow-schema.js';
import { HOLDING, isOutside } from './flow-steps/index.js';
import { waysOf } from './flow-steps/ways.js';
import type { Finding, Path } from './problems.js';
import type { Config } from './schema.js';

type Place = `queue ${string}` | `flow ${string}`;

/** A way that a call goes without anybody's doing. */
interface Way {
  readonly to: Place;
  /** The setting that says so. */
  readonly key: string;
  readonly at: Path;
}

/** Places from which a call that nobody answers, and whose caller keys nothing in, comes round to where it was, for ever. */
export function checkCircles(config: Config): Finding[] {
  const ways = waysOn(config);
  return [...ways].flatMap(([place, out]) => {
    const seen = new Set<string>();
    return out.flatMap(({ to, key, at }) => {
      const round = wayFrom(to, place, ways);
      // A circle of queues alone is told of each of them; one through a flow at the queues of it, or at the flows when there is none.
      const isTold =
        round !== undefined && (place.startsWith('queue') || ![to, ...round].some((on) => on.startsWith('queue')));
      if (!isTold || seen.has(key)) return [];
      seen.add(key);
      const text = `"${key}": calls would go round for ever: ${[place, ...round].map(called).join(' -> ')}: let one of them end elsewhere`;
      return [{ path: at, text }];
    });
  });
}

const called = (place: string) => place.replace(/^queue /, '');

/** The shortest way from one place to another, both in it, or from it to itself. */
function wayFrom(from: Place, to: Place, ways: ReadonlyMap<Place, readonly Way[]>): readonly Place[] | undefined {
  const cameFrom = new Map<Place, Place | undefined>([[from, undefined]]);
  for (const at of cameFrom.keys()) {
    if (at === to) {
      const way: Place[] = [];
      for (let back: Place | undefined = at; back !== undefined; back = cameFrom.get(back)) way.unshift(back);
      return way;
    }
    for (const { to: next } of ways.get(at) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, at);
  }
  return undefined;
}

function waysOn(config: Config): ReadonlyMap<Place, readonly Way[]> {
  const { queues, flows } = config;
  return new Map<Place, readonly Way[]>([
    ...queues.map((queue, index): [Place, Way[]] => [`queue ${queue.name}`, waysOfQueue(config, queue, index)]),
    ...Object.entries(flows).map(([name, flow]): [Place, Way[]] => [`flow ${name}`, waysOfFlow(config, name, flow)]),
  ]);
}

function waysOfQueue({ profiles }: Config, queue: Config['queues'][number], index: number): Way[] {
  const at: Path = ['queues', index];
  const profile =
    typeof queue.needs === 'string' && Object.hasOwn(profiles, queue.needs) ? profiles[queue.needs] : undefined;
  const last = (queue.relax ?? profile?.relax)?.at(-1)?.to;
  return [...QUEUE_DESTINATIONS.map((key) => [key, queue[key]] as const), ['relax', last] as const].flatMap(
    ([key, to]) => {
      const place = typeof to === 'object' ? placeOf(to, queue.name) : undefined;
      return place === undefined ? [] : [{ to: place, key, at: [...at, key] }];
    },
  );
}

/** Where he comes who keys nothing in and whom no question holds: out of the flow, or into a queue that is to send him on. */
function waysOfFlow(config: Config, name: string, flow: FlowConfig): Way[] {
  return stepsTaken(config.flows, flow, new Set([name])).flatMap((step): Way[] => {
    const its = flow.steps[step];
    if (its === undefined) return [];
    const at: Path = ['flows', name, 'steps', step];
    if (its.kind === 'queue' && its.overflowed === undefined)
      return [{ to: `queue ${its.queue}`, key: 'queue', at: [...at, 'queue'] }];
    const run: Way[] = its.kind === 'run' ? [{ to: `flow ${its.run}`, key: 'run', at: [...at, 'run'] }] : [];
    if (HOLDING.includes(its.kind) || (its.kind === 'run' && !comesBack(config.flows, its.run, new Set([name]))))
      return run;
    const out = waysOf(its).flatMap(([next, key]): Way[] => {
      const to = isOutside(next) ? placeOf(next) : undefined;
      return to === undefined ? [] : [{ to, key: String(key[0]), at: [...at, ...key] }];
    });
    return [...run, ...out];
  });
}

/** The steps that he goes through by himself. */
function stepsTaken(flows: Config['flows'], flow: FlowConfig, within: ReadonlySet<string>): string[] {
  const taken = new Set(Object.keys(flow.steps).slice(0, 1));
  for (const name of taken) {
    const step = flow.steps[name];
    if (step === undefined || (step.kind === 'run' && !comesBack(flows, step.run, within))) continue;
    const isHeld = HOLDING.includes(step.kind);
    for (const [next, [key]] of waysOf(step)) {
      const isAuto = !isHeld || (step.kind === 'queue' && key === 'overflowed');
      if (next.kind === 'step' && isAuto) taken.add(next.step);
    }
  }
  return [...taken];
}

/** Whether a flow that is run by another gives its caller back without his doing. */
function comesBack(flows: Config['flows'], name: string, within: ReadonlySet<string>): boolean {
  const flow = Object.hasOwn(flows, name) ? flows[name] : undefined;
  if (flow === undefined || within.has(name)) return false;
  return stepsTaken(flows, flow, new Set([...within, name])).some((step) => {
    const its = flow.steps[step];
    return its !== undefined && !HOLDING.includes(its.kind) && waysOf(its).some(([next]) => next.kind === 'return');
  });
}

/** `own`: the queue to which a caller goes whom nobody takes, where nothing else is said. */
function placeOf(to: Destination, own?: string): Place | undefined {
  if (isRung(to)) {
    if (to.otherwise !== undefined) return placeOf(to.otherwise, own);
    return own === undefined ? undefined : `queue ${own}`;
  }
  if (to.kind === 'queue') return `queue ${to.queue}`;
  return to.kind === 'flow' ? `flow ${to.flow}` : undefined;
}
