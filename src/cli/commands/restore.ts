// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway restore`: a box from an archive, or only a look into it.

import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { drill, FOLDERS, type Manifest, NAMES, type Restored, restore, verifyArchive } from '../../backup/index.js';
import { type Bilingual, inLanguage, SystemClock } from '../../kernel/index.js';
import { attempt, command, withJson } from '../command.js';
import { EXIT, type Output, say, table } from '../output.js';
import { type ProgressLine, progressLine, sizeText } from '../progress.js';
import { when, zoneName } from '../times.js';
import { STEPS } from './backup.js';

interface Options {
  readonly database?: string;
  readonly replace?: boolean;
  readonly list?: boolean;
  readonly verify?: boolean;
  readonly erasures?: string;
  readonly drill?: true | string;
  readonly json?: boolean;
}

export function restoreCommand(output: Output): Command {
  const summary = {
    en: 'Makes a box of a backup again; refuses to touch one that runs, and overwrites nothing',
    zh: '从备份恢复系统；不会改动正在运行的系统，也不会覆盖任何文件',
  };
  const made = withJson(
    command(output, 'restore <archive> [file]', summary, [
      {
        line: 'spillway restore spillway-20261121T020000Z.tar.gz /etc/spillway/spillway.yaml',
        does: { en: 'the configuration there, the rest where it says', zh: '配置恢复到该处，其余按配置恢复' },
      },
      {
        line: 'spillway restore box.tar --database /var/lib/spillway',
        does: { en: 'only the database, into that data directory', zh: '只把数据库恢复到该数据目录' },
      },
      {
        line: 'spillway restore box.tar --drill',
        does: {
          en: 'try it in a folder that goes again: how long, is all there?',
          zh: '在临时目录演练恢复：耗时多少、是否齐全',
        },
      },
      { line: 'spillway restore box.tar --verify', does: { en: 'is it whole? exit 1 if not', zh: '校验，损坏返回 1' } },
    ]),
    output,
  );
  const text = (sentence: Bilingual) => inLanguage(sentence, output.language);
  return made
    .option('--database <directory>', text({ en: 'only the database, into this data directory', zh: '只恢复数据库' }))
    .option('--replace', text({ en: 'keep aside what is in the way', zh: '把已有文件改名保留后恢复' }))
    .option(
      '--erasures <file>',
      text({
        en: 'erase again whom this list names (erasures.json of the data directory)',
        zh: '按此清单再次清除（数据目录中的 erasures.json）',
      }),
    )
    .option(
      '--drill [directory]',
      text({
        en: 'only try it, below this directory (default: beside the archive)',
        zh: '仅演练，在该目录下进行（默认在备份旁边）',
      }),
    )
    .option('--list', text({ en: 'only print what is in it', zh: '只列出内容' }))
    .option('--verify', text({ en: 'only check whether it is whole', zh: '只校验是否完整' }))
    .action((archive: string, file: string | undefined, options: Options) =>
      attempt(output, () => run(output, archive, file ?? 'spillway.yaml', options)),
    );
}

async function run(output: Output, archive: string, file: string, options: Options): Promise<void> {
  const progress = progressLine(output, STEPS, options);
  if (options.drill !== undefined) return await practise(output, archive, options, progress);
  if (options.list || options.verify) return await look(output, archive, options, progress);
  const { database, replace = false, erasures } = options;
  const restored = await restore({
    archive,
    file,
    replace,
    at: Math.round(new SystemClock().now()),
    progress: progress.tell,
    ...(database === undefined ? {} : { database }),
    ...(erasures === undefined ? {} : { erasures }),
  }).finally(progress.end);
  if (options.json) output.write(JSON.stringify(restored, null, 2));
  else print(output, restored);
}

/** Exit code 1 when something is not there. */
async function practise(
  output: Output,
  archive: string,
  { drill: below, json }: Options,
  progress: ProgressLine<keyof typeof STEPS>,
): Promise<void> {
  const folder = typeof below === 'string' ? below : dirname(resolve(archive));
  const clock = new SystemClock();
  const found = await drill({ archive, folder, clock, progress: progress.tell }).finally(progress.end);
  const { took, files, bytes, calls, openPromises, recordings, wrong } = found;
  if (wrong.length > 0) process.exitCode = EXIT.failed;
  if (json) return output.write(JSON.stringify(found, null, 2));
  for (const what of wrong) output.complain(what);
  const seconds = (took / 1_000).toFixed(1);
  say(output, {
    en: `restored in ${seconds} s: ${files} files, ${sizeText(bytes)}; ${calls} calls, ${openPromises} open promises, ${recordings} recordings and messages with their files`,
    zh: `恢复用时 ${seconds} 秒：${files} 个文件，${sizeText(bytes)}；通话 ${calls}，未完成的回呼 ${openPromises}，有文件的录音和留言 ${recordings}`,
  });
}

async function look(
  output: Output,
  archive: string,
  { list, json }: Options,
  progress: ProgressLine<keyof typeof STEPS>,
): Promise<void> {
  const verifying = verifyArchive(archive, (share) => progress.tell('verify', share));
  const { manifest } = await verifying.finally(progress.end);
  if (json) return output.write(JSON.stringify({ archive, ...manifest }, null, 2));
  head(output, manifest);
  if (list) contents(output, manifest);
  else say(output, { en: `${archive}: whole`, zh: `${archive}：完整` });
}

function head(output: Output, { at, version, openPromises, configuration }: Manifest): void {
  const { zone } = output; // no box is asked: this machine's
  say(output, {
    en: `of ${when(at, zone)} (${zoneName(zone)}), by Spillway ${version}, from ${configuration}; ${openPromises} open promises`,
    zh: `备份时间 ${when(at, zone)}（${zoneName(zone)}），版本 ${version}，来自 ${configuration}；未完成的回呼 ${openPromises} 个`,
  });
}

function contents(output: Output, { files }: Manifest): void {
  const sum = (start: string) => {
    const these = files.filter(({ name }) => name.startsWith(start));
    return [these.length, sizeText(these.reduce((bytes, { size }) => bytes + size, 0))] as const;
  };
  table(
    output,
    [
      { en: 'part', zh: '内容' },
      { en: 'files', zh: '文件数' },
      { en: 'size', zh: '大小' },
    ],
    [NAMES.configuration, NAMES.database, ...Object.values(FOLDERS)].map((part) => [part, ...sum(part)]),
  );
}

function print(output: Output, { manifest, data, written, kept, erased }: Restored): void {
  head(output, manifest);
  if (erased > 0)
    say(output, {
      en: `${erased} numbers that were erased since were erased again`,
      zh: `已再次清除 ${erased} 个在备份后清除过的号码`,
    });
  for (const path of kept) say(output, { en: `kept aside: ${path}`, zh: `原文件已改名保留：${path}` });
  say(output, {
    en: `restored: ${written.length} files; the data directory is ${data}. Begin with: spillway start`,
    zh: `已恢复 ${written.length} 个文件；数据目录为 ${data}。启动：spillway start`,
  });
}
