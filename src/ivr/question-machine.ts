// SPDX-License-Identifier: GPL-2.0-or-later
// How is one thing asked of a caller? Prompt, keys, a word when they will not do, again, and read back if he is to confirm it; pure.

import { type Duration, type Machine, type Step, stay } from '../kernel/index.js';
import type { MaySay } from './heard.js';
import type { Utterance } from './utterance.js';

/** What is asked. */
export interface Question {
  readonly prompt?: Utterance;
  readonly keys: Keys;
  /** Waiting for the first and each further key. */
  readonly timeout: Duration;
  /** How often it is asked. */
  readonly attempts: number;
  /** He hears what he keyed in, and confirms it with 1 or keys it in again. */
  readonly readBack?: boolean;
  /** What he may say in place of keys; whoever is masked cannot. */
  readonly speech?: MaySay;
}

/** One key of these; or so many digits, that mean something. */
export type Keys =
  | { readonly kind: 'choice'; readonly choices: string }
  | {
      readonly kind: 'digits';
      readonly min: number;
      readonly max: number;
      /** The key that ends them. */
      readonly terminator: string;
      /** Whether they make sense; what it gives is the answer, such as a date in place of keys. */
      readonly sense?: (digits: string) => string | undefined;
    };

/** How it ended, in the words of VoiceXML. */
export type Answer =
  | { readonly outcome: 'match'; readonly digits: string }
  | { readonly outcome: 'noinput' }
  | { readonly outcome: 'nomatch' };

/**
 *   begun ─> prompted ─> listening ──────────────────────────────────> answered (match)
 *               ^            │ │  readBack                                 ^  │
 *               │            │ └───────────> readingBack ─> confirming ────┘  │ noinput, nomatch
 *               └ complained ┘ of no use                       │ 2            │ after the last attempt
 *               └──────────────────────────────────────────────┘              v
 */
export type QuestionState =
  | { readonly name: 'begun' }
  | { readonly name: 'prompted' | 'listening'; readonly attempt: number }
  | { readonly name: 'complained'; readonly attempt: number }
  | { readonly name: 'readingBack' | 'confirming'; readonly attempt: number; readonly digits: string }
  | { readonly name: 'answered' };

export type QuestionEvent =
  | { readonly type: 'begin' }
  /** What was to be said has been, or a key has stopped it. */
  | { readonly type: 'said' }
  | { readonly type: 'keyed'; readonly digits: string }
  /** He has said something that is no answer. */
  | { readonly type: 'unclear' };

export type QuestionEffect =
  /** `asks`: it is the question, and he may answer already. */
  | { readonly type: 'say'; readonly what: Utterance; readonly asks: boolean }
  | {
      readonly type: 'listen';
      readonly max: number;
      readonly terminator: string;
      readonly within: Duration;
      /** For the answer itself, which may be spoken; else for the key that confirms it. */
      readonly answer: boolean;
    }
  /** What was keyed in before counts no more. */
  | { readonly type: 'forget' }
  | { readonly type: 'answered'; readonly answer: Answer };

type QuestionStep = Step<QuestionState, QuestionEffect>;

const CONFIRM = '1';

/** The machine of one question. What is read back is said by `spoken`. */
export function questionMachine(
  question: Question,
  spoken: (digits: string) => Utterance,
): Machine<QuestionState, QuestionEvent, QuestionEffect> {
  return {
    expired: { type: 'said' },
    deadline: () => undefined,
    transition(state, event) {
      switch (event.type) {
        case 'begin':
          return state.name === 'begun' ? ask(question, 1) : stay(state);
        case 'said':
          return said(question, state);
        case 'keyed':
          return keyed(question, state, event.digits, spoken);
        case 'unclear':
          return state.name === 'listening' ? complain(question, state.attempt, false) : stay(state);
      }
    },
  };
}

function ask({ prompt, ...question }: Question, attempt: number): QuestionStep {
  if (prompt === undefined) return listen(question, attempt);
  return { state: { name: 'prompted', attempt }, effects: [{ type: 'say', what: prompt, asks: true }] };
}

function listen({ keys, timeout: within }: Question, attempt: number): QuestionStep {
  const [max, terminator] = keys.kind === 'choice' ? [1, ''] : [keys.max, keys.terminator];
  return {
    state: { name: 'listening', attempt },
    effects: [{ type: 'listen', max, terminator, within, answer: true }],
  };
}

function said(question: Question, state: QuestionState): QuestionStep {
  switch (state.name) {
    case 'prompted':
      return listen(question, state.attempt);
    case 'complained':
      return ask(question, state.attempt + 1);
    case 'readingBack': {
      const next: QuestionState = { ...state, name: 'confirming' };
      return {
        state: next,
        effects: [{ type: 'listen', max: 1, terminator: '', within: question.timeout, answer: false }],
      };
    }
    default:
      return stay(state);
  }
}

function keyed(
  question: Question,
  state: QuestionState,
  digits: string,
  spoken: (digits: string) => Utterance,
): QuestionStep {
  if (state.name === 'confirming') return confirmed(question, state, digits);
  if (state.name !== 'listening') return stay(state);
  const { attempt } = state;
  const answer = sense(question.keys, digits);
  if (answer === undefined) return complain(question, attempt, digits === '');
  if (!question.readBack) return answered({ outcome: 'match', digits: answer });
  return {
    state: { name: 'readingBack', attempt, digits: answer },
    effects: [{ type: 'say', what: spoken(digits), asks: false }],
  };
}

/** Whoever does not confirm is asked again, as long as there are attempts. */
function confirmed(
  question: Question,
  { attempt, digits }: Extract<QuestionState, { readonly digits: string }>,
  key: string,
): QuestionStep {
  if (key === CONFIRM) return answered({ outcome: 'match', digits });
  if (attempt >= question.attempts) return answered({ outcome: key === '' ? 'noinput' : 'nomatch' });
  const again = ask(question, attempt + 1);
  return { ...again, effects: [{ type: 'forget' }, ...again.effects] };
}

function complain({ attempts }: Question, attempt: number, nothing: boolean): QuestionStep {
  if (attempt >= attempts) return answered({ outcome: nothing ? 'noinput' : 'nomatch' });
  const what = nothing ? 'nothing-entered' : 'not-understood';
  return { state: { name: 'complained', attempt }, effects: [{ type: 'forget' }, { type: 'say', what, asks: false }] };
}

function answered(answer: Answer): QuestionStep {
  return { state: { name: 'answered' }, effects: [{ type: 'answered', answer }] };
}

function sense(keys: Keys, digits: string): string | undefined {
  if (keys.kind === 'choice') return digits !== '' && keys.choices.includes(digits) ? digits : undefined;
  if (digits.length < keys.min) return undefined;
  return keys.sense === undefined ? digits : keys.sense(digits);
}
