// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room lookup: what servers, databases and tables outside know, asked in bounded time.

export { type Found, foundOf, type Places } from './found.js';
export { type Asker, type Begin, inProcess, inThread, Lane } from './lane.js';
export { LookUps, type LookUpsOptions } from './look-ups.js';
export { type Answer, type Question, questionOf } from './question.js';
export type { TableTold } from './tables.js';
