// SPDX-License-Identifier: GPL-2.0-or-later
// The access room's door: who may sign in, and who may do what.

export { Access, type AgentEntry, type Verdict } from './access.js';
export type { LockoutSettings } from './lockout.js';
export { MemberPins, type MemberVerdict } from './member-pins.js';
export { personOf } from './people.js';
export { hashPin, isPin, isPossiblePin, isWeakPin, randomPin } from './pin.js';
export { COMMANDS, type CommandRule, type Person, ROLES, type Role, refusalOf, type WaitsIn } from './rights.js';
