// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about when something is open?

import { z } from 'zod';
import { hours, name } from './values.js';

const day = () => z.iso.date('is not a day: write it in quotes, "2026-10-01"');

/** Days on which it is closed, and days off that are worked. */
export const specialDays = {
  holidays: z.array(day()).default([]).describe('Days on which it stays closed.'),
  workdays: z
    .array(day())
    .default([])
    .describe('Days off that are worked in exchange: open as on a Monday, also when they are holidays.'),
};

/** When something is open, by a name that access numbers and callbacks go by. */
export const calendars = z
  .record(name(), z.strictObject({ hours: z.array(hours()).min(1).describe('When it is open.'), ...specialDays }))
  .default({})
  .describe('By their names: when access numbers and callbacks are open. Each has days of its own.');

/** The time zone of them all. */
export const zone = z.string().default('Asia/Shanghai').describe('IANA time zone of all hours and days in this file.');
