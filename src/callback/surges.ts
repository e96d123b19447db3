// SPDX-License-Identifier: GPL-2.0-or-later
// Which surge control decides a call? That of its trunk group, or that of its access number there if it has thresholds of its own.

import { type Clock, channelsAt, channelsBelow, Emitter, type Instant } from '../kernel/index.js';
import { Surge } from './surge.js';
import { type Deal, dealtIn, gave, NOTHING_DEALT, owedBefore } from './surge-deal.js';
import type { SurgeEffect } from './surge-machine.js';
import type { SurgeSettings } from './surge-settings.js';
import { type ManualSurge, type SurgeDecision, type SurgeSample, shareAt } from './surge-share.js';

/** How all of them are set at a moment. */
export interface SurgePlan {
  readonly usual: SurgeSettings;
  /** Access numbers that have a control of their own, and how it is set now: by the file, or by a slot of the schedule. */
  readonly own: Readonly<Record<string, SurgeSettings>>;
  /** Access numbers whose weight is not 1. */
  readonly weights: Readonly<Record<string, number>>;
}

/** A call that has just come, and what the box is like for it: `sample` without its own channel. */
export interface SurgedCall {
  readonly group: string;
  readonly accessNumber: string;
  readonly sample: SurgeSample;
  /** Calls that are with a person or on their way to one. */
  readonly people: number;
}

/** What a decision went by, for `route explain`. */
export interface SurgeGrounds extends SurgeSample {
  readonly group: string;
  readonly people: number;
  readonly reserve: number;
  /** Busy channels at which a surge begins. */
  readonly threshold: number;
  readonly waitOn?: number | undefined;
  readonly manual?: ManualSurge['is'] | undefined;
}

/** What happened, and in which control. */
export type SurgeNews = SurgeEffect & { readonly group: string; readonly accessNumber?: string };

/** A control as it is now. */
export interface SurgeView extends SurgeSample {
  readonly group: string;
  readonly accessNumber?: string;
  readonly on: boolean;
  readonly share: number;
  readonly since?: Instant;
  /** Busy channels at which it begins, and with which it may be over. */
  readonly threshold: number;
  readonly quiet: number;
}

interface Control {
  readonly group: string;
  readonly accessNumber?: string;
  readonly surge: Surge;
  /** What somebody has said, as it was told last. */
  said: ManualSurge | undefined;
}

/** The surge controls of a box. */
export class Surges {
  /** `surgeOn` and `surgeOff` of each of them. */
  readonly news = new Emitter<SurgeNews>();
  readonly #clock: Clock;
  readonly #groups: readonly string[];
  readonly #controls = new Map<string, Control>();
  readonly #deals = new Map<string, Deal>();
  #plan: SurgePlan;
  /** What somebody has said, by access number; empty: of all of them. */
  readonly #said = new Map<string, ManualSurge>();

  constructor(clock: Clock, groups: readonly string[], plan: SurgePlan) {
    this.#clock = clock;
    this.#groups = groups;
    this.#plan = plan;
    this.configure(plan);
  }

  get surging(): boolean {
    return [...this.#controls.values()].some(({ surge }) => surge.surging);
  }

  /** What somebody has said of an access number, or of all, while it holds. */
  manual(accessNumber = ''): ManualSurge | undefined {
    const said = this.#said.get(accessNumber);
    return said !== undefined && (said.until ?? Number.POSITIVE_INFINITY) > this.#clock.now() ? said : undefined;
  }

  /** Each of them as it is now. */
  list(): readonly SurgeView[] {
    return [...this.#controls.values()].map(({ surge: { state }, group, accessNumber }) => {
      const { phase, occupancy, settings } = state;
      const { inService } = occupancy;
      return {
        group,
        ...(accessNumber === undefined ? {} : { accessNumber }),
        on: phase.name === 'surging',
        share: shareAt(state, this.#clock.now()),
        ...(phase.name === 'surging' ? { since: phase.since } : {}),
        ...occupancy,
        threshold: channelsAt(settings.on, inService),
        quiet: channelsBelow(settings.off, inService),
      };
    });
  }

  /** To be called at each seizure and release of a B-channel, and once a second; `of`: for a control's access number, or for all. */
  sample(of: (group: string, accessNumber: string | undefined) => SurgeSample): void {
    for (const number of this.#said.size === 0 ? [] : [...this.#said.keys()])
      if (this.manual(number) === undefined) this.say(undefined, number);
    for (const { surge, group, accessNumber } of this.#controls.values()) surge.sample(of(group, accessNumber));
  }

  /** Who takes a call that has just come, and whose turn it is. Send `took` when it is done so. */
  decide(call: SurgedCall): SurgeDecision {
    const { surge } = this.#of(call);
    const owed = owedBefore(this.#dealtIn(call), call.accessNumber);
    return surge.decide(call.sample, { people: call.people, owed });
  }

  /** What it would decide now; changes nothing at all. */
  consider({ group, accessNumber, people }: Omit<SurgedCall, 'sample'>): SurgeDecision {
    const owed = owedBefore(this.#deals.get(group) ?? NOTHING_DEALT, accessNumber);
    return this.#of({ group, accessNumber }).surge.consider({ people, owed });
  }

  /** By what a call is decided. */
  grounds({ group, accessNumber, people }: Omit<SurgedCall, 'sample'>): SurgeGrounds {
    const { settings, occupancy } = this.#of({ group, accessNumber }).surge.state;
    const threshold = channelsAt(settings.on, occupancy.inService);
    const { human, wait } = settings;
    const more = { waitOn: wait?.on, manual: this.#effective(accessNumber)?.is };
    return { ...occupancy, group, people, reserve: human.min, threshold, ...more };
  }

  /** It was done so. */
  took({ group, accessNumber }: Pick<SurgedCall, 'group' | 'accessNumber'>, decision: SurgeDecision): void {
    this.#of({ group, accessNumber }).surge.took(decision);
    const deal = this.#deals.get(group);
    if (decision.taker === 'human' && decision.reason !== 'calm' && deal !== undefined)
      this.#deals.set(group, gave(deal, accessNumber));
  }

  /** Controls of numbers that have none any more end; others take what is new and go on from where they are. */
  configure(plan: SurgePlan): void {
    this.#plan = plan;
    const numbers = [...new Set([...Object.keys(plan.own), ...this.#numbersSaid()])];
    const wanted = this.#groups.flatMap((group) => [
      { group, settings: plan.usual, key: group },
      ...numbers.map((accessNumber) => ({
        ...{ group, accessNumber, key: keyOf(group, accessNumber) },
        settings: plan.own[accessNumber] ?? plan.usual,
      })),
    ]);
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { surge }] of this.#controls) {
      if (keys.has(key)) continue;
      surge.configure({ ...surge.state.settings, enabled: false }); // a surge of it ends, and is told
      surge.close();
      this.#controls.delete(key);
    }
    for (const { key, settings, ...names } of wanted) {
      const { surge } = this.#controls.get(key) ?? this.#begin(key, names, settings);
      if (surge.state.settings !== settings) surge.configure(settings);
    }
  }

  /**
   * Somebody says on or off, of one access number or of all of them; nothing: the thresholds hold again, or what is said of all. A number
   * of which something is said has a control of its own.
   */
  say(manual: ManualSurge | undefined, accessNumber = ''): void {
    if (manual === undefined) this.#said.delete(accessNumber);
    else this.#said.set(accessNumber, manual);
    this.configure(this.#plan);
    for (const control of this.#controls.values()) this.#tell(control);
  }

  close(): void {
    for (const { surge } of this.#controls.values()) surge.close();
  }

  #begin(key: string, names: Omit<Control, 'surge' | 'said'>, settings: SurgeSettings): Control {
    const control: Control = { ...names, surge: new Surge(this.#clock, settings), said: undefined };
    this.#controls.set(key, control);
    control.surge.news.on((news) => this.news.emit({ ...news, ...names }));
    this.#tell(control);
    return control;
  }

  #tell(control: Control): void {
    const said = this.#effective(control.accessNumber);
    if (said === control.said) return;
    control.said = said;
    control.surge.say(said);
  }

  /** What is said of a number goes before what is said of all. */
  #effective(accessNumber: string | undefined): ManualSurge | undefined {
    return (accessNumber && this.manual(accessNumber)) || this.manual();
  }

  #numbersSaid(): readonly string[] {
    return [...this.#said.keys()].filter((number) => number !== '');
  }

  #of({ group, accessNumber }: Pick<SurgedCall, 'group' | 'accessNumber'>): Control {
    const control = this.#controls.get(keyOf(group, accessNumber)) ?? this.#controls.get(group);
    const [first] = this.#controls.values();
    const found = control ?? first;
    if (found === undefined) throw new Error('a box without trunk groups has no calls');
    return found;
  }

  #dealtIn({ group, accessNumber }: SurgedCall): Deal {
    const weight = this.#plan.weights[accessNumber] ?? 1;
    const deal = dealtIn(this.#deals.get(group) ?? NOTHING_DEALT, accessNumber, weight, this.#clock.now());
    this.#deals.set(group, deal);
    return deal;
  }
}

function keyOf(group: string, accessNumber: string): string {
  return `${group}/${accessNumber}`;
}
