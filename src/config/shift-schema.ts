// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about when somebody works? Calendars by their names, each from a day to a day.

import { z } from 'zod';
import type { Finding } from './problems.js';
import { unknownName } from './references.js';
import type { Config } from './schema.js';
import { name } from './values.js';

const day = () => z.iso.date('is not a day: write it in quotes, "2026-10-01"');

/** Of an agent; the last one that has a day says how he works then. */
export const shifts = () =>
  z
    .array(
      z.strictObject({
        calendar: name().describe('One of `calendars`, whose hours he works; without it he is off.').exactOptional(),
        from: day().describe('From this day on; default: always.').exactOptional(),
        to: day().describe('Until this day, it too; default: for ever.').exactOptional(),
      }),
    )
    .max(400)
    .describe(
      'When he works: the last entry that has a day says it. Routing does not go by it; `spillway shifts` does.',
    );

/** Calendars that exist, and days in their order. */
export function checkShifts({ agents, calendars }: Config): Finding[] {
  const names = Object.keys(calendars);
  return agents.flatMap(({ shifts: written = [] }, agent) =>
    written.flatMap(({ calendar, from, to }, index) => {
      const at = ['agents', agent, 'shifts', index];
      const found = calendar === undefined ? [] : unknownName(calendar, 'calendar', names, [...at, 'calendar']);
      if (from === undefined || to === undefined || from <= to) return found;
      const text = `"to": ${to} is before ${from}: write a day that is not`;
      return [...found, { path: [...at, 'to'], text }];
    }),
  );
}
