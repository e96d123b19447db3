// SPDX-License-Identifier: GPL-2.0-or-later
// Is it a time for callbacks? The calendar's answer, looked up once and kept until it changes.

import { timeOn } from '../dialling/index.js';
import type { Duration, Instant } from '../kernel/index.js';
import { type CallingTime, callingTime } from './selection.js';
import type { CallbackSettings } from './settings.js';

interface Kept {
  readonly settings: CallbackSettings;
  /** In the calendar's time, as are the next ones: from then on, and no more at `until`. */
  readonly from: Instant;
  readonly until: Instant;
  readonly today: Instant;
  readonly window: CallingTime['window'];
}

/** Remembers the calendar's last answer. */
export class CallingCalendar {
  #kept: Kept | undefined;
  /** How often the calendar was looked into. */
  lookups = 0;

  /** `ahead`: see `Clock.utc`. */
  at(settings: CallbackSettings, now: Instant, ahead: Duration): CallingTime {
    const there = now + ahead;
    const kept = this.#kept;
    if (kept !== undefined && kept.settings === settings && kept.from <= there && there < kept.until)
      return { at: now, today: kept.today - ahead, window: kept.window };
    return this.#look(settings, now, ahead);
  }

  #look(settings: CallbackSettings, now: Instant, ahead: Duration): CallingTime {
    this.lookups++;
    const there = now + ahead;
    const { window, promisedTodayUntil } = settings;
    // Between two of these nothing changes: what is open ends or begins at one of its hours, and the day at midnight.
    const times = ['00:00', '24:00', ...window.hours.flatMap(({ from, to }) => [from, to])];
    if (promisedTodayUntil !== undefined) times.push(promisedTodayUntil);
    const changes = times.map((time) => timeOn(window.zone, there, time));
    const from = Math.max(...changes.filter((change) => change <= there));
    const until = Math.min(...changes.filter((change) => change > there));
    const found = callingTime(settings, now, ahead);
    this.#kept = { settings, from, until, today: found.today + ahead, window: found.window };
    return found;
  }
}
