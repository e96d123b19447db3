// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of shifts mean, in Chinese?

import type { Sentences } from './translate.js';

export const SHIFT_SETTINGS: Sentences = {
  'One of `calendars`, whose hours he works; without it he is off.': '`calendars` 之一，按其时间上班；不写表示休息。',
  'From this day on; default: always.': '从这一天起；默认不限。',
  'Until this day, it too; default: for ever.': '到这一天为止（含当天）；默认不限。',
  'When he works: the last entry that has a day says it. Routing does not go by it; `spillway shifts` does.':
    '班次：以包含该日的最后一条为准。来电分配不按班次；`spillway shifts` 按班次显示。',
};
