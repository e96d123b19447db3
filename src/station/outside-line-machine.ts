// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box have an agent at an outside number on the line? Pure: calls and keys in; what to say, and what his hook does, out.
//
//           ring                answered             taken
//   down ─────────> dialled ───────────────> asked ─────────> inUse ──over, kept──> resting
//    ^ ^               │ gone, stop            │ refused,       │ ^                   │ │
//    │ └───────────────┴───────────────────────┘ gone, stop     │ │ taken       ring  │ │
//    │                over, not kept; gone                      │ └──── announced <───┘ │
//    ├──────────────────────────────────────────────────────────┘           used        │
//    └─ gone, expired ──────────────────────────────────────────────────────────────────┘ (came: from down)
//
// Nobody is taken for the agent before he has pressed a key: a voicemail answers, too.

import { type Duration, type Instant, type Machine, type Step, stay } from '../kernel/index.js';

export type OutsideLine =
  | { readonly name: 'down' }
  | { readonly name: 'dialled' }
  /** Somebody, or something, has answered, and is asked to press a key. */
  | { readonly name: 'asked' }
  /** He is on the line already: a tone tells him of a call. */
  | { readonly name: 'announced'; readonly own: boolean }
  /** `own`: he has called us. */
  | { readonly name: 'inUse'; readonly own: boolean }
  /** He is on the line, and nothing goes on. */
  | { readonly name: 'resting'; readonly own: boolean; readonly until: Instant | undefined };

export type OutsideEvent =
  | { readonly type: 'ring' }
  | { readonly type: 'answered' }
  | { readonly type: 'taken' }
  | { readonly type: 'refused' }
  /** What rang is over for the box. */
  | { readonly type: 'stop' }
  /** The call to him, or his to us, is over. */
  | { readonly type: 'gone' }
  /** He has called us, and may stay. */
  | { readonly type: 'came' }
  /** A key while nothing goes on. */
  | { readonly type: 'used' }
  /** The box has let him go. */
  | { readonly type: 'over' }
  | { readonly type: 'expired' };

export type OutsideEffect =
  | { readonly type: 'ask' }
  | { readonly type: 'announce' }
  | { readonly type: 'lift' }
  | { readonly type: 'decline' }
  | { readonly type: 'putDown' }
  | { readonly type: 'hangUp' }
  /** A line that is to be kept was put down. */
  | { readonly type: 'lost' };

/** Whether he is kept on the line between calls, and how long one may stay who is not, and has called by himself. */
export interface OutsideHabits {
  readonly kept: () => boolean;
  readonly restsFor: Duration;
}

type OutsideStep = Step<OutsideLine, OutsideEffect>;

const DOWN: OutsideLine = { name: 'down' };

/** Runs the line of one outside station. */
export function outsideLineMachine(habits: OutsideHabits): Machine<OutsideLine, OutsideEvent, OutsideEffect> {
  return {
    transition: (line, event, at) => transition(habits, line, event, at),
    deadline: (line) => (line.name === 'resting' ? line.until : undefined),
    expired: { type: 'expired' },
  };
}

function transition(habits: OutsideHabits, line: OutsideLine, event: OutsideEvent, at: Instant): OutsideStep {
  switch (event.type) {
    case 'ring':
      if (line.name === 'resting') return to({ name: 'announced', own: line.own }, 'announce');
      return line.name === 'down' ? to({ name: 'dialled' }) : stay(line);
    case 'answered':
      return line.name === 'dialled' ? to({ name: 'asked' }, 'ask') : stay(line);
    case 'taken':
      if (line.name === 'asked') return to({ name: 'inUse', own: false }, 'lift');
      return line.name === 'announced' ? to({ name: 'inUse', own: line.own }, 'lift') : stay(line);
    case 'refused':
      return line.name === 'asked' ? to(DOWN, 'hangUp', 'decline') : stay(line);
    case 'stop':
      if (line.name === 'announced') return to(rest(habits, line.own, at));
      return line.name === 'dialled' || line.name === 'asked' ? to(DOWN, 'hangUp') : stay(line);
    case 'came':
      return line.name === 'down' ? to(rest(habits, true, at)) : stay(line);
    case 'used':
      return line.name === 'resting' ? to({ name: 'inUse', own: line.own }, 'lift') : stay(line);
    case 'over':
      if (line.name !== 'inUse') return stay(line);
      return habits.kept() || line.own ? to(rest(habits, line.own, at), 'putDown') : to(DOWN, 'putDown', 'hangUp');
    case 'expired':
      return line.name === 'resting' ? to(DOWN, 'hangUp') : stay(line);
    case 'gone':
      return gone(habits, line);
  }
}

/** What he was in ends after it is known that he is away: then nothing is offered to him in between. */
function gone(habits: OutsideHabits, line: OutsideLine): OutsideStep {
  const lost = habits.kept() ? (['lost'] as const) : [];
  switch (line.name) {
    case 'dialled':
    case 'asked':
      return to(DOWN, 'decline');
    case 'announced':
      return to(DOWN, ...lost, 'decline');
    case 'inUse':
      return to(DOWN, ...lost, 'putDown');
    case 'resting':
      return to(DOWN, ...lost);
    case 'down':
      return stay(line);
  }
}

function rest({ kept, restsFor }: OutsideHabits, own: boolean, at: Instant): OutsideLine {
  return { name: 'resting', own, until: kept() ? undefined : at + restsFor };
}

function to(state: OutsideLine, ...types: readonly OutsideEffect['type'][]): OutsideStep {
  return { state, effects: types.map((type) => ({ type })) };
}
