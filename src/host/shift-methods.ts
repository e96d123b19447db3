// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running box about shifts? Who works when, and who should be here now and is not.

import type { Config } from '../config/index.js';
import { dayOf } from '../dialling/index.js';
import { type Box, calendarOf } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import { daysFrom, type RosterDay, rosterDay, type Shift, shiftAt } from '../planning/index.js';
import type { ControlMethod } from './control-connection.js';
import { optional } from './shop-methods.js';

const WEEK = 7;
const MOST_DAYS = 62;

/** An agent's days, and how he is now. */
export interface RosterAgent {
  readonly agent: string;
  readonly name: string;
  readonly queues: readonly string[];
  readonly days: readonly RosterDay[];
  /** signedOut, ready, talking, ...; as the status has it. */
  readonly state: string;
  /** The stretch that he works now. */
  readonly now?: Shift;
  /** Since when he should be signed in and is not. */
  readonly missingSince?: Instant;
}

export interface Roster {
  readonly zone: string;
  readonly today: string;
  readonly days: readonly string[];
  readonly agents: readonly RosterAgent[];
}

/** `from` (a day; default: today), `days` (default: a week), `agent` (one alone). */
export function shiftMethods(
  box: Pick<Box, 'clock' | 'status'>,
  config: () => Config,
): Readonly<Record<string, ControlMethod>> {
  return {
    shifts: (params): Roster => {
      const { agents, calendars: written, zone } = config();
      const at = box.clock.utc(box.clock.now());
      const calendars = Object.fromEntries(
        Object.entries(written).map(([name, calendar]) => [name, calendarOf(config(), calendar)]),
      );
      const only = optional(params, 'agent');
      if (only !== undefined && !agents.some(({ id }) => id === only))
        throw new TelephonyError('NOT_FOUND', `agent ${only}`);
      const today = dayOf(zone, at);
      const days = daysFrom(dayIn(optional(params, 'from')) ?? today, daysIn(params.days));
      const states = new Map(box.status().agents.map(({ id, state }) => [id, state]));
      const rows = agents
        .filter(({ id }) => only === undefined || id === only)
        .map(({ id, name, queues, shifts = [] }): RosterAgent => {
          const state = states.get(id) ?? 'signedOut';
          const now = shiftAt(shifts, calendars, { zone, at });
          return {
            ...{ agent: id, name, queues, state, days: days.map((day) => rosterDay(shifts, calendars, day)) },
            ...(now && { now }),
            ...(now && state === 'signedOut' && { missingSince: now.from }),
          };
        });
      return { zone, today, days, agents: rows };
    },
  };
}

function dayIn(written: string | undefined): string | undefined {
  if (written === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(Date.parse(written))))
    return written;
  throw new TelephonyError('REFUSED', `${written} is not a day: 2026-10-01 would be right`);
}

function daysIn(given: unknown): number {
  if (given === undefined) return WEEK;
  if (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= MOST_DAYS) return given;
  throw new TelephonyError('REFUSED', `days: 1 to ${MOST_DAYS} would be right`);
}
