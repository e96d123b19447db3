// SPDX-License-Identifier: GPL-2.0-or-later
// What does a telephone need of messages? That they are left and heard there.

import type { CallCommand } from '../../dialling/index.js';
import type { AtTelephone } from '../agents/index.js';

export type MessageCommand = Extract<CallCommand, { readonly type: 'leaveMessage' | 'listenMessages' }>;

export function isMessageCommand(command: CallCommand): command is MessageCommand {
  return command.type === 'leaveMessage' || command.type === 'listenMessages';
}

/** Where messages are left and heard at a telephone. */
export interface TelephoneMessages {
  /** Throws NOT_FOUND. */
  leaveAt(at: Pick<AtTelephone, 'station' | 'leg'>, to: { readonly number: string }): void;
  hearAt(at: AtTelephone): void;
  /** The box that a number means. */
  dialled(number: string): string | undefined;
}
