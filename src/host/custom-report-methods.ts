// SPDX-License-Identifier: GPL-2.0-or-later
// Who changes the reports that the shop has made itself? They stand in the file, with its revisions.

import type { Origin } from '../bus/index.js';
import type { CustomReport } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import { customNamed } from '../report/index.js';
import type { ControlMethod } from './control-connection.js';
import type { RecordKeeper } from './record-keeper.js';
import type { Shop } from './shop.js';
import { optional } from './shop-methods.js';

/** What changes them. */
export function customMethods(
  keeper: Pick<RecordKeeper, 'config'>,
  shop: Shop,
): Readonly<Record<string, ControlMethod>> {
  const written = (list: readonly CustomReport[], by: Origin) =>
    shop.change([{ path: 'customReports', value: list.length === 0 ? undefined : list }], by);
  return {
    'report.define': (params, { by }) => {
      const report = params.report as CustomReport | undefined;
      if (typeof report !== 'object' || report === null || typeof report.name !== 'string')
        throw new TelephonyError('REFUSED', 'report: an object with name, measures and by would be right');
      const others = keeper.config().customReports.filter(({ name }) => name !== report.name);
      return written([...others, report], by);
    },
    'report.forget': (params, { by }) => {
      const { customReports } = keeper.config();
      const { name: gone } = customNamed(customReports, optional(params, 'name'));
      return written(
        customReports.filter(({ name }) => name !== gone),
        by,
      );
    },
  };
}
