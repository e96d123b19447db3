// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway backup`: everything that a box needs to begin again elsewhere, in one archive, while calls go on.

import { dirname } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { DateTime } from 'luxon';
import { type Backup, backUp, prune } from '../../backup/index.js';
import { type Bilingual, inLanguage, SystemClock, VERSION } from '../../kernel/index.js';
import { attempt, command, integerOption, withJson } from '../command.js';
import { type Output, say } from '../output.js';
import { progressLine, sizeText } from '../progress.js';
import { fileOrUsual } from '../usual-file.js';

interface Options {
  readonly recordings?: true | number;
  readonly keep?: number;
  readonly json?: boolean;
}

/** What the steps of backup and restore are called. */
export const STEPS = {
  database: { en: 'copying the database', zh: '正在复制数据库' },
  files: { en: 'copying the files', zh: '正在复制文件' },
  verify: { en: 'verifying the backup', zh: '正在校验备份' },
} as const;

export function backupCommand(output: Output): Command {
  const summary = {
    en: 'Writes database, configuration, own prompts, tables and messages into one archive, while the box runs',
    zh: '在系统运行时把数据库、配置、自有提示音、表格和留言备份到一个归档文件',
  };
  const made = withJson(
    command(output, 'backup <target> [file]', summary, [
      {
        line: 'spillway backup /var/backups/spillway /etc/spillway/spillway.yaml --keep 14',
        does: { en: 'a new archive in that directory; the newest 14 stay', zh: '在该目录新建备份，只保留最近 14 份' },
      },
      {
        line: 'spillway backup /mnt/usb/box.tar --recordings 2026-11-01',
        does: { en: 'with the recordings since that day', zh: '包括该日以来的录音' },
      },
    ]),
    output,
  );
  const text = (sentence: Bilingual) => inLanguage(sentence, output.language);
  const recordings = { en: 'with recordings: all, or those since this day', zh: '包括录音：全部，或从该日起' };
  const keep = { en: 'of the directory, delete all archives but the newest n', zh: '目录中只保留最近 n 份备份' };
  return made
    .option('--recordings [since]', text(recordings), day)
    .option('--keep <n>', text(keep), integerOption('keep', 1, 10_000))
    .action((target: string, file: string | undefined, options: Options) =>
      attempt(output, () => run(output, target, fileOrUsual(file), options)),
    );
}

function day(text: string): number {
  const since = DateTime.fromISO(text);
  if (since.isValid) return since.toMillis();
  throw new InvalidArgumentError('--recordings: a day, such as 2026-11-01, or nothing would be right.');
}

async function run(output: Output, target: string, file: string, options: Options): Promise<void> {
  const { recordings, keep } = options;
  const progress = progressLine(output, STEPS, options);
  const chosen = recordings === undefined ? {} : { recordings: recordings === true ? {} : { since: recordings } };
  const at = Math.round(new SystemClock().now());
  const backup = await backUp({ file, target, at, version: VERSION, progress: progress.tell, ...chosen }).finally(
    progress.end,
  );
  const pruned = keep === undefined ? [] : prune(dirname(backup.archive), keep);
  if (options.json) output.write(JSON.stringify({ ...backup, pruned }, null, 2));
  else print(output, backup, pruned);
}

function print(output: Output, { archive, bytes, manifest, missing, keys }: Backup, pruned: readonly string[]): void {
  const [size, files, open] = [sizeText(bytes), manifest.files.length, manifest.openPromises];
  say(output, {
    en: `${archive}: ${size}, ${files} files, ${open} open promises`,
    zh: `${archive}：${size}，${files} 个文件，未完成的回呼 ${open} 个`,
  });
  for (const path of missing) {
    say(output, { en: `this recording is not in its place: ${path}`, zh: `录音文件不在原处：${path}` });
  }
  if (keys !== undefined)
    say(output, {
      en: `the keys of sealed recordings are not in it: keep a copy of ${keys.file} elsewhere; ${keys.recordings} of its recordings are sealed`,
      zh: `备份不含录音密钥：请另行保存 ${keys.file}；备份中有 ${keys.recordings} 条已加密录音`,
    });
  for (const path of pruned) say(output, { en: `deleted: ${path}`, zh: `已删除：${path}` });
}
