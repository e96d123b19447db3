// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway records`: what must be kept for a court, and what is over its time.

import type { Command } from 'commander';
import { inLanguage } from '../../kernel/index.js';
import { valueWords } from '../../words/index.js';
import { askAndPrint, type BoxOptions, command, withBox } from '../command.js';
import { heading } from '../heading.js';
import { EXIT, type Output, say } from '../output.js';
import { when } from '../times.js';
import { text, timedTable } from './lists.js';

type Row = Readonly<Record<string, unknown>>;

interface Options extends BoxOptions {
  readonly all?: boolean;
  readonly reason?: string;
  readonly by?: string;
  readonly dryRun?: boolean;
}

export function recordsCommand(output: Output): Command {
  const summary = {
    en: 'Records: legal holds, and what is over its retention time',
    zh: '记录：法律保全，以及超过保存期限的内容',
  };
  const made = withBox(
    command(output, 'records [action] [kind] [subject]', summary, [
      { line: 'spillway records', does: { en: 'the holds that stand', zh: '现有的保全' } },
      {
        line: 'spillway records hold number +8613800138000 --reason "case 17" --by Li',
        does: {
          en: 'keep all calls with this number, whatever their age',
          zh: '保全该号码的所有通话，不受保存期限限制',
        },
      },
      { line: 'spillway records release hold-01k... --by Li', does: { en: 'end a hold', zh: '解除保全' } },
      {
        line: 'spillway records broken',
        does: { en: 'count rows that cannot be read', zh: '统计无法读取的记录' },
      },
      {
        line: 'spillway records prune --dry-run',
        does: {
          en: 'count what is over its time; without --dry-run: delete it now',
          zh: '统计超期内容；不加 --dry-run 则立即删除',
        },
      },
    ]),
    output,
  );
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  made.option('--all', t('also released holds', '包括已解除的保全'));
  made.option('--reason <text>', t('why it is held', '保全原因'));
  made.option('--by <name>', t('who asks for it', '申请人'));
  made.option('--dry-run', t('delete nothing', '不删除'));
  return made.action(
    async (action = 'holds', kind: string | undefined, subject: string | undefined, options: Options) => {
      const { all = false, reason = '', by = '', dryRun = false } = options;
      const params = { action, all, reason, by, dryRun, kind, subject, hold: kind };
      await askAndPrint<unknown>(output, options, { method: 'records', params }, (answer, shown) => {
        if (action === 'holds') holdTable(shown, answer as readonly Row[]);
        else if (action === 'broken') brokenTable(shown, answer as readonly Row[]);
        else if (action === 'prune') pruned(output, answer as Row, dryRun);
        else if (typeof answer === 'string') output.write(answer);
        else say(output, { en: 'done', zh: '完成' });
      });
    },
  );
}

function brokenTable(output: Output, rows: readonly Row[]): void {
  if (rows.length === 0) {
    say(output, { en: 'every row can be read', zh: '所有记录均可读取' });
    return;
  }
  process.exitCode = EXIT.failed;
  for (const { table, column, rows: count } of rows)
    say(output, {
      en: `${count} rows of ${table}: ${column} cannot be read; lists and reports go on without it`,
      zh: `${table} 有 ${count} 行的 ${column} 无法读取；列表和报表会略过`,
    });
}

function holdTable(output: Output, rows: readonly Row[]): void {
  const heads = [
    heading('id', '编号'),
    heading('kind', '类别'),
    heading('subject', '对象'),
    heading('reason', '原因'),
    heading('by', '申请人'),
    heading('since', '自'),
    heading('released', '解除'),
  ];
  const cells = (row: Row) => [
    text(row.id),
    valueWords(row.kind, output.language),
    ...[row.subject, row.reason, row.by].map(text),
  ];
  timedTable(
    output,
    heads,
    rows.map((row) => [...cells(row), when(row.at, output.zone), when(row.releasedAt, output.zone)]),
  );
}

const KINDS: Readonly<Record<string, ReturnType<typeof heading>>> = {
  recordings: heading('recordings', '录音'),
  legs: heading('legs', '通道记录'),
  calls: heading('calls', '通话'),
  callbacks: heading('closed callbacks', '已结束的回呼'),
  events: heading('events', '事件'),
  held: heading('calls that are held and stay', '被保全而保留的通话'),
};

function pruned(output: Output, counts: Row, dryRun: boolean): void {
  say(output, dryRun ? { en: 'would go:', zh: '将删除：' } : { en: 'deleted:', zh: '已删除：' });
  for (const [kind, count] of Object.entries(counts)) {
    const name = KINDS[kind] ?? heading(kind, kind);
    say(output, { en: `${count} ${name.en}`, zh: `${count} ${name.zh}` });
  }
}
