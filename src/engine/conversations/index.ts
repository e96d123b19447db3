// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/conversations: what control decides, carried out on legs.

export { Conversation, type ConversationOptions, HOLD_MUSIC, type Participant } from './conversation.js';
export { RECORDING_ANNOUNCEMENT, recordTold } from './record-told.js';
