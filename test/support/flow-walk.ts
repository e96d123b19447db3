// SPDX-License-Identifier: GPL-2.0-or-later
// How does a caller go through a sample's flows at random? Keys, silence, failures and hang-ups, what was rare so far before the rest.
import { type Config, type FlowStep, waysOf } from '../../src/config/index.js';
import { type FlowEffect, type FlowEvent, type FlowState, flowMachine } from '../../src/ivr/index.js';

export interface Sample {
  readonly name: string;
  readonly config: Config;
}

const MOST = 3_000;
const HANGS_UP = 0.01;
/** Keys that make sense of every kind. */
const DIGITS = ['1', '20261129', '12*50', '13912345678', '4111111111111111', '11010519491231002*', '4567'];

/** The flows that callers come into from outside: by access numbers, after hours, after an agent; of others those that flows run. */
export function entriesOf({ config: { accessNumbers, flows, queues } }: Sample): readonly string[] {
  const named = [
    ...accessNumbers.flatMap(({ menu, afterHours }) => [
      menu,
      afterHours?.kind === 'flow' ? afterHours.flow : undefined,
    ]),
    ...queues.map(({ survey }) => survey),
  ];
  return Object.keys(flows).filter((name) => named.includes(name));
}

/** Everything that must come in some walk: each step, and each way that it can come out. */
export function outcomesOf({ config: { flows } }: Sample): readonly string[] {
  return Object.entries(flows).flatMap(([flow, { steps }]) =>
    Object.entries(steps).flatMap(([name, step]) => [
      `${flow}/${name}`,
      ...answersTo(step).map((answer) => `${flow}/${name}: ${nameOf(answer)}`),
    ]),
  );
}

type Answer = Omit<Extract<FlowEvent, { type: 'outcome' }>, 'type'> | 'expired';

/** How a step can come out; a step that takes no time does not. */
function answersTo(step: FlowStep): readonly Answer[] {
  switch (step.kind) {
    case 'say':
      return [{ outcome: 'done' }, { outcome: 'failed' }];
    case 'menu':
      return [...Object.keys(step.choices).map((value) => ({ outcome: 'match', value }) as const), ...UNANSWERED];
    case 'collect':
      return [{ outcome: 'match' }, ...UNANSWERED];
    case 'queue':
      return [
        { outcome: 'failed' },
        ...(['talked', 'overflowed'] as const).filter((way) => step[way] !== undefined).map((outcome) => ({ outcome })),
      ];
    case 'when':
      return [
        ...step.when.map((_, nth) => ({ outcome: 'match', value: String(nth) }) as const),
        { outcome: 'nomatch' },
      ];
    case 'transfer':
      return [{ outcome: 'failed' }];
    case 'set':
    case 'attach':
    case 'choose':
    case 'language':
    case 'run':
      return [];
    default:
      return [
        ...('next' in step ? [{ outcome: 'done' } as const] : []),
        ...waysOf(step).flatMap(([, [key]]) => (key === 'next' || key === 'failed' ? [] : [{ outcome: key } as never])),
        { outcome: 'failed' },
        'expired',
      ];
  }
}

const UNANSWERED = [{ outcome: 'noinput' }, { outcome: 'nomatch' }, { outcome: 'failed' }] as const;
const nameOf = (answer: Answer) =>
  answer === 'expired' ? answer : [answer.outcome, answer.value].filter((part) => part !== undefined).join(' ');

interface Place {
  readonly flow: string;
  readonly step: string;
}

/** One caller. `seen` counts what came in all walks. */
export class FlowWalk {
  readonly #sample: Sample;
  readonly #seen: Map<string, number>;
  readonly #machine;
  #state: FlowState = { name: 'begun' };
  #random: number;
  #at = 0;
  #place: Place = { flow: '', step: '' };

  constructor(sample: Sample, seed: number, seen: Map<string, number>) {
    this.#sample = sample;
    this.#seen = seen;
    this.#random = seed * 2_654_435_761;
    this.#machine = flowMachine(sample.config.flows);
  }

  /** Gives how he ended; throws when he does not. */
  walk(flow: string): string {
    let last = this.#send({ type: 'begin', flow, values: { calling: '13912345678' } });
    for (let n = 0; n < MOST; n++) {
      const end = endOf(last);
      if (end !== undefined) {
        if (last?.type !== 'queue' && this.#state.name !== 'over') throw new Error(`${end}, and ${this.#state.name}`);
        return end;
      }
      if (this.#next() < HANGS_UP) return 'hungUp';
      if (last?.type === 'queue' && this.#next() < 0.03) return 'served';
      last = this.#answer();
    }
    throw new Error(`${this.#sample.name}: nobody comes out of ${this.#place.flow} / ${this.#place.step}`);
  }

  #answer(): FlowEffect | undefined {
    const { flow, step } = this.#place;
    const its = this.#sample.config.flows[flow]?.steps[step];
    if (its === undefined || this.#state.name !== 'under way') throw new Error(`he is nowhere: ${flow} / ${step}`);
    const answer = this.#pick(answersTo(its), `${flow}/${step}`);
    this.#count(`${flow}/${step}: ${nameOf(answer)}`);
    const deadline = this.#machine.deadline(this.#state);
    if (deadline === undefined) throw new Error(`${flow} / ${step}: he would wait for ever`);
    if (answer === 'expired') {
      this.#at = deadline;
      return this.#send({ type: 'expired' });
    }
    this.#at = Math.min(deadline, this.#at + 1_000 + this.#next() * 8_000);
    if (this.#at === deadline) return this.#send({ type: 'expired' });
    const value = answer.value ?? this.#valueFor(its);
    return this.#send({ type: 'outcome', ...answer, value });
  }

  /** What a step that keeps a value is given: what some step asks for, or any digits. */
  #valueFor(step: FlowStep): string {
    const into = 'into' in step ? step.into : undefined;
    const { flows } = this.#sample.config;
    const asked = Object.values(flows).flatMap(({ steps }) =>
      Object.values(steps).flatMap((its) =>
        its.kind === 'choose' && its.choose === into ? Object.keys(its.cases) : [],
      ),
    );
    const all = [...asked, ...DIGITS];
    return all[Math.floor(this.#next() * all.length)] ?? '';
  }

  #send(event: FlowEvent): FlowEffect | undefined {
    const { state, effects } = this.#machine.transition(this.#state, event, this.#at);
    this.#state = state;
    for (const effect of effects)
      if (effect.type === 'entered') {
        this.#place = effect;
        this.#count(`${effect.flow}/${effect.step}`);
      }
    return effects.at(-1);
  }

  /** Mostly what never came, or leads to where something never came; now and then anything, and early what ends it. */
  #pick(all: readonly Answer[], here: string): Answer {
    const any = all[Math.floor(this.#next() * all.length)];
    const wish = this.#next();
    const fresh = all.filter((one) => !this.#seen.has(`${here}: ${nameOf(one)}`));
    const ending = fresh.filter((one) => this.#leadsTo(one) === undefined);
    const further = all.filter((one) => {
      const to = this.#leadsTo(one);
      return to !== undefined && (fresh.includes(one) || this.#hasNew(to));
    });
    const chosen = wish < 0.15 ? [] : wish < 0.45 && ending.length > 0 ? ending : further.length > 0 ? further : ending;
    const picked = chosen[Math.floor(this.#next() * chosen.length)] ?? any;
    if (picked === undefined) throw new Error(`there is no answer to ${here}`);
    return picked;
  }

  /** Where he waits after this answer; undefined: nowhere in the flows. */
  #leadsTo(answer: Answer): Place | undefined {
    const event: FlowEvent = answer === 'expired' ? { type: 'expired' } : { type: 'outcome', value: '1', ...answer };
    const { state, effects } = this.#machine.transition(this.#state, event, this.#at);
    const place = effects.findLast((effect) => effect.type === 'entered');
    return state.name === 'under way' && place?.type === 'entered' ? place : undefined;
  }

  /** Whether something that never came can be come to from there. */
  #hasNew({ flow, step }: Place): boolean {
    const { flows } = this.#sample.config;
    const known = new Set<string>();
    const open: Place[] = [{ flow, step }];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const here = `${at.flow}/${at.step}`;
      const its = flows[at.flow]?.steps[at.step];
      if (known.has(here) || its === undefined) continue;
      known.add(here);
      if (answersTo(its).some((answer) => !this.#seen.has(`${here}: ${nameOf(answer)}`))) return true;
      const { flow: of } = at;
      open.push(...waysOf(its).flatMap(([next]) => (next.kind === 'step' ? [{ flow: of, step: next.step }] : [])));
      if (its.kind === 'run') open.push({ flow: its.run, step: Object.keys(flows[its.run]?.steps ?? {})[0] ?? '' });
    }
    return false;
  }

  #count(what: string): void {
    this.#seen.set(what, (this.#seen.get(what) ?? 0) + 1);
  }

  /** Lehmer's generator: the same walk for the same seed. */
  #next(): number {
    this.#random = (this.#random * 48_271) % 2_147_483_647;
    return this.#random / 2_147_483_647;
  }
}

/** Where he is let go; undefined: he waits for something. */
function endOf(effect: FlowEffect | undefined): string | undefined {
  if (effect?.type === 'lead') return effect.to.kind;
  if (effect?.type === 'hangUp') return 'hangUp';
  return effect?.type === 'queue' && effect.comesBack.length === 0 ? 'queue' : undefined;
}
