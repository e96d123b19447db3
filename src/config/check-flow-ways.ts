// SPDX-License-Identifier: GPL-2.0-or-later
// Does every step have a caller one day, and does every caller come out? Steps that nobody comes to, circles that nobody leaves; pure.

import type { Destination } from './destination-schema.js';
import type { FlowConfig } from './flow-schema.js';
import { type FlowStep, HOLDING, type Next } from './flow-steps/index.js';
import { waysOf } from './flow-steps/ways.js';
import type { Finding } from './problems.js';

type Flows = Readonly<Record<string, FlowConfig>>;
type Place = readonly [flow: string, step: string];

/** Steps to which nothing leads, and circles. */
export function checkFlowWays(flows: Flows): Finding[] {
  return Object.entries(flows).flatMap(([name, flow]) => [...unreachable(name, flow), ...endless(flows, name, flow)]);
}

function unreachable(name: string, flow: FlowConfig): Finding[] {
  const steps = Object.keys(flow.steps);
  const known = reached(steps.slice(0, 1), (step) => stepsAfter(flow, step));
  return steps
    .filter((step) => !known.has(step))
    .map((step) => {
      const text = `no step leads to "${step}": let one lead there, or take it out`;
      return { path: ['flows', name, 'steps', step], text };
    });
}

/** Back to a menu leads no further than the menus that led here. */
function stepsAfter({ steps }: FlowConfig, from: string): string[] {
  const step = steps[from];
  return step === undefined ? [] : waysOf(step).flatMap(([next]) => (next.kind === 'step' ? [next.step] : []));
}

/** A caller who does nothing comes out one day, also where everything fails: nobody goes round for ever, with a sound or without. */
function endless(flows: Flows, name: string, flow: FlowConfig): Finding[] {
  return Object.entries(flow.steps).flatMap(([step, its]) => {
    const again = reached(after(flows, [name, step]).map(keyOf), (key) => after(flows, placeOf(key)).map(keyOf));
    if (!again.has(keyOf([name, step]))) return [];
    const says = isQuestion(its)
      ? `who keys nothing goes round from "${step}" to itself for ever: let "noinput" lead out of the circle`
      : `callers go round from "${step}" to itself for ever: ask them something on the way`;
    return [{ path: ['flows', name, 'steps', step], text: says }];
  });
}

const isQuestion = ({ kind }: FlowStep) => kind === 'menu' || kind === 'collect';

/** Where somebody comes who keys nothing in. With an agent, or waiting for one, he is not alone. */
function after(flows: Flows, [name, step]: Place): readonly Place[] {
  const flow = flows[name];
  const its = flow?.steps[step];
  if (flow === undefined || its === undefined) return [];
  const to = (next: Next | undefined) => placesOf(flows, [name, step], next ?? flow.fallback);
  if (isQuestion(its)) return to((its as { readonly noinput?: Next }).noinput);
  if (HOLDING.includes(its.kind)) return [];
  if (its.kind === 'run') return [...firstOf(flows, its.run), ...(comesBack(flows, its.run) ? to(its.next) : [])];
  return waysOf(its).flatMap(([next]) => to(next));
}

function placesOf(flows: Flows, [name, step]: Place, next: Next | Destination): readonly Place[] {
  switch (next.kind) {
    case 'step':
      return [[name, next.step]];
    case 'repeat':
      return [[name, step]];
    case 'back':
      return menusBefore(flows, [name, step]);
    case 'flow':
      return firstOf(flows, next.flow);
    default:
      return [];
  }
}

/** Any other menu of the flow; of the first one there is none before it, and it is heard again. */
function menusBefore(flows: Flows, [name, step]: Place): readonly Place[] {
  const steps = flows[name]?.steps ?? {};
  const flow = flows[name];
  const [first] = Object.keys(steps);
  const untilMenu = (at: string) => (flow && steps[at]?.kind !== 'menu' ? stepsAfter(flow, at) : []);
  const firstMenus = reached(first === undefined ? [] : [first], untilMenu);
  if (firstMenus.has(step)) return [[name, step]];
  const menus = Object.keys(steps).filter((other) => other !== step && steps[other]?.kind === 'menu');
  return menus.map((menu) => [name, menu]);
}

function firstOf(flows: Flows, flow: string): readonly Place[] {
  const [first] = Object.keys(flows[flow]?.steps ?? {});
  return first === undefined ? [] : [[flow, first]];
}

/** Whether one who keys nothing in comes back from this flow. */
function comesBack(flows: Flows, name: string, above: readonly string[] = []): boolean {
  const flow = flows[name];
  if (flow === undefined || above.includes(name)) return false;
  const within = (key: string): string[] => {
    const [, step] = placeOf(key);
    const its = flow.steps[step];
    if (its?.kind === 'run') {
      if (!comesBack(flows, its.run, [...above, name]) || its.next.kind !== 'step') return [];
      return [keyOf([name, its.next.step])];
    }
    return after(flows, [name, step])
      .filter(([of]) => of === name)
      .map(keyOf);
  };
  const seen = reached(firstOf(flows, name).map(keyOf), within);
  return [...seen].some((key) => returns(flow.steps[placeOf(key)[1]]));
}

function returns(step: FlowStep | undefined): boolean {
  if (step === undefined) return false;
  if (isQuestion(step)) return (step as { readonly noinput?: Next }).noinput?.kind === 'return';
  return !HOLDING.includes(step.kind) && waysOf(step).some(([next]) => next.kind === 'return');
}

/** All that one can come to from these, themselves among them. */
function reached(from: readonly string[], after: (at: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...after(at));
  }
  return seen;
}

const keyOf = ([flow, step]: Place) => `${flow}\n${step}`;
function placeOf(key: string): Place {
  const [flow = '', step = ''] = key.split('\n');
  return [flow, step];
}
