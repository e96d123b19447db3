// SPDX-License-Identifier: GPL-2.0-or-later
// Does every step have a caller one day, and does every caller come out? Steps that nobody comes to, circles that nobody leaves; pure.

import type { Destination } from './destination-schema.js';
import type { FlowConfig } from './flow-schema.js';
import { type FlowStep, HOLDING, type Next } from './flow-steps/index.js';
import { waysOf } from './flow-steps/ways.js';
import type { Finding } from './problems.js';

type Flows = Readonly<Record<string, FlowConfig>>;
type Place = readonly [flow: string, step: string];

const MOST_TOLD = 50; // the same mistake hundreds of times helps nobody

/** Steps to which nothing leads, and circles. */
export function checkFlowWays(flows: Flows): Finding[] {
  return [
    ...Object.entries(flows).flatMap(([name, flow]) => unreachable(name, flow)),
    ...new SilentWays(flows).circles(),
  ];
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

const isQuestion = ({ kind }: FlowStep) => kind === 'menu' || kind === 'collect';

/**
 * Where a caller comes who does nothing, also where everything fails: out, one day. Nobody goes round for ever, with a sound or
 * without. With an agent, or waiting for one, he is not alone.
 */
class SilentWays {
  readonly #flows: Flows;
  readonly #after = new Map<string, readonly string[]>();
  readonly #comeBack = new Map<string, boolean>();
  readonly #firstMenus = new Map<string, ReadonlySet<string>>();

  constructor(flows: Flows) {
    this.#flows = flows;
  }

  circles(): Finding[] {
    const places = Object.entries(this.#flows).flatMap(([flow, { steps }]) =>
      Object.keys(steps).map((step) => keyOf([flow, step])),
    );
    return this.#unended(places)
      .filter((key) => reached(this.after(key), (at) => this.after(at)).has(key))
      .slice(0, MOST_TOLD)
      .map((key) => {
        const [flow, step] = placeOf(key);
        const its = this.#flows[flow]?.steps[step];
        const text =
          its && isQuestion(its)
            ? `who keys nothing goes round from "${step}" to itself for ever: let "noinput" lead out of the circle`
            : `callers go round from "${step}" to itself for ever: ask them something on the way`;
        return { path: ['flows', flow, 'steps', step], text };
      });
  }

  /** Those from which not every way comes to an end: in a circle, or before one. */
  #unended(places: readonly string[]): readonly string[] {
    const before = new Map<string, string[]>();
    const left = new Map(places.map((key) => [key, this.after(key).length]));
    for (const key of places) for (const next of this.after(key)) before.set(next, [...(before.get(next) ?? []), key]);
    const ended = places.filter((key) => left.get(key) === 0);
    for (let key = ended.pop(); key !== undefined; key = ended.pop())
      for (const one of before.get(key) ?? []) {
        const more = (left.get(one) ?? 0) - 1;
        left.set(one, more);
        if (more === 0) ended.push(one);
      }
    return places.filter((key) => (left.get(key) ?? 0) > 0);
  }

  /** Where he comes from there. */
  after(key: string): readonly string[] {
    const known =
      this.#after.get(key) ?? [...new Set(this.#afterOf(placeOf(key)).map(keyOf))].filter((to) => this.#isThere(to));
    this.#after.set(key, known);
    return known;
  }

  #isThere(key: string): boolean {
    const [flow, step] = placeOf(key);
    return this.#flows[flow]?.steps[step] !== undefined;
  }

  #afterOf([name, step]: Place): readonly Place[] {
    const flow = this.#flows[name];
    const its = flow?.steps[step];
    if (flow === undefined || its === undefined) return [];
    const to = (next: Next | undefined) => this.#placesOf([name, step], next ?? flow.fallback);
    if (isQuestion(its)) return to((its as { readonly noinput?: Next }).noinput);
    if (HOLDING.includes(its.kind)) return [];
    if (its.kind === 'run') return [...this.#firstOf(its.run), ...(this.#comesBack(its.run) ? to(its.next) : [])];
    return waysOf(its).flatMap(([next]) => to(next));
  }

  #placesOf([name, step]: Place, next: Next | Destination): readonly Place[] {
    switch (next.kind) {
      case 'step':
        return [[name, next.step]];
      case 'repeat':
        return [[name, step]];
      case 'back':
        return this.#menusBefore([name, step]);
      case 'flow':
        return this.#firstOf(next.flow);
      default:
        return [];
    }
  }

  /** Any other menu of the flow; of the first one there is none before it, and it is heard again. */
  #menusBefore([name, step]: Place): readonly Place[] {
    const steps = this.#flows[name]?.steps ?? {};
    if (this.#firstMenusOf(name).has(step)) return [[name, step]];
    const menus = Object.keys(steps).filter((other) => other !== step && steps[other]?.kind === 'menu');
    return menus.map((menu) => [name, menu]);
  }

  #firstMenusOf(name: string): ReadonlySet<string> {
    const flow = this.#flows[name];
    const steps = flow?.steps ?? {};
    const untilMenu = (at: string) => (flow && steps[at]?.kind !== 'menu' ? stepsAfter(flow, at) : []);
    const known = this.#firstMenus.get(name) ?? reached(Object.keys(steps).slice(0, 1), untilMenu);
    this.#firstMenus.set(name, known);
    return known;
  }

  #firstOf(flow: string): readonly Place[] {
    const [first] = Object.keys(this.#flows[flow]?.steps ?? {});
    return first === undefined ? [] : [[flow, first]];
  }

  /** Whether one who keys nothing in comes back from this flow; a flow that runs itself does not on that way. */
  #comesBack(name: string): boolean {
    const known = this.#comeBack.get(name);
    if (known !== undefined) return known;
    this.#comeBack.set(name, false);
    const within = (key: string) =>
      this.#afterOf(placeOf(key))
        .filter(([of]) => of === name)
        .map(keyOf);
    const seen = reached(this.#firstOf(name).map(keyOf), within);
    const comes = [...seen].some((key) => this.#returns(this.#flows[name]?.steps[placeOf(key)[1]]));
    this.#comeBack.set(name, comes);
    return comes;
  }

  #returns(step: FlowStep | undefined): boolean {
    if (step === undefined) return false;
    if (isQuestion(step)) return (step as { readonly noinput?: Next }).noinput?.kind === 'return';
    if (step.kind === 'run') return step.next.kind === 'return' && this.#comesBack(step.run);
    return !HOLDING.includes(step.kind) && waysOf(step).some(([next]) => next.kind === 'return');
  }
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
