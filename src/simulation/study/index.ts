// SPDX-License-Identifier: GPL-2.0-or-later
// The door of simulation/study: waves lived on a level, replayed, and the best policy looked for.

export { LEVELS, type Level, live, type Study } from './levels.js';
