// SPDX-License-Identifier: GPL-2.0-or-later
// The simulation's door: a wave through the real rooms on paper, and what came of it.

export { type Answering, liveOnBoard, type Outside, PaperEngine, paperPlace, SilentMedia } from './board/index.js';
export { Performer } from './rooms/index.js';
export {
  type Advice,
  type Advised,
  advise,
  type Known,
  LEVELS,
  type Level,
  live,
  type Recorded,
  type RecordedCall,
  readLog,
  recordedWave,
  type Study,
  type Tried,
  withAdvice,
} from './study/index.js';
export {
  accessNumbersOf,
  type Caller,
  COMPARED,
  type Compared,
  type Comparison,
  callersOf,
  compared,
  type Estimate,
  estimated,
  type Moment,
  type Outcome,
  outcomeOf,
  readWave,
  type Shop,
  shopOf,
  type Told,
  type WaveFile,
} from './wave/index.js';
