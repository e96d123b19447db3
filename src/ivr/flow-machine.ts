// SPDX-License-Identifier: GPL-2.0-or-later
// How is a caller led through a flow? From step to step by what comes of each, never in circles without a sound; pure.

import type { FlowStep, Next } from '../config/index.js';
import { LONGEST_VALUE } from '../expression/index.js';
import type { Duration, Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';
import type { AnsweredEffect, Came, FlowEffect, FlowEvent, Flows, TracedOutcome, Values } from './flow-effects.js';
import { onwardFrom, take } from './flow-steps/index.js';

/** A flow that a caller is in; below it those that wait until it comes back. */
interface Frame {
  readonly flow: string;
  readonly step: string;
  readonly values: Values;
  /** Menus that he has come through, the last of them the one he is in. */
  readonly menus: readonly string[];
}

/**
 *   begun ─> under way ─> over
 *              │   ^
 *              └───┘ what came of a step leads to the next
 */
export type FlowState =
  | { readonly name: 'begun' }
  /** Something is being said, asked or done for him; it answers with an outcome. */
  | {
      readonly name: 'under way';
      readonly frames: readonly Frame[];
      /** Then he has been in it for too long. */
      readonly until: Instant;
      /** He hears nothing: no longer than to here. */
      readonly silentUntil?: Instant;
    }
  | { readonly name: 'over' };

type FlowStepTaken = Step<FlowState, FlowEffect>;

/** So long somebody may be in flows. */
export const LONGEST_IN_FLOWS: Duration = 4 * 3_600_000;
const LONGEST_SILENCE: Duration = 10_000;
const MOST_QUIET = 100; // steps in a row that take no time
const DEEPEST = 16; // flows one within the other

/** Leads one caller through these flows. What there is not, or does not end, leads to the flow's fallback. */
export function flowMachine(flows: Flows): Machine<FlowState, FlowEvent, FlowEffect> {
  return {
    expired: { type: 'expired' },
    deadline: (state) =>
      state.name === 'under way' ? Math.min(state.until, state.silentUntil ?? state.until) : undefined,
    transition(state, event, at) {
      if (event.type === 'begin')
        return state.name === 'begun'
          ? new Way(flows, [], at, at + LONGEST_IN_FLOWS).begin(event.flow, event.values)
          : stay(state);
      if (state.name !== 'under way') return stay(state);
      switch (event.type) {
        case 'outcome':
          return new Way(flows, state.frames, at, state.until).goOn(event);
        case 'heard': {
          const { silentUntil: _, ...heard } = state;
          return stay(heard);
        }
        case 'silent':
          return stay({ ...state, silentUntil: at + LONGEST_SILENCE });
        case 'expired':
          return new Way(flows, state.frames, at, state.until).expire();
      }
    },
  };
}

/** The way from one wait to the next: steps that take no time are behind each other. */
class Way {
  readonly #flows: Flows;
  readonly #at: Instant;
  readonly #until: Instant;
  readonly #effects: FlowEffect[] = [];
  #frames: readonly Frame[];
  #quiet = 0;

  constructor(flows: Flows, frames: readonly Frame[], at: Instant, until: Instant) {
    this.#flows = flows;
    this.#frames = frames;
    this.#at = at;
    this.#until = until;
  }

  begin(flow: string, values: Values): FlowStepTaken {
    return this.#enter(flow, values);
  }

  /** What comes of the step under way leads on. */
  goOn(came: Came): FlowStepTaken {
    const { step } = this.#here();
    if (step === undefined) return this.fallBack();
    this.#tell(came.outcome, keysOf(step, came));
    const { to, values } = onwardFrom(step, came);
    return this.#on(to, values);
  }

  /** Nothing has come of what he waits for. */
  expire(): FlowStepTaken {
    this.#tell('expired');
    return this.fallBack();
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
    if (first === undefined || this.#frames.length >= DEEPEST || isTooLong(values)) return this.fallBack();
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
    if (step.kind === 'menu' && frame.menus.at(-1) !== frame.step)
      this.#place({ ...frame, menus: [...frame.menus, frame.step] });
    this.#effects.push({ type: 'entered', flow: frame.flow, step: frame.step });
    const taken = take(step, frame.values);
    if ('awaits' in taken) return this.#wait(taken.awaits);
    if ('enters' in taken) return this.#enter(taken.enters, taken.values);
    if (taken.effect !== undefined) this.#effects.push(taken.effect);
    return this.#on(taken.to, taken.values);
  }

  #on(to: Next | undefined, values: Values = {}): FlowStepTaken {
    if (to === undefined || isTooLong(values)) return this.fallBack();
    this.#set(values);
    return this.#to(to);
  }

  #tell(outcome: TracedOutcome, keys?: string): void {
    const { frame } = this.#here();
    if (frame === undefined) return;
    const { flow, step } = frame;
    this.#effects.push({ type: 'came', flow, step, outcome, ...(keys !== undefined && { keys }) });
  }

  #set(more: Values): void {
    const { frame } = this.#here();
    if (frame !== undefined) this.#place({ ...frame, values: { ...frame.values, ...more } });
  }

  #place(frame: Frame): void {
    this.#frames = [...this.#frames.slice(0, -1), frame];
  }

  /** Nobody hears anything of what is done for him, unless he who does it says so. */
  #wait(effect: AnsweredEffect): FlowStepTaken {
    const state: FlowState = {
      name: 'under way',
      ...{ frames: this.#frames, until: this.#until },
      ...(effect.type === 'serve' && { silentUntil: this.#at + LONGEST_SILENCE }),
    };
    return { state, effects: [...this.#effects, effect] };
  }

  #out(effect: FlowEffect): FlowStepTaken {
    return { state: { name: 'over' }, effects: [...this.#effects, effect] };
  }
}

/** A text that is put together of itself grows without end, and a flow goes on with no half of one. */
function isTooLong(values: Values): boolean {
  return Object.values(values).some((value) => value.length > LONGEST_VALUE);
}

/** What he keyed in; of what is masked, nothing. */
function keysOf(step: FlowStep, { outcome, value }: Came): string | undefined {
  if (outcome !== 'match' || (step.kind === 'collect' && step.mask !== undefined)) return undefined;
  return value;
}
