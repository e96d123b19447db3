// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked over the box's socket of calls that have not happened? Where one would go, and why.

import { timeOn } from '../dialling/index.js';
import type { Box, TryAsked } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import { instantNamed } from '../report/index.js';
import type { ControlMethod } from './control-connection.js';
import { optional, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

/** `route.try { from, to, redirecting, at, data }`: `at` a time of today, or an instant as lists take it. */
export function routeMethods(box: Pick<Box, 'clock' | 'routes' | 'status'>): Readonly<Record<string, ControlMethod>> {
  return { 'route.try': (params) => box.routes.try(asked(box, params)) };
}

function asked(box: Pick<Box, 'clock' | 'status'>, params: Params): TryAsked {
  const at = optional(params, 'at');
  const from = optional(params, 'from');
  const redirecting = optional(params, 'redirecting');
  return {
    to: text(params, 'to'),
    ...(from !== undefined && { from }),
    ...(redirecting !== undefined && { redirecting }),
    ...(at !== undefined && { at: instantOf(at, box) }),
    ...(params.data !== undefined && { data: dataOf(params.data) }),
  };
}

function instantOf(at: string, box: Pick<Box, 'clock' | 'status'>): Instant {
  const { zone } = box.status();
  const now = box.clock.utc(box.clock.now());
  return /^\d{1,2}:\d{2}$/.test(at) ? timeOn(zone, now, at) : instantNamed(at, zone, now).from;
}

function dataOf(given: unknown): Readonly<Record<string, string>> {
  const isData =
    typeof given === 'object' && given !== null && Object.values(given).every((one) => typeof one === 'string');
  if (!isData) throw new TelephonyError('REFUSED', 'data: an object of texts would be right');
  return given as Readonly<Record<string, string>>;
}
