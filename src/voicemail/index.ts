// SPDX-License-Identifier: GPL-2.0-or-later
// The door of voicemail: messages in boxes, and the way through them at a telephone.

export { MENU_KEYS, type MenuEffect, type MenuEvent, type MenuState, menuMachine } from './menu-machine.js';
export { type BoxCounts, type BoxMessage, inOrder, Messages } from './messages.js';
