// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/treatment: what a waiting caller hears.

export { Treatment } from './treatment.js';
