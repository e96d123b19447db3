// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/machine: the machine under the box, its clock and its disks.

export { noted, type Outlook, outlookOf } from './disk-growth.js';
export type { DiskStatus } from './disk-watch.js';
export { type MachineStatus, MachineWatch } from './machine-watch.js';
export { type ClockStatus, type TimeSync, TimeWatch } from './time-sync.js';
