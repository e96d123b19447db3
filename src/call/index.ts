// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room call: legs, conversations, operations, causes.

export { type Audibility, earsOf, type Participant, voicesOf } from './audibility.js';
export { Call, type CallId, type Part, type Participation } from './call.js';
export { Calls } from './calls.js';
export { CAUSE, type Cause, type CauseName, cause, causes } from './cause.js';
export type { Collected, CollectOptions } from './collect.js';
export type { DialRequest } from './dial-request.js';
export { Digits } from './digits.js';
export type { Heard, Listening } from './hearing.js';
export { Leg } from './leg.js';
export type { ClearedBy, LegState, Stamps } from './leg-machine.js';
export type { LegId } from './leg-options.js';
export { LegStream, type LegStreamOptions, type Stall, type StreamEnding } from './leg-stream.js';
export type { Mask, MaskEnd, MaskNews, MaskOptions } from './mask.js';
export type { Finished, Operation } from './operation.js';
export type { Recording, RecordingEnd, RecordingGap } from './recording.js';
export { StationLeg, type StationPort, telephonePort } from './station-leg.js';
export { type TonePlan, tonesOf } from './tones.js';
export { calledDigits, TrunkLeg } from './trunk-leg.js';
