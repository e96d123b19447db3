// SPDX-License-Identifier: GPL-2.0-or-later
// Who brought an event about, and by which way? What the box does of itself is its own.

/** Which way a command came: an agent's telephone, the box's socket, the web process, a program that says what it is; or nobody gave one. */
export type Source = 'telephone' | 'shell' | 'web' | 'program' | 'hook' | 'system';

/**
 * Who gave a command. `actor` is one of `system`, `agent:1001`, `person:wang`, `station:801` (nobody is signed in there, or a
 * PIN was wrong), `user:li(1000)` (a user of the machine with his number), `program:crm(li)` (a program, and whose it is).
 */
export interface Origin {
  readonly actor: string;
  readonly source: Source;
}

/** The box itself. */
export const SYSTEM: Origin = { actor: 'system', source: 'system' };
