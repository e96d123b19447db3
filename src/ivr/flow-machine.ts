// SPDX-License-Identifier: GPL-2.0-or-later
// How is a caller led through a flow? From step to step by what comes of each, never in circles without a sound; pure.

import type { Destination, FlowConfig, FlowStep, Next, Piece, TransferKind } from '../config/index.js';
import { render } from '../expression/index.js';
import type { Duration, Instant, Language, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';
import type { Question } from './question-machine.js';
import { senseOf } from './sense.js';
import { called, given, picked, rendered, type Values } from './step-values.js';

export type { Values } from './step-values.js';

export type Flows = Readonly<Record<string, FlowConfig>>;

/** A flow that a caller is in; below it those that wait until it comes back. */
interface Frame {
  readonly flow: string;
  readonly step: string;
  readonly values: Values;
  /** Menus that he has come through, the last of them the one he is in. */
  readonly menus: readonly string[];
}

export type FlowState =
  | { readonly name: 'begun' }
  /** Something is being said, asked or done for him; it answers with an outcome. */
  | { readonly name: 'under way'; readonly frames: readonly Frame[]; readonly until: Instant }
  | { readonly name: 'over' };

/** How a step can come out. `talked`, `overflowed`: of a queue. */
export type StepOutcome = 'done' | 'match' | 'noinput' | 'nomatch' | 'talked' | 'overflowed' | 'notFound' | 'failed';

export type FlowEvent =
  | { readonly type: 'begin'; readonly flow: string; readonly values: Values }
  | { readonly type: 'outcome'; readonly outcome: StepOutcome; readonly value?: string; readonly values?: Values }
  /** He has been in it for so long that something must be wrong. */
  | { readonly type: 'expired' };

/** What is asked, before its words are in a language. */
export type AskedQuestion = Omit<Question, 'prompt'> & { readonly prompt: readonly Piece[] };

/** Of these `say`, `ask`, `queue`, `call`, `lookUp`, `decide` and `transfer` are answered by an outcome; after `lead` and `hangUp` the flow is over. */
export type FlowEffect =
  | { readonly type: 'say'; readonly what: readonly Piece[]; readonly values: Values; readonly bargeIn: boolean }
  | { readonly type: 'ask'; readonly question: AskedQuestion; readonly values: Values; readonly mask?: string }
  | { readonly type: 'queue'; readonly queue: string; readonly comesBack: readonly ('talked' | 'overflowed')[] }
  | { readonly type: 'call'; readonly name: string; readonly values: Values }
  /** Answered with values that are kept. */
  | { readonly type: 'lookUp'; readonly name: string; readonly values: Values }
  /** Which of the conditions holds: its number is the value; `failed`: none. */
  | { readonly type: 'decide'; readonly flow: string; readonly conditions: readonly string[]; readonly values: Values }
  /** Answered only when there is no such place. */
  | { readonly type: 'transfer'; readonly kind: TransferKind; readonly to: string }
  | { readonly type: 'attach'; readonly data: Values }
  | { readonly type: 'speak'; readonly language: Language }
  | { readonly type: 'lead'; readonly to: Destination }
  | { readonly type: 'hangUp' }
  /** For the trace: where he is now. */
  | { readonly type: 'entered'; readonly flow: string; readonly step: string };

type FlowStepTaken = Step<FlowState, FlowEffect>;

const LONGEST: Duration = 4 * 3_600_000;
const MOST_QUIET = 100; // steps in a row that take no time
const DEEPEST = 16; // flows one within the other

/** Leads one caller through these flows. What there is not, or does not end, leads to the flow's fallback. */
export function flowMachine(flows: Flows): Machine<FlowState, FlowEvent, FlowEffect> {
  return {
    expired: { type: 'expired' },
    deadline: (state) => (state.name === 'under way' ? state.until : undefined),
    transition(state, event, at) {
      switch (event.type) {
        case 'begin':
          return state.name === 'begun'
            ? new Way(flows, [], at + LONGEST).begin(event.flow, event.values)
            : stay(state);
        case 'outcome':
          return state.name === 'under way'
            ? new Way(flows, state.frames, state.until).goOn(event.outcome, event)
            : stay(state);
        case 'expired':
          return state.name === 'under way' ? new Way(flows, state.frames, state.until).fallBack() : stay(state);
      }
    },
  };
}

/** What came of a step besides how it came out. */
type Came = Pick<Extract<FlowEvent, { readonly type: 'outcome' }>, 'value' | 'values'>;

/** The way from one wait to the next: steps that take no time are behind each other. */
class Way {
  readonly #flows: Flows;
  readonly #until: Instant;
  readonly #effects: FlowEffect[] = [];
  #frames: readonly Frame[];
  #quiet = 0;

  constructor(flows: Flows, frames: readonly Frame[], until: Instant) {
    this.#flows = flows;
    this.#frames = frames;
    this.#until = until;
  }

  begin(flow: string, values: Values): FlowStepTaken {
    return this.#enter(flow, values);
  }

  /** What comes of the step under way leads on. */
  goOn(outcome: StepOutcome, { value = '', values = {} }: Came = {}): FlowStepTaken {
    const { step } = this.#here();
    if (step === undefined) return this.fallBack();
    if (step.kind === 'collect' && outcome === 'match') this.#set({ [step.into]: value });
    if (step.kind === 'call' && step.into !== undefined && outcome === 'done') this.#set({ [step.into]: value });
    if (step.kind === 'lookUp' && outcome === 'done') this.#set(called(values, step.into));
    const next = nextOf(step, outcome, value);
    return next === undefined ? this.fallBack() : this.#to(next);
  }

  fallBack(): FlowStepTaken {
    const [{ flow } = { flow: '' }] = this.#frames; // the flow that he came into knows where he goes; a sub-flow does not
    return this.#out({ type: 'lead', to: this.#flows[flow]?.fallback ?? { kind: 'callback' } });
  }

  #here(): { readonly frame: Frame | undefined; readonly step: FlowStep | undefined } {
    const frame = this.#frames.at(-1);
    return { frame, step: frame && this.#flows[frame.flow]?.steps[frame.step] };
  }

  #enter(flow: string, values: Values): FlowStepTaken {
    const [first] = Object.keys(this.#flows[flow]?.steps ?? {});
    if (first === undefined || this.#frames.length >= DEEPEST) return this.fallBack();
    this.#frames = [...this.#frames, { flow, step: first, values, menus: [] }];
    return this.#take();
  }

  #to(next: Next): FlowStepTaken {
    const { frame } = this.#here();
    if (frame === undefined) return this.fallBack();
    switch (next.kind) {
      case 'step':
        this.#place({ ...frame, step: next.step });
        return this.#take();
      case 'repeat':
        return this.#take();
      case 'back': {
        const menus = frame.menus.slice(0, -1);
        const step = menus.at(-1) ?? frame.step;
        this.#place({ ...frame, step, menus });
        return this.#take();
      }
      case 'return':
        return this.#comeBack();
      case 'hangUp':
        return this.#out({ type: 'hangUp' });
      default:
        return this.#out({ type: 'lead', to: next });
    }
  }

  /** Whoever returns from the flow that he came into has come to the end of it. */
  #comeBack(): FlowStepTaken {
    this.#frames = this.#frames.slice(0, -1);
    const { step } = this.#here();
    if (step?.kind !== 'run') return this.#out({ type: 'hangUp' });
    return this.#to(step.next);
  }

  #take(): FlowStepTaken {
    const { frame, step } = this.#here();
    if (frame === undefined || step === undefined || ++this.#quiet > MOST_QUIET) return this.fallBack();
    const { values } = frame;
    this.#effects.push({ type: 'entered', flow: frame.flow, step: frame.step });
    switch (step.kind) {
      case 'say':
        return this.#wait({ type: 'say', what: step.say, values, bargeIn: step.bargeIn });
      case 'menu':
        if (frame.menus.at(-1) !== frame.step) this.#place({ ...frame, menus: [...frame.menus, frame.step] });
        return this.#wait({ type: 'ask', question: menuOf(step), values });
      case 'collect':
        return this.#wait({ type: 'ask', question: questionOf(step), values, ...(step.mask && { mask: step.mask }) });
      case 'queue':
        return this.#wait({ type: 'queue', queue: step.queue, comesBack: comesBack(step) });
      case 'call':
        return this.#wait({ type: 'call', name: step.call, values });
      case 'run':
        return this.#enter(step.run, given(step.with, values));
      case 'lookUp':
        return this.#wait({ type: 'lookUp', name: step.lookUp, values: { ...values, ...given(step.with, values) } });
      case 'when':
        return this.#wait({ type: 'decide', flow: frame.flow, conditions: step.when.map((one) => one.if), values });
      case 'transfer':
        return this.#wait({ type: 'transfer', kind: step.transfer.kind, to: render(step.transfer.to, values) });
      case 'set':
        this.#set(rendered(step.set, values));
        return this.#to(step.next);
      case 'attach':
        this.#effects.push({ type: 'attach', data: picked(values, step.attach) });
        return this.#to(step.next);
      case 'language':
        this.#effects.push({ type: 'speak', language: step.language });
        return this.#to(step.next);
      case 'choose':
        return this.#to(step.cases[values[step.choose] ?? ''] ?? step.else);
    }
  }

  #set(more: Values): void {
    const { frame } = this.#here();
    if (frame !== undefined) this.#place({ ...frame, values: { ...frame.values, ...more } });
  }

  #place(frame: Frame): void {
    this.#frames = [...this.#frames.slice(0, -1), frame];
  }

  #wait(effect: FlowEffect): FlowStepTaken {
    const state: FlowState = { name: 'under way', frames: this.#frames, until: this.#until };
    return { state, effects: [...this.#effects, effect] };
  }

  #out(effect: FlowEffect): FlowStepTaken {
    return { state: { name: 'over' }, effects: [...this.#effects, effect] };
  }
}

/** Where a step leads by what came of it; undefined: where the flow's fallback does. */
function nextOf(step: FlowStep, outcome: StepOutcome, value: string): Next | undefined {
  switch (step.kind) {
    case 'menu':
      return outcome === 'match' ? step.choices[value] : unanswered(step, outcome);
    case 'collect':
      return outcome === 'match' ? step.next : unanswered(step, outcome);
    case 'queue':
      return outcome === 'talked' ? step.talked : outcome === 'overflowed' ? step.overflowed : undefined;
    case 'call':
      return outcome === 'done' ? step.next : step.failed;
    case 'lookUp':
      return outcome === 'done' ? step.next : outcome === 'notFound' ? (step.notFound ?? step.failed) : step.failed;
    case 'when':
      return outcome === 'match' ? step.when[Number(value)]?.next : step.else;
    case 'transfer':
      return step.failed;
    default:
      return outcome === 'done' && 'next' in step ? step.next : undefined;
  }
}

function unanswered(
  { noinput, nomatch }: Extract<FlowStep, { readonly kind: 'menu' | 'collect' }>,
  outcome: StepOutcome,
): Next | undefined {
  if (outcome === 'noinput') return noinput;
  return outcome === 'nomatch' ? nomatch : undefined;
}

function menuOf({ menu, choices, attempts, timeout }: Extract<FlowStep, { readonly kind: 'menu' }>): AskedQuestion {
  const keys = { kind: 'choice', choices: Object.keys(choices).join('') } as const;
  return { prompt: menu, keys, attempts, timeout };
}

function questionOf(step: Extract<FlowStep, { readonly kind: 'collect' }>): AskedQuestion {
  const { collect: prompt, length, terminator, sense, attempts, timeout, readBack } = step;
  const keys: Question['keys'] = {
    kind: 'digits',
    ...{ terminator, ...length },
    ...(sense !== undefined && { sense: (digits: string) => senseOf(sense, digits) }),
  };
  return { prompt, keys, attempts, timeout, readBack };
}

function comesBack({ talked, overflowed }: Extract<FlowStep, { readonly kind: 'queue' }>): ('talked' | 'overflowed')[] {
  return [
    ...(talked === undefined ? [] : ['talked' as const]),
    ...(overflowed === undefined ? [] : ['overflowed' as const]),
  ];
}
