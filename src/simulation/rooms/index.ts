// SPDX-License-Identifier: GPL-2.0-or-later
// The door of simulation/rooms: a wave through the rooms that decide, on paper.

export { Performer } from './performer.js';
