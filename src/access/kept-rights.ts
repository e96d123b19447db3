// SPDX-License-Identifier: GPL-2.0-or-later
// What do recordings, judged calls and personal data ask of him who gives the command? A part of the one table in rights.ts.

import type { CommandRule } from './rights.js';

const ofAgent = ({ agent }: Readonly<Record<string, unknown>>) => ({ agent });

export const KEPT_COMMANDS: Readonly<Record<string, CommandRule>> = {
  recordings: { right: 'calls.read' },
  'recordings.folder': { right: 'operator' },
  'recordings.marks': { right: 'recordings.hear' },
  'recordings.mark': { right: 'recordings.hear' },
  'recordings.unmark': { right: 'recordings.hear' },
  'recordings.tag': { right: 'recordings.hear' },
  'recordings.deleted': { right: 'calls.read' },
  'recordings.delete': { right: 'recordings.delete' },
  'quality.forms': { right: 'quality.review' },
  'quality.worklist': { right: 'quality.review' },
  'quality.reviews': {
    right: 'quality.review',
    self: ({ agent, published }) => (published === true ? agent : undefined),
    to: ofAgent,
  },
  'quality.trends': { right: 'quality.review' },
  'quality.calibration': { right: 'quality.review' },
  'quality.review': { right: 'quality.review' },
  'quality.publish': { right: 'quality.review' },
  'quality.reply': { right: 'quality.review', self: ({ agent }) => agent, to: ofAgent },
  'quality.notes': { right: 'quality.review', self: ({ agent }) => agent, to: ofAgent },
  'quality.note': { right: 'quality.review', to: ofAgent },
  backups: { right: 'backups.manage' },
  'backups.make': { right: 'backups.manage' },
  'backups.verify': { right: 'backups.manage' },
  'backups.drill': { right: 'backups.manage' },
  'personal.find': { right: 'personal.manage', house: true },
  'personal.export': { right: 'personal.manage', house: true },
  'personal.erase': { right: 'personal.manage', house: true },
  'personal.erasures': { right: 'personal.manage', house: true },
};
