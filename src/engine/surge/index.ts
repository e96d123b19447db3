// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/surge: the surge controls of a box, as its trunks, queues, calendars and people move them.

export { surgeFindings } from './findings.js';
export type { HeardEarly } from './heard-early.js';
export { SurgeDesk, type SurgeStatus } from './surge-desk.js';
