// SPDX-License-Identifier: GPL-2.0-or-later
// The recordings' door: whether to record, where to, and the catalogue of what was recorded.

export {
  Catalogue,
  type CatalogueOptions,
  type RecordingEnding,
  type RecordingEntry,
  type RecordingGap,
  type RecordingOf,
} from './catalogue.js';
export { cutRecording } from './cut.js';
export { deleteRecordings } from './deletion.js';
export { foldersOf } from './folders.js';
export { addKey, type Key, type KeyRing, readKeys } from './key-ring.js';
export { recordingPath } from './path.js';
export { isRecorded, type RecordingSwitches } from './policy.js';
export { SEALED } from './seal.js';
export { SealingThread } from './sealing-thread.js';
export { type Side, shapeOf, sideOf, type Waveform, waveformOf } from './sides.js';
export { digestOf, type Folders, openSound, type Sound, UNREADABLE } from './sound.js';
