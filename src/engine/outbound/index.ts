// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/outbound: calls that the box makes.

export type { AskedImport, AskedLine, LeftMessage } from './asked-callbacks.js';
export { CallbackCalls } from './callback-calls.js';
export { CallbackList } from './callback-list.js';
export { callBackMessages } from './message-callbacks.js';
