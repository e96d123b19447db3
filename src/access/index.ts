// SPDX-License-Identifier: GPL-2.0-or-later
// The access room's door: who may sign in, and who may do what.

export { Access, type AgentEntry, type Verdict } from './access.js';
export type { LockoutSettings } from './lockout.js';
export { MemberPins, type MemberVerdict } from './member-pins.js';
export { isWeakPassword, Passwords, type PasswordVerdict } from './passwords.js';
export { personOf, type Staff, seenBy } from './people.js';
export { hashPin, isPin, isPossiblePin, isWeakPin, randomPin } from './pin.js';
export { COMMANDS, type CommandRule, isOwn, type Person, ROLES, type Role, refusalOf, type WaitsIn } from './rights.js';
