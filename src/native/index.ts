// SPDX-License-Identifier: GPL-2.0-or-later
// The native room's door: the engine as TypeScript sees it.

export { passedOn } from './commands.js';
export * from './contract.js';
export * from './detector.js';
export type * from './engine-counters.js';
export type * from './engine-options.js';
export { type Addon, loadAddon, type NativeEngine } from './load.js';
export { type LockStepOptions, runInLockStep, TICK_MS } from './lock-step.js';
export type * from './media-port.js';
export { NativeMedia } from './native-media.js';
export { repairRecording } from './repair-recording.js';
export { sliceMedia } from './slice.js';
export {
  openStream,
  type SayAt,
  StreamEnd,
  type StreamFrame,
  type StreamHandle,
  type StreamOptions,
} from './stream-end.js';
export { type PlannedTone, parseTone, planOf, type Tone, type ToneZone, toneZone, zoneOf } from './tone-zone.js';
export type { TracedFrame } from './traced-frame.js';
