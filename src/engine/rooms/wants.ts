// SPDX-License-Identifier: GPL-2.0-or-later
// What does a call want of agents, by its access number, its dialogue, its language and its queue? In the words of room acd; pure.

import {
  byScore,
  type CallOrder,
  type EnqueueOptions,
  joinedNeeds,
  type Need,
  type Relaxation,
  type Skills,
} from '../../acd/index.js';
import type { Config } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import type { Language } from '../../kernel/index.js';
import type { SaidSkills } from './said-skills.js';
import { accessNumberOf, queueOf } from './settings.js';

/** What a dialogue says of its caller when it leads him to a queue. */
export interface Wants {
  /** What an agent must be able to do for him, or the name of a profile of the file. */
  readonly needs?: string | readonly Need[];
  /** What is given up as he waits, in place of every other list. */
  readonly relax?: readonly Relaxation[];
  /** In place of his access number's. */
  readonly priority?: number;
  /** The language that he has chosen. */
  readonly language?: Language;
}

/** A call about to wait. */
export interface Wanting {
  readonly queue: string;
  readonly accessNumber?: string | undefined;
  readonly wants?: Wants | undefined;
}

/** What a call is put into its queue with. */
export interface Wanted {
  readonly needs: readonly Need[];
  readonly relax: readonly Relaxation[];
  readonly priority: number;
}

type Asking = { readonly needs?: string | readonly Need[]; readonly relax?: readonly Relaxation[] } | undefined;

/** What belongs to the call itself, whatever its queue: what its dialogue, its language and its access number say, in this order. */
export function ownNeeds(config: Config, { accessNumber = '', wants }: Omit<Wanting, 'queue'>): readonly Need[] {
  return joinedNeeds(...asked(config, accessNumber, wants).map((asking) => needsOf(config, asking)));
}

/** All together: of a skill that several name, the level of the first; what is given up, by the first list. */
export function wanted(config: Config, { queue, accessNumber = '', wants }: Wanting): Wanted {
  const home = queueOf(config, queue);
  const lists = [...asked(config, accessNumber, wants), home];
  const relax = lists.map((asking) => relaxOf(config, asking)).find((list) => list !== undefined);
  return {
    needs: joinedNeeds(...lists.map((asking) => needsOf(config, asking))),
    relax: relax ?? [],
    priority: wants?.priority ?? accessNumberOf(config, accessNumber)?.priority ?? 0,
  };
}

/** What is said of one call alone, besides what it wants. */
type Said = Pick<EnqueueOptions, 'kind' | 'enqueuedAt' | 'only' | 'relax'> & {
  readonly priority?: number | undefined;
  readonly extraPriority?: number;
  /** By the rules. */
  readonly needs?: readonly Need[];
};

/** How a queue is to take a call that says besides what it wants. */
export function enqueueOptions(config: Config, request: Wanting & Said): EnqueueOptions {
  const { kind, enqueuedAt, only, relax = [], extraPriority = 0, needs = [] } = request;
  const own = wanted(config, request);
  return {
    needs: joinedNeeds(needs, own.needs),
    relax: inTime(relax, own.relax),
    priority: request.priority ?? own.priority + extraPriority,
    kind,
    enqueuedAt,
    only,
  };
}

function inTime(...lists: readonly (readonly Relaxation[])[]): readonly Relaxation[] {
  const all = lists.flat();
  return all.length < 2 ? all : all.sort((a, b) => a.after - b.after);
}

/** Throws NOT_FOUND when a profile or a queue that is named is not there. */
export function assertPossible(config: Config, { needs, relax = [] }: Wants): void {
  if (typeof needs === 'string' && !Object.hasOwn(config.profiles, needs))
    throw new TelephonyError('NOT_FOUND', `profile ${needs}`);
  for (const { also } of relax) {
    if (also !== undefined && queueOf(config, also) === undefined)
      throw new TelephonyError('NOT_FOUND', `queue ${also}`);
  }
}

/** What agents can do, by the file and by what was said of them for now. */
export function skillsOf({ agents }: Pick<Config, 'agents'>, said: SaidSkills): ReadonlyMap<string, Skills> {
  return new Map(agents.map(({ id, skills }) => [id, said.now(id, skills)]));
}

/** How calls are put in order. */
export function orderOf({ ageing }: Pick<Config, 'ageing'>): CallOrder {
  return byScore(ageing);
}

function asked(config: Config, accessNumber: string, wants: Wants | undefined): Asking[] {
  const chosen = wants?.language === undefined ? undefined : config.languageNeeds[wants.language];
  return [wants, chosen === undefined ? undefined : { needs: chosen }, accessNumberOf(config, accessNumber)];
}

function needsOf({ profiles }: Config, asking: Asking): readonly Need[] {
  const needs = asking?.needs ?? [];
  return typeof needs === 'string' ? (own(profiles, needs)?.needs ?? []) : needs;
}

/** Its own list, or that of its profile. */
function relaxOf({ profiles }: Config, asking: Asking): readonly Relaxation[] | undefined {
  if (asking?.relax !== undefined || typeof asking?.needs !== 'string') return asking?.relax;
  return own(profiles, asking.needs)?.relax;
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
