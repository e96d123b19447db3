// SPDX-License-Identifier: GPL-2.0-or-later
// The door of simulation/board: a wave that comes to a whole box, over a board on paper or a stepped engine.

export { type BoardWave, liveOnBoard } from './board-run.js';
export type { Answering, Outside } from './outside.js';
export { PaperEngine } from './paper-engine.js';
export { paperPlace } from './paper-place.js';
export type { Place, PlaceNeeds } from './place.js';
export { type Layout, SilentMedia } from './silent-media.js';
export { steppedPlace } from './stepped-place.js';
