// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/outside: agents who talk at numbers outside.

export { OutsideAgents } from './outside-agents.js';
export { OutsideKeys } from './outside-keys.js';
export { SignInByCalling } from './sign-in-by-calling.js';
