// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running box about its hours? When its numbers are open; closed, opened, by the calendars again.

import type { Box, HoursChange } from '../engine/index.js';
import type { ControlMethod } from './control-connection.js';

type Params = Readonly<Record<string, unknown>>;

function changeOf(params: Params): HoursChange {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return { number: text('number'), until: text('until'), greeting: text('greeting'), by: text('by') };
}

/** The methods of a box's socket that are about hours. */
export function hoursMethods(box: Box): Readonly<Record<string, ControlMethod>> {
  return {
    hours: () => box.hours.list(),
    closeHours: (params) => box.hours.close(changeOf(params)),
    openHours: (params) => box.hours.open(changeOf(params)),
    regularHours: (params) => box.hours.regular(changeOf(params)),
  };
}
