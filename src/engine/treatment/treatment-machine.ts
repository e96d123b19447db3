// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody hear who waits, and which keys count? Welcome and notice first and whole, words, then music. Pure.

import { type Duration, type Instant, type Machine, type Step, stay } from '../../kernel/index.js';

/** One thing that is said: what it is, not in which words. */
export type Phrase =
  | { readonly type: 'welcome' }
  | { readonly type: 'notice' }
  /** His place in the queue, how long he will wait, and what he can do: as it is when it is said. */
  | { readonly type: 'place' }
  | { readonly type: 'words'; readonly words: readonly string[] }
  /** One of the queue's own, by its place in the list. */
  | { readonly type: 'message'; readonly nth: number };

/** When a message of the queue is said: first after so long, then every so often, or once. */
export interface MessageTimes {
  readonly after: Duration;
  readonly every?: Duration | undefined;
}

interface Waits {
  /** What is still to be heard to its end before anything else. */
  readonly whole: readonly Phrase[];
  /** What is to be said, in this order. */
  readonly owed: readonly Phrase[];
  readonly messages: readonly MessageTimes[];
  /** When each message is due; undefined: no more. */
  readonly due: readonly (Instant | undefined)[];
  /** Keys that lead somewhere. */
  readonly keys: readonly string[];
  /** Pressed before he had heard all that he must hear. */
  readonly pressed?: string | undefined;
  /** Of what is being said; what another one tells came too late. */
  readonly step: number;
  /** Music has begun: it sounds, or keeps its place while somebody speaks. */
  readonly music: boolean;
}

/**
 *                 begin                      said (the last)              said, nothing owed
 *   unheard ───────────────────> noticing ─────────────────────> speaking <──────────────────> music
 *      │                            │                               │         tell, due           │
 *      │ end: remembered            │ end: remembered               │ end                         │ end
 *      v                            v   said (the last)             v                             v
 *   (unheard)                   (noticing) ───────────────────────> attended <────────────────────┘
 *                                                                      │ goOn: music, or what is owed
 *   gone: over from everywhere
 */
export type TreatmentState =
  /** He cannot hear yet. `attended`: somebody is there for him already. */
  | (Waits & { readonly name: 'unheard'; readonly attended: boolean })
  | (Waits & { readonly name: 'noticing'; readonly attended: boolean })
  /** `sounds`: it is being played, not only made ready. */
  | (Waits & { readonly name: 'speaking'; readonly sounds: boolean })
  | (Waits & { readonly name: 'music' })
  /** Somebody is there for him: silence. */
  | (Waits & { readonly name: 'attended' })
  | { readonly name: 'over' };

export type TreatmentEvent =
  /** He can hear; these are the first words. */
  | { readonly type: 'begin'; readonly words: readonly string[] }
  /** Something is to be said when its turn comes. */
  | { readonly type: 'tell'; readonly phrase: Phrase }
  /** What is to be said is there; `empty`: there is nothing to say. */
  | { readonly type: 'prepared'; readonly step: number; readonly empty: boolean }
  /** It has been said, or could not be. */
  | { readonly type: 'said'; readonly step: number }
  | { readonly type: 'digit'; readonly digit: string }
  /** Somebody is there for him, or he goes elsewhere. */
  | { readonly type: 'end' }
  /** He who was there is gone. */
  | { readonly type: 'goOn' }
  /** The party is gone. */
  | { readonly type: 'gone' }
  | { readonly type: 'expired' };

export type TreatmentEffect =
  /** Find the words and have them in memory: answer with `prepared`, or with `said` when that fails. */
  | { readonly type: 'prepare'; readonly phrase: Phrase; readonly step: number }
  /** Play what is prepared; answer with `said`. */
  | { readonly type: 'play'; readonly step: number }
  | { readonly type: 'stopWords' }
  /** `play`: from where it was, if it has begun. */
  | { readonly type: 'music'; readonly how: 'play' | 'pause' | 'stop' }
  /** Nothing is left of welcome and notice. */
  | { readonly type: 'noticed' }
  /** He has pressed a key that leads somewhere. */
  | { readonly type: 'key'; readonly digit: string };

type TreatmentStep = Step<TreatmentState, TreatmentEffect>;
type Living = Exclude<TreatmentState, { readonly name: 'over' }>;
/** He has not heard all yet that he must hear. */
type Noticing = Extract<Living, { readonly attended: boolean }>;

/** What a treatment begins with: what must be heard whole, messages, keys. */
export interface Begins {
  readonly whole: readonly Phrase[];
  readonly messages: readonly MessageTimes[];
  readonly keys: readonly string[];
}

/** One who cannot hear yet. */
export function unheard({ whole, messages, keys }: Begins): TreatmentState {
  return { name: 'unheard', attended: false, whole, messages, keys, owed: [], due: [], step: 0, music: false };
}

/** Entertains one who waits. */
export const treatmentMachine: Machine<TreatmentState, TreatmentEvent, TreatmentEffect> = {
  expired: { type: 'expired' },

  deadline(state) {
    if (state.name !== 'speaking' && state.name !== 'music') return undefined;
    const next = Math.min(...state.due.map((due) => due ?? Number.POSITIVE_INFINITY));
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  },

  transition(state, event, at) {
    if (state.name === 'over') return stay(state);
    switch (event.type) {
      case 'begin':
        return state.name === 'unheard' ? begun(state, event.words, at) : stay(state);
      case 'tell':
        return told(state, event.phrase);
      case 'prepared':
        return prepared(state, event);
      case 'said':
        return said(state, event.step);
      case 'digit':
        return pressed(state, event.digit);
      case 'end':
        return ended(state);
      case 'goOn':
        return wentOn(state);
      case 'gone':
        return { state: { name: 'over' }, effects: isNoticed(state) ? [] : [{ type: 'noticed' }] };
      case 'expired':
        return expired(state, at);
    }
  },
};

/** Whether nothing is left of what he must hear. */
export function isNoticed(state: TreatmentState): boolean {
  return state.name === 'over' || (state.name !== 'noticing' && state.whole.length === 0);
}

function begun(state: Extract<Living, { name: 'unheard' }>, words: readonly string[], at: Instant): TreatmentStep {
  const first: readonly Phrase[] = words.length > 0 ? [{ type: 'words', words }] : [];
  const due = state.messages.map(({ after }) => at + after);
  const heard = { ...state, due, owed: [...first, ...state.owed] };
  return heard.whole.length > 0 ? notice(heard) : heardAll(heard, []);
}

/** The next of what must be heard whole. */
function notice(state: Noticing): TreatmentStep {
  const [phrase, ...whole] = state.whole;
  if (phrase === undefined) return stay(state);
  const step = state.step + 1;
  return { state: { ...state, name: 'noticing', whole, step }, effects: [{ type: 'prepare', phrase, step }] };
}

/** What is owed, one after the other; then music. */
function next(state: Living, before: readonly TreatmentEffect[]): TreatmentStep {
  const [phrase, ...owed] = state.owed;
  if (phrase === undefined) {
    const effects: readonly TreatmentEffect[] = [...before, { type: 'music', how: 'play' }];
    return { state: { ...waitsOf(state), name: 'music', music: true }, effects };
  }
  const step = state.step + 1;
  return {
    state: { ...waitsOf(state), name: 'speaking', sounds: false, owed, step },
    effects: [...before, { type: 'prepare', phrase, step }],
  };
}

function told(state: Living, phrase: Phrase): TreatmentStep {
  if (state.name === 'attended' || isOwed(state, phrase)) return stay(state);
  const owed = [...state.owed, phrase];
  return state.name === 'music' ? next({ ...state, owed }, []) : stay({ ...state, owed });
}

/** Twice in a row it would be said as it is then. */
function isOwed({ owed }: Living, phrase: Phrase): boolean {
  return owed.some((one) => one.type === phrase.type && (one.type !== 'message' || sameMessage(one, phrase)));
}

function sameMessage(one: Phrase, other: Phrase): boolean {
  return one.type === 'message' && other.type === 'message' && one.nth === other.nth;
}

function prepared(state: Living, { step, empty }: Extract<TreatmentEvent, { type: 'prepared' }>): TreatmentStep {
  if ((state.name !== 'speaking' && state.name !== 'noticing') || state.step !== step) return stay(state);
  if (empty) return said(state, step);
  const play: TreatmentEffect = { type: 'play', step };
  if (state.name === 'noticing') return { state, effects: [play] };
  return {
    state: { ...state, sounds: true },
    effects: state.music ? [{ type: 'music', how: 'pause' }, play] : [play],
  };
}

function said(state: Living, step: number): TreatmentStep {
  if (state.step !== step) return stay(state);
  if (state.name === 'speaking') return next(state, []);
  if (state.name !== 'noticing') return stay(state);
  if (state.whole.length > 0) return notice(state);
  return heardAll(state, [{ type: 'noticed' }]);
}

/** Whatever had to wait for it comes now: the one who is there for him, or the key that he pressed meanwhile. */
function heardAll(state: Noticing, before: readonly TreatmentEffect[]): TreatmentStep {
  if (state.attended) return { state: { ...waitsOf(state), name: 'attended', owed: [] }, effects: before };
  const { pressed: digit } = state;
  return next(state, digit === undefined ? before : [...before, { type: 'key', digit }]);
}

/** What must be heard is heard to its end: the key counts behind it. */
function pressed(state: Living, digit: string): TreatmentStep {
  if (!state.keys.includes(digit) || state.name === 'attended') return stay(state);
  if (state.name === 'unheard' || state.name === 'noticing') return stay({ ...state, pressed: digit });
  return { state, effects: [{ type: 'key', digit }] };
}

function ended(state: Living): TreatmentStep {
  if (state.name === 'attended') return stay(state);
  if (state.name === 'unheard' || state.name === 'noticing') return stay({ ...state, attended: true, owed: [] });
  const effects: TreatmentEffect[] = [];
  if (state.name === 'speaking' && state.sounds) effects.push({ type: 'stopWords' });
  if (state.music) effects.push({ type: 'music', how: 'stop' });
  return { state: { ...waitsOf(state), name: 'attended', owed: [], music: false }, effects };
}

function wentOn(state: Living): TreatmentStep {
  if (state.name === 'unheard' || state.name === 'noticing') return stay({ ...state, attended: false });
  return state.name === 'attended' ? next(state, []) : stay(state);
}

function expired(state: Living, at: Instant): TreatmentStep {
  if (state.name !== 'speaking' && state.name !== 'music') return stay(state);
  const due: (Instant | undefined)[] = [];
  const now: Phrase[] = [];
  for (const [nth, when] of state.due.entries()) {
    const isDue = when !== undefined && when <= at;
    const { every } = state.messages[nth] ?? {};
    due.push(isDue ? every && at + every : when);
    const phrase: Phrase = { type: 'message', nth };
    if (isDue && !isOwed(state, phrase)) now.push(phrase);
  }
  if (now.length === 0) return stay({ ...state, due });
  const later = { ...state, due, owed: [...state.owed, ...now] };
  return later.name === 'music' ? next(later, []) : stay(later);
}

function waitsOf({ whole, owed, messages, due, keys, step, music }: Living): Waits {
  return { whole, owed, messages, due, keys, step, music };
}
