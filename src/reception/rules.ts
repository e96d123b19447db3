// SPDX-License-Identifier: GPL-2.0-or-later
// Which rule of the file holds for a call, and what does it give? Asked in their order; what cannot be told is skipped, never thrown.

import type { Destination } from '../config/index.js';
import { type Condition, type Facts, whyNot } from '../expression/index.js';

/** A rule that has been read. */
export interface RoutingRule {
  readonly name: string;
  readonly condition: Condition;
  /** Where the call goes; nothing: what the rule gives is kept, and the next one is asked. */
  readonly to?: Destination;
  readonly queue?: string;
  readonly priority?: number;
  readonly needs?: readonly ClaimedNeed[];
  readonly throughSurge: boolean;
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

/** Asks the rules in their order until one sends the call somewhere. `facts` of the queue that it belongs to by then. */
export function askRules(rules: readonly RoutingRule[], factsIn: (queue: string) => Facts, home: string): Ruled {
  const told = new Told();
  let ruled: Omit<Ruled, 'findings'> = { held: [], claims: NO_CLAIMS, throughSurge: false, skipped: [] };
  let at = home;
  let facts = factsIn(at);
  for (const rule of rules) {
    if (ruled.queue !== undefined && ruled.queue !== at) {
      at = ruled.queue;
      facts = factsIn(at);
    }
    const answer = ask(rule, facts);
    told.note(rule, answer);
    if (answer.skipped !== undefined) ruled = { ...ruled, skipped: [...ruled.skipped, answer.skipped] };
    if (!answer.holds) continue;
    ruled = after(ruled, rule);
    if (rule.to !== undefined) break;
  }
  return { ...ruled, findings: told.findings };
}

interface Answer {
  readonly holds: boolean;
  readonly skipped?: Skipped;
}

function ask({ name, condition }: RoutingRule, facts: Facts): Answer {
  try {
    return { holds: condition.holds(facts) };
  } catch (error) {
    return { holds: false, skipped: { rule: name, why: whyNot(error) } };
  }
}

function after(before: Omit<Ruled, 'findings'>, rule: RoutingRule): Omit<Ruled, 'findings'> {
  return {
    ...before,
    rule: rule.name,
    held: [...before.held, rule.name],
    ...(rule.to !== undefined && { to: rule.to }),
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
    ({ name, condition, to }) =>
      condition.asks.has('contact.data') && (to === undefined || to.kind === 'queue') && !held.includes(name),
  );
  return left.length === 0 ? undefined : askRules(left, factsIn, home);
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

  note(rule: RoutingRule, { holds, skipped }: Answer): void {
    if (!holds && skipped === undefined && this.#findings.length >= MOST_TOLD) {
      this.#left++;
      return;
    }
    const asked = `rule ${rule.name}`;
    if (skipped !== undefined) this.#findings.push({ asked, found: `skipped: ${skipped.why}`.slice(0, 200) });
    else this.#findings.push({ asked, found: holds ? given(rule) : 'does not hold' });
  }

  get findings(): readonly Finding[] {
    if (this.#left === 0) return this.#findings;
    return [...this.#findings, { asked: 'rules', found: `${this.#left} more do not hold` }];
  }
}

/** `holds: priority 10, to queue vip`. */
function given({ to, queue, priority, needs = [], throughSurge }: RoutingRule): string {
  const parts = [
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
