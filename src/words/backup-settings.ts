// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of backups mean, in Chinese?

import type { Sentences } from './translate.js';

export const BACKUP_SETTINGS: Sentences = {
  'Where they go; relative to this file. Default: `backups` in the data directory.':
    '备份存放的目录；相对于本文件。默认为数据目录中的 `backups`。',
  'The newest so many stay there.': '目录中保留最近的份数。',
  'Backups that are asked for at the console; docs/backup.md.': '在控制台上发起的备份；见 docs/backup.md。',
};
