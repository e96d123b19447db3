// SPDX-License-Identifier: GPL-2.0-or-later
// What do refusals of files that are taken in say in Chinese?

import type { Sentences } from './translate.js';

export const FILE_SENTENCES: Sentences = {
  'at, of and rows are missing': '缺少 at、of 和 rows',
  'more than {} rows: take them in by several files': '超过 {} 行：请分成多个文件导入',
};
