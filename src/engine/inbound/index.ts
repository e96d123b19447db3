// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/inbound: calls that come.

export { ComputerAgents } from './computer-agent.js';
export { type EarlyMediaAsked, type EarlyMediaResult, EarlyMediaTest } from './early-media-test.js';
export type { FlowFunction } from './flows.js';
export { InboundCalls } from './inbound-calls.js';
export type { ComesBackAfter } from './inbound-rooms.js';
export { OldPlaces } from './old-places.js';
export { receptionSnapshot } from './reception-snapshot.js';
export { keepRefusals } from './refusals.js';
export { RouteDesk, type TriedRoute, type TryAsked } from './route-desk.js';
export { spokenPrompt } from './spoken-prompt.js';
export { TurnedAway } from './turned-away.js';
export { WaitingCallers } from './waiting-callers.js';
