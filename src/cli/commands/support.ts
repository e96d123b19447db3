// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway support`: what does whoever helps need to see, without the shop's numbers, names and secrets?

import { existsSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { ArchiveWriter } from '../../backup/index.js';
import { TelephonyError } from '../../faults.js';
import { inLanguage, SystemClock } from '../../kernel/index.js';
import { fileTime, freeName } from '../../store/index.js';
import { attempt, command, withBox } from '../command.js';
import { type Output, say } from '../output.js';
import { sizeText } from '../progress.js';
import { type ShopOptions, shopFile, shopSocket, withShop } from '../shop-client.js';
import { type BundleFile, gather, read } from '../support/gather.js';
import { aliasesOf } from '../support/known.js';
import { settingOf } from './doctor.js';

interface Options extends ShopOptions {
  readonly output?: string;
}

const ABOUT = `Spillway support bundle

In it: versions, the configuration (without its comments), status, alarms, messages that wait, what the doctor
says, the end of the log. Telephone numbers, names of people, mail addresses and secrets are replaced: number-7 is
the same number wherever it stands.
Not in it: recordings, the database, call records, PINs, passwords, keys, what the aliases stand for.
Look through it before you pass it on: what somebody wrote as the name of a queue or a prompt is in it.

Spillway 支持包

包含：版本、配置（不含注释）、状态、告警、待发消息、体检结果、日志末尾。电话号码、人名、邮件地址和密钥已替换：
number-7 在各处都是同一个号码。
不包含：录音、数据库、话单、密码、密钥，以及别名与原文的对应关系。
发送前请自行查看：队列名、提示音名等仍在其中。
`;

export function supportCommand(output: Output): Command {
  const summary = {
    en: 'Writes a bundle for whoever helps: configuration, log, status, doctor; without numbers, names and secrets',
    zh: '生成支持包供技术人员排查：配置、日志、状态、体检结果；不含号码、人名和密钥',
  };
  const made = command(output, 'support', summary, [
    { line: 'spillway support', does: { en: 'a new file in this folder', zh: '在当前目录生成' } },
    {
      line: 'spillway support --output /tmp/help.tar.gz --config /etc/spillway/spillway.yaml',
      does: {
        en: 'there, of the box that runs by this file, or of the file alone',
        zh: '指定文件名和配置文件，系统未运行也可以',
      },
    },
  ]);
  return withShop(withBox(made, output), output)
    .option(
      '--output <file>',
      inLanguage({ en: 'where to write it: NAME.tar.gz', zh: '输出文件：名称.tar.gz' }, output.language),
    )
    .action((options: Options) => attempt(output, () => bundle(output, options)));
}

async function bundle(output: Output, options: Options): Promise<void> {
  const at = Math.round(new SystemClock().now());
  const target = options.output ?? freeName(`spillway-support-${fileTime(at)}.tar.gz`);
  if (existsSync(target)) throw new TelephonyError('REFUSED', `${target} is there already`);
  const file = shopFile(options);
  const setting = settingOf(file);
  const text = file === undefined ? undefined : read(file);
  const aliases = aliasesOf(text, setting.config);
  const files = await gather({ text, setting, socket: shopSocket(options), aliases });
  const all: readonly BundleFile[] = [{ name: 'README.txt', text: ABOUT }, ...files];
  await write(target, all);
  const { size } = statSync(target);
  const names = all.map(({ name }) => name);
  if (options.json)
    output.write(JSON.stringify({ file: target, bytes: size, files: names, replaced: aliases.counts }, null, 2));
  else print(output, { target, size, names, counts: aliases.counts });
}

async function write(target: string, files: readonly BundleFile[]): Promise<void> {
  const archive = new ArchiveWriter(target);
  try {
    for (const { name, text } of files) await archive.addText(`spillway-support/${name}`, text);
    await archive.close();
  } catch (error) {
    await archive.abandon();
    throw error;
  }
}

interface Written {
  readonly target: string;
  readonly size: number;
  readonly names: readonly string[];
  readonly counts: ReturnType<typeof aliasesOf>['counts'];
}

function print(output: Output, { target, size, names, counts }: Written): void {
  const { number, person, secret, address } = counts;
  say(output, { en: `${target}: ${sizeText(size)}`, zh: `${target}：${sizeText(size)}` });
  say(output, { en: `in it: ${names.join(', ')}`, zh: `包含：${names.join('、')}` });
  say(output, {
    en: `replaced: ${number} numbers, ${person} names, ${secret} secrets, ${address} mail addresses`,
    zh: `已替换：号码 ${number} 个，人名 ${person} 个，密钥 ${secret} 个，邮件地址 ${address} 个`,
  });
  say(output, {
    en: 'not in it: recordings, the database, call records, PINs, passwords, what the aliases stand for',
    zh: '不包含：录音、数据库、话单、密码、别名与原文的对应关系',
  });
  say(output, { en: 'look through it before you pass it on', zh: '发送前请自行查看' });
}
