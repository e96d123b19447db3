// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about people? Who may give commands to the box and which, and why agents are not ready.

import { z } from 'zod';
import { duration, name } from './values.js';

/** What somebody may do; `access/rights.ts` has the commands of each. `agents.self`: what an agent may do to himself. */
export const RIGHTS = [
  'status.read',
  'calls.read',
  'callbacks.read',
  'callbacks.change',
  'records.keep',
  'agents.self',
  'agents.command',
  'calls.supervise',
  'events.read',
  'people.manage',
  'numbers.see',
  'numbers.read',
  'numbers.change',
  'messages.read',
  'messages.change',
  'customers.read',
  'customers.change',
  'customers.files',
  'hours.change',
  'lines.service',
  'wire.read',
  'settings.read',
  'settings.change',
  'prompts.change',
  'recordings.hear',
  'recordings.download',
  'reports.export',
  'reports.print',
  'reports.distribute',
  'reports.define',
  'recordings.delete',
  'quality.review',
  'personal.manage',
  'backups.manage',
  'audit.read',
  'audit.note',
] as const;
export type Right = (typeof RIGHTS)[number];

/** Whom somebody's commands reach. */
export const supervises = () =>
  z
    .array(name())
    .min(1)
    .describe('Whose agents and callers his commands reach: those of these queues; default: all.')
    .exactOptional();

const person = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,32}$/, 'is not an id: write up to 32 letters, digits, ".", "_" or "-"')
    .describe('As commands name him.'),
  name: name().describe('As lists and reports show him.'),
  role: name().describe(
    'What he may do: agent, supervisor, administrator, or one of `roles`; docs/rights.md has the table.',
  ),
  rights: z.array(z.enum(RIGHTS)).default([]).describe('What he may do besides.'),
  supervises: supervises(),
});

/** The roles that are there already. */
export const USUAL_ROLES: readonly string[] = ['agent', 'supervisor', 'administrator'];

/** What a shop calls its people, and what such may do. */
export const roles = z
  .array(
    z.strictObject({
      name: name()
        .refine((given) => !USUAL_ROLES.includes(given), 'is there already: give it another name')
        .describe('As `people` and `agents` name it.'),
      rights: z.array(z.enum(RIGHTS)).describe('What whoever has it may do; docs/rights.md has the table.'),
    }),
  )
  .max(50)
  .default([])
  .describe('Roles of the shop’s own, beside agent, supervisor and administrator.');

/** Agents are persons by their own list. */
export const people = z
  .array(person)
  .default([])
  .describe('Who may give commands to the box besides its agents: supervisors, administrators.');

/** What agents are not ready for; today's digits of the dial code. */
const USUAL_REASONS = ['unspecified', 'break', 'meal', 'meeting', 'training', 'paperwork'].map((reason, digit) => ({
  name: reason,
  digit: String(digit),
  limited: true,
}));

export const notReadyReasons = z
  .array(
    z.strictObject({
      name: name().describe('As commands and reports call it.'),
      digit: z
        .string()
        .regex(/^\d$/, 'is not a digit: write one of "0" to "9", in quotes')
        .describe('Dialled behind *63; default: it cannot be dialled.')
        .exactOptional(),
      longest: duration({ least: '1min', most: '12h' })
        .describe(
          'Whoever is not ready for it longer than this is told of by the alarm BREAK_TOO_LONG; default: no limit.',
        )
        .exactOptional(),
      limited: z
        .boolean()
        .default(true)
        .describe('Whether it counts as a break: `queues[].breaks` says how many may be on one at once.'),
    }),
  )
  .min(1)
  .default(USUAL_REASONS)
  .describe('Reasons for not being ready, for reports; others are refused.');
