// SPDX-License-Identifier: GPL-2.0-or-later
// The access room's door: who may sign in.

export { Access, type AgentEntry, type Verdict } from './access.js';
export type { LockoutSettings } from './lockout.js';
export { hashPin, isPin } from './pin.js';
