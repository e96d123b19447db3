// SPDX-License-Identifier: GPL-2.0-or-later
// Which commands has the console alone, and what does each ask of him who gives it? A part of the one table in rights.ts.

import type { CommandRule } from './rights.js';

/** What the web process asks in its own name, and what people do about passwords and the audit. */
export const CONSOLE_COMMANDS: Readonly<Record<string, CommandRule>> = {
  'console.signIn': { right: 'web' },
  'console.signedOut': { right: 'web' },
  'console.people': { right: 'web' },
  'console.lines': { right: 'web' },
  'console.refused': { right: 'web' },
  'console.callback': { right: 'web' },
  'line.now': { right: 'status.read', self: ({ agent }) => agent, to: ({ agent }) => ({ agent }) },
  'contact.now': { right: 'calls.read', self: ({ agent }) => agent, to: ({ agent }) => ({ agent }) },
  'people.ownPassword': { right: 'agents.self', self: ({ id }) => id },
  'people.newPassword': { right: 'people.manage' },
  'people.unlock': { right: 'people.manage' },
  'people.password': { right: 'operator' },
  'audit.note': { right: 'audit.note' },
};
