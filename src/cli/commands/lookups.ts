// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway lookups [try NAME key=value...]`: what flows look up outside, and what one of them gives. By the file; no box need run.

import { type Command, InvalidArgumentError } from 'commander';
import { type Config, ConfigFile, type LookupConfig, parametersOf, suggestion } from '../../config/index.js';
import { placesOf } from '../../engine/index.js';
import { TelephonyError } from '../../faults.js';
import { inLanguage, SystemClock } from '../../kernel/index.js';
import { type Found, LookUps } from '../../lookup/index.js';
import { say as inWords } from '../../words/index.js';
import { attempt, command, withJson } from '../command.js';
import { heading } from '../heading.js';
import { EXIT, type Output, say, table } from '../output.js';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

export function lookupsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const withFile = (made: Command) =>
    withJson(made, output).option(
      '--config <file>',
      t("the box's configuration file", '系统的配置文件'),
      'spillway.yaml',
    );
  const summary = {
    en: 'Look-ups: what flows ask servers, databases and tables',
    zh: '查询：流程向服务器、数据库和表格查询什么',
  };
  const made = command(output, 'lookups', summary, [
    { line: 'spillway lookups', does: { en: 'those of ./spillway.yaml', zh: '当前目录 spillway.yaml 的查询' } },
    {
      line: 'spillway lookups try firm key=10001',
      does: { en: 'asks in earnest, and tells what it gives', zh: '实际查询一次，显示结果' },
    },
  ]);
  withFile(made).action((options: Options) => attempt(output, () => list(output, options)));
  const trying = command(output, 'try', { en: 'Makes one look-up in earnest', zh: '实际执行一次查询' }, [
    {
      line: 'spillway lookups try firm key=10001',
      does: { en: 'look-up firm of ./spillway.yaml', zh: '当前文件的查询 firm' },
    },
  ])
    .argument('<name>', t('its name', '查询名称'))
    .argument('[values...]', t('what it is asked with: NAME=VALUE', '查询所用的值：名称=值'))
    .action((name: string, values: readonly string[], _: unknown, self: Command) =>
      attempt(output, () => tryOne(output, name, values.map(pair), self.optsWithGlobals<Options>())),
    );
  made.addCommand(withFile(trying));
  return made;
}

function pair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`${text}: NAME=VALUE would be right.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function list(output: Output, { config, json }: Options): void {
  const { lookups } = ConfigFile.open(config).current;
  const listed = Object.entries(lookups).map(([name, lookup]) => ({
    name,
    asks: whereOf(lookup),
    with: parametersOf(lookup),
    gives: Object.keys(lookup.gives),
  }));
  if (json) output.write(JSON.stringify(listed, null, 2));
  else if (listed.length === 0)
    say(output, {
      en: 'There are no look-ups in the file: docs/lookups.md says how to write one.',
      zh: '文件中没有查询：写法见 docs/lookups.zh-CN.md。',
    });
  else
    table(
      output,
      [heading('look-up', '查询'), heading('asks', '向何处'), heading('with', '所用的值'), heading('gives', '得到')],
      listed.map((one) => [one.name, one.asks, one.with.join(' '), one.gives.join(' ')]),
    );
}

function whereOf(lookup: LookupConfig): string {
  if ('table' in lookup) return lookup.table;
  return 'query' in lookup ? lookup.database : new URL(lookup.url.replaceAll(/[{}]/g, '')).host;
}

async function tryOne(
  output: Output,
  name: string,
  pairs: readonly (readonly [string, string])[],
  { config: file, json }: Options,
): Promise<void> {
  const config = ConfigFile.open(file).current;
  const lookup = config.lookups[name];
  if (lookup === undefined)
    throw new TelephonyError('NOT_FOUND', `look-up ${name}: ${suggestion(name, Object.keys(config.lookups))}`);
  const values = Object.fromEntries(pairs);
  assertValues(name, Object.keys(values), parametersOf(lookup));
  const { found, milliseconds } = await asked(config, name, values);
  if (json) output.write(JSON.stringify({ ...found, milliseconds }, null, 2));
  else show(output, found, milliseconds);
  if (found.outcome === 'failed') process.exitCode = EXIT.failed;
}

function assertValues(name: string, given: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.filter((value) => !given.includes(value));
  const stray = given.filter((value) => !wanted.includes(value));
  if (missing.length > 0)
    throw new TelephonyError('REFUSED', `look-up ${name}: write ${missing.map((one) => `${one}=...`).join(' ')}`);
  if (stray.length > 0) throw new TelephonyError('REFUSED', `look-up ${name} is not asked with ${stray.join(' ')}`);
}

async function asked(config: Config, name: string, values: Readonly<Record<string, string>>) {
  const clock = new SystemClock();
  const lookUps = new LookUps({ config, clock, places: placesOf(() => config) });
  try {
    const began = clock.now();
    const found = await lookUps.ask(name, values);
    return { found, milliseconds: Math.round(clock.now() - began) };
  } finally {
    lookUps.close();
  }
}

function show(output: Output, found: Found, milliseconds: number): void {
  if (found.outcome === 'found')
    table(output, [heading('value', '值名'), heading('is', '内容')], Object.entries(found.values));
  if (found.outcome === 'notFound') say(output, { en: 'There is nothing of that kind.', zh: '未找到。' });
  if (found.outcome === 'failed') {
    const shown = found.shown === undefined ? '' : ` (${found.shown})`;
    say(output, { en: `It failed: ${found.why}${shown}`, zh: `失败：${inWords(found.why, 'zh-CN')}${shown}` });
  }
  say(output, { en: `It took ${milliseconds} ms.`, zh: `用时 ${milliseconds} 毫秒。` });
}
