// SPDX-License-Identifier: GPL-2.0-or-later
// The door of simulation/study: waves lived on a level, replayed, and the best policy looked for.

export { type Advice, type Advised, type AdviseOptions, advise, type Tried, withAdvice } from './advise.js';
export { LEVELS, type Level, live, type Study } from './levels.js';
export { readLog } from './read-log.js';
export { type Known, type Recorded, type RecordedCall, type RecordedTime, recordedWave } from './recorded.js';
