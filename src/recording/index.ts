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
export { recordingPath } from './path.js';
export { isRecorded, type RecordingSwitches } from './policy.js';
