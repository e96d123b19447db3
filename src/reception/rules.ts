// SPDX-License-Identifier: GPL-2.0-or-later
// Which rule of the file holds for a call, and what does it give? Asked in their order; what cannot be told is skipped, never thrown.

import type { Destination } from '../config/index.js';
import { type AreaRule, ruleByArea } from '../dialling/index.js';
import { type Condition, type Facts, whyNot } from '../expression/index.js';

/** A rule that has been read. */
export interface RoutingRule {
  readonly name: string;
  readonly condition: Condition;
  /** Where the call goes; nothing: what the rule gives is kept, and the next one is asked. */
  readonly to?: Destination;
  /** In place of `to`: by where he calls from; it holds for nobody else. */
  readonly byArea?: readonly ToByArea[];
  /** Made of what is said at an access number or a queue; of a queue, it is asked only of who is about to wait there. */
  readonly shortAt?: 'number' | 'queue';
  readonly queue?: string;
  readonly priority?: number;
  readonly needs?: readonly ClaimedNeed[];
  readonly throughSurge: boolean;
}

/** Calls of an area, and where they go. */
export interface ToByArea extends AreaRule {
  readonly to: Destination;
}

/** A skill that a call asks of its agent. */
export interface ClaimedNeed {
  readonly skill: string;
  readonly level: number;
}

/** What a call has of its rules when it waits. */
export interface Claims {
  readonly priority: number;
  readonly needs: readonly ClaimedNeed[];
}

export const NO_CLAIMS: Claims = { priority: 0, needs: [] };

/** A line of `route explain`: what was asked, and the answer. */
export interface Finding {
  readonly asked: string;
  readonly found: string;
}

/** A rule that could not be told. */
export interface Skipped {
  readonly rule: string;
  readonly why: string;
}

/** What the rules say of a call. */
export interface Ruled {
  /** Where the last one that held sends it. */
  readonly to?: Destination;
  /** The rule that sends it there, else the last that held. */
  readonly rule?: string;
  /** Every rule that held. */
  readonly held: readonly string[];
  readonly queue?: string;
  readonly claims: Claims;
  readonly throughSurge: boolean;
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
}

const MOST_TOLD = 30; // of rules that did not hold; what did is always told
const MOST_NEEDS = 20;

/** The queue that a call belongs to when rules are asked, and whether it would wait there. */
export interface AskedIn {
  readonly home: string;
  readonly waits: boolean;
}

/** Asks the rules in their order until one sends the call somewhere. `facts` of the queue that it belongs to by then. */
export function askRules(
  rules: readonly RoutingRule[],
  factsIn: (queue: string) => Facts,
  { home, waits }: AskedIn,
): Ruled {
  const told = new Told();
  let ruled: Omit<Ruled, 'findings'> = { held: [], claims: NO_CLAIMS, throughSurge: false, skipped: [] };
  let at = home;
  let facts = factsIn(at);
  for (const rule of rules) {
    if (rule.shortAt === 'queue' && !waits) continue;
    if (ruled.queue !== undefined && ruled.queue !== at) {
      at = ruled.queue;
      facts = factsIn(at);
    }
    const answer = ask(rule, facts);
    told.note(rule, answer);
    if (answer.skipped !== undefined) ruled = { ...ruled, skipped: [...ruled.skipped, answer.skipped] };
    if (!answer.holds) continue;
    ruled = after(ruled, rule, answer.to);
    if (answer.to !== undefined) break;
  }
  return { ...ruled, findings: told.findings };
}

interface Answer {
  readonly holds: boolean;
  /** Where it sends this call. */
  readonly to?: Destination;
  /** By this area. */
  readonly area?: string;
  readonly skipped?: Skipped;
}

function ask({ name, condition, to, byArea = [] }: RoutingRule, facts: Facts): Answer {
  try {
    if (!condition.holds(facts)) return { holds: false };
    if (byArea.length === 0) return { holds: true, ...(to !== undefined && { to }) };
    const { number, area } = facts.contact;
    const found = ruleByArea(byArea, number === '' ? undefined : number, area);
    return found === undefined ? { holds: false, area } : { holds: true, to: found.to, area: found.area };
  } catch (error) {
    return { holds: false, skipped: { rule: name, why: whyNot(error) } };
  }
}

function after(
  before: Omit<Ruled, 'findings'>,
  rule: RoutingRule,
  to: Destination | undefined,
): Omit<Ruled, 'findings'> {
  return {
    ...before,
    rule: rule.name,
    held: [...before.held, rule.name],
    ...(to !== undefined && { to }),
    ...(rule.queue !== undefined && { queue: rule.queue }),
    claims: added(before.claims, { priority: rule.priority ?? 0, needs: rule.needs ?? [] }),
    throughSurge: before.throughSurge || rule.throughSurge,
  };
}

/** What has been given so far, and more. */
export function added(before: Claims, more: Claims): Claims {
  return { priority: before.priority + more.priority, needs: joined(before.needs, more.needs) };
}

/**
 * Of a call that a dialogue leads to a queue: the rules that speak of attached data, and have not held for it yet; they choose among
 * queues alone. Undefined: there is no such rule.
 */
export function askBeforeQueue(
  rules: readonly RoutingRule[],
  factsIn: (queue: string) => Facts,
  home: string,
  held: readonly string[],
): Ruled | undefined {
  const left = rules.filter(
    ({ name, condition, to, byArea = [], shortAt }) =>
      shortAt === undefined &&
      condition.asks.has('contact.data') &&
      [...(to === undefined ? [] : [to]), ...byArea.map((area) => area.to)].every(({ kind }) => kind === 'queue') &&
      !held.includes(name),
  );
  return left.length === 0 ? undefined : askRules(left, factsIn, { home, waits: true });
}

/**
 * Of a call that a dialogue has led to a queue, before it waits there for the first time. Undefined: no such rule holds, or it has been
 * led by its area before.
 */
export function askWhereHeWaits(
  rules: readonly RoutingRule[],
  factsIn: (queue: string) => Facts,
  home: string,
  held: readonly string[],
): (Ruled & { readonly to: Destination }) | undefined {
  if (rules.some(({ name, shortAt }) => shortAt !== undefined && held.includes(name))) return undefined;
  const { to, ...ruled } = askRules(
    rules.filter(({ shortAt }) => shortAt === 'queue'),
    factsIn,
    { home, waits: true },
  );
  return to === undefined ? undefined : { ...ruled, to };
}

/** Of one skill the highest level that anybody asks for. */
export function joined(needs: readonly ClaimedNeed[], more: readonly ClaimedNeed[]): readonly ClaimedNeed[] {
  const levels = new Map<string, number>();
  for (const { skill, level } of [...needs, ...more]) levels.set(skill, Math.max(level, levels.get(skill) ?? 0));
  return [...levels].slice(0, MOST_NEEDS).map(([skill, level]) => ({ skill, level }));
}

/** What is told of each; a bounded number of lines. */
class Told {
  readonly #findings: Finding[] = [];
  #left = 0;

  note(rule: RoutingRule, answer: Answer): void {
    const { holds, skipped, area } = answer;
    if (rule.shortAt !== undefined && !holds && area === undefined) return; // said at another number, or another queue
    if (!holds && skipped === undefined && this.#findings.length >= MOST_TOLD) {
      this.#left++;
      return;
    }
    const asked = `rule ${rule.name}`;
    if (skipped !== undefined) this.#findings.push({ asked, found: `skipped: ${skipped.why}`.slice(0, 200) });
    else this.#findings.push({ asked, found: holds ? given(rule, answer) : notHeld(area) });
  }

  get findings(): readonly Finding[] {
    if (this.#left === 0) return this.#findings;
    return [...this.#findings, { asked: 'rules', found: `${this.#left} more do not hold` }];
  }
}

/** `area 021 does not hold`; nothing said of an area: the condition does not. */
function notHeld(area: string | undefined): string {
  if (area === undefined) return 'does not hold';
  return area === '' ? 'area unknown: does not hold' : `area ${area}: does not hold`;
}

/** `holds: priority 10, to queue vip`. */
function given({ queue, priority, needs = [], throughSurge }: RoutingRule, { to, area }: Answer): string {
  const parts = [
    ...(area === undefined ? [] : [`area ${area}`]),
    ...(queue === undefined ? [] : [`of queue ${queue}`]),
    ...(priority === undefined ? [] : [`priority ${priority}`]),
    ...needs.map(({ skill, level }) => `needs ${skill} ${level}`),
    ...(throughSurge ? ['through a surge'] : []),
    ...(to === undefined ? ['go on'] : [`to ${destinationWords(to)}`]),
  ];
  return `holds: ${parts.join(', ')}`;
}

/** `queue vip`, `agent 1001`, `callback`. */
export function destinationWords(to: Destination): string {
  switch (to.kind) {
    case 'queue':
      return `queue ${to.queue}`;
    case 'flow':
      return `flow ${to.flow}`;
    case 'agent':
      return `agent ${to.agent}`;
    case 'station':
      return `station ${to.station}`;
    case 'number':
      return `number ${to.number}`;
    case 'announce':
      return `announce ${to.prompt}`;
    case 'message':
      return `box ${to.box}`;
    default:
      return to.kind;
  }
}
