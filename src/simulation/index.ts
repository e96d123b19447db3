// SPDX-License-Identifier: GPL-2.0-or-later
// The simulation's door: a wave on paper through the real rooms, and what came of it.

export { type Caller, callersOf } from './callers.js';
export { COMPARED, type Compared, type Comparison, compared, type Estimate, estimated } from './compare.js';
export { type Outcome, outcomeOf } from './outcome.js';
export { Performer } from './performer.js';
export { accessNumbersOf, type Shop, shopOf } from './shop.js';
export type { Moment, Told } from './told.js';
export { readWave, type WaveFile } from './wave-file.js';
