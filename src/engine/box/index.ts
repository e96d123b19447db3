// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/box: the composition root.

export type { Box } from './box.js';
export type { Drain } from './drain.js';
export { type Grounds, logHints, type OpenOptions, open, openOn } from './open.js';
export { type BoxProblem, standardLog } from './told.js';
