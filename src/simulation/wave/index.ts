// SPDX-License-Identifier: GPL-2.0-or-later
// The door of simulation/wave: who calls and who is there, what is written of a run, and what came of it.

export { type Answering, type Attempt, type Caller, callersOf } from './callers.js';
export { COMPARED, type Compared, type Comparison, compared, type Estimate, estimated } from './compare.js';
export { type Outcome, outcomeOf } from './outcome.js';
export { type Nth, People } from './people.js';
export { Records } from './records.js';
export { accessNumbersOf, type Shift, type Shop, SIGNALLING, shopOf } from './shop.js';
export type { AgentTold, CallTold, Moment, RequestTold, Told } from './told.js';
export { readWave, type WaveFile } from './wave-file.js';
