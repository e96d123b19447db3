// SPDX-License-Identifier: GPL-2.0-or-later
// What have people outside and agents at their desks of the box? Lines and telephones: they know what they hear, and nothing else.

import type { Duration, Emitter, Instant } from '../../kernel/index.js';

/** What somebody outside perceives of his call. `heard`: a prompt of ours by its name, or an agent's voice. */
export type Perceived =
  | { readonly type: 'answered' }
  | { readonly type: 'heard'; readonly prompt: string }
  | { readonly type: 'agent' }
  | { readonly type: 'cleared' };

/** A call as he has it. After `cleared` nothing he does counts. */
export interface OutsideLine {
  readonly perceived: Emitter<Perceived>;
  hangUp(): void;
  press(keys: string): void;
}

/** Somebody is called by the box: he is busy, his telephone rings, he answers. */
export interface CalledLine extends OutsideLine {
  readonly number: string;
  refuse(): void;
  ring(): void;
  answer(): void;
}

/** What an agent perceives at his desk. `released`: the tone that says that he may put down, which he hears since then. */
export type AtDesk =
  | { readonly type: 'rings' }
  | { readonly type: 'stops' }
  | { readonly type: 'released'; readonly since: Instant };

/** An agent's telephone. */
export interface DeskTelephone {
  readonly perceived: Emitter<AtDesk>;
  lift(): void;
  putDown(): void;
}

/** The far end of all the box's lines. */
export interface FarEnd {
  /** Somebody rings; undefined: there is no channel for him. */
  place(number: string, accessNumber: string): OutsideLine | undefined;
  /** Who is called by the box. */
  readonly called: Emitter<CalledLine>;
  /** In the order of the stations. */
  readonly telephones: readonly DeskTelephone[];
  /** How long a prompt of ours sounds that somebody has heard; ms. */
  lengthHeard(prompt: string): Duration;
}
