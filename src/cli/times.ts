// SPDX-License-Identifier: GPL-2.0-or-later
// What time is it for the reader? The shop's, wherever he sits; each list says which zone that is.

import { DateTime } from 'luxon';
import type { Bilingual } from '../kernel/index.js';
import { type TimeForm, zoneName } from '../words/index.js';
import { askBox } from './control-client.js';
import { type Output, say } from './output.js';

export { when, zoneName } from '../words/index.js';

/** What all times of a list have in common stands below it, and not in each row: the day, the year. */
export function commonTimes(
  instants: readonly number[],
  zone: string | undefined,
): { readonly form: TimeForm; readonly says: Bilingual } {
  const times = instants.map((at) => DateTime.fromMillis(at, { zone: zone ?? 'system' }));
  const same = (form: string) => {
    const [first, ...others] = new Set(times.map((time) => time.toFormat(form)));
    return others.length === 0 ? first : undefined;
  };
  const [day, year] = [same('yyyy-MM-dd'), same('yyyy')];
  const form = day !== undefined ? 'time' : year !== undefined ? 'ofYear' : 'second';
  const [name, of] = [zoneName(zone), day ?? year];
  return {
    form,
    says: {
      en: `times: ${name}${of === undefined ? '' : `, ${of}`}`,
      zh: `时区：${name}${of === undefined ? '' : `，${of}`}`,
    },
  };
}

/** Below a list: which zone its times are of. */
export function sayZone(output: Output): void {
  const zone = zoneName(output.zone);
  say(output, { en: `times: ${zone}`, zh: `时区：${zone}` });
}

/** The shop's zone as its box has it; undefined: it does not tell. */
export async function zoneOf(socket: string): Promise<string | undefined> {
  try {
    const { zone } = (await askBox(socket, 'shop')) as { readonly zone?: string };
    return zone;
  } catch {
    return undefined; // what was asked before has been answered: nobody is to lose it for this
  }
}
