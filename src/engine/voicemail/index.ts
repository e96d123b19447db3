// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/voicemail: messages in boxes.

export type { MailboxStatus } from './boxes.js';
export { type ListedMessage, Voicemail } from './voicemail.js';
