// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running box about its hours? When its numbers are open; closed, opened, by the calendars again.

import type { Box, HoursChange } from '../engine/index.js';
import type { ControlMethod, ControlStream } from './control-connection.js';
import { optional } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

function changeOf(params: Params, { by }: Pick<ControlStream, 'by'>): HoursChange {
  const said = (name: string) => optional(params, name);
  return { number: said('number'), until: said('until'), greeting: said('greeting'), by: by.actor };
}

/** The methods of a box's socket that are about hours. */
export function hoursMethods(box: Box): Readonly<Record<string, ControlMethod>> {
  return {
    hours: () => box.hours.list(),
    closeHours: (params, asked) => box.hours.close(changeOf(params, asked)),
    openHours: (params, asked) => box.hours.open(changeOf(params, asked)),
    regularHours: (params, asked) => box.hours.regular(changeOf(params, asked)),
  };
}
