// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/routing: the rules of the file, and why a call went where it went.

export { factsAt, type Moment } from './facts.js';
export { FlowConditions } from './flow-conditions.js';
export { noteRoute, noteRuled } from './note.js';
export { RoutingRules } from './rules.js';
