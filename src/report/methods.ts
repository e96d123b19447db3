// SPDX-License-Identifier: GPL-2.0-or-later
// Which reports are made of the records, and by what names are they asked for at a socket?

import { billOf } from './bill-of-records.js';
import { conversionOfRecords } from './conversion-of-records.js';
import { customOfRecords } from './custom-of-records.js';
import type { ReportKeeper, ReportParams } from './keeper.js';
import { reportOf } from './of-records.js';
import { spreadOfRecords } from './spread-of-records.js';
import { waveOfRecords } from './wave-of-records.js';

/** Each rejects with REFUSED for what is asked wrongly. */
export const REPORT_METHODS: Readonly<
  Record<string, (keeper: ReportKeeper, params: ReportParams) => Promise<unknown>>
> = {
  report: reportOf,
  'report.bill': billOf,
  'report.conversion': conversionOfRecords,
  'report.custom': customOfRecords,
  'report.spread': spreadOfRecords,
  'report.wave': waveOfRecords,
};
