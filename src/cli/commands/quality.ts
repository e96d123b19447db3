// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway quality`: which talks are to be judged, judge one, how it goes, do reviewers agree?

import { type Command, InvalidArgumentError } from 'commander';
import { inLanguage } from '../../kernel/index.js';
import { askAndPrint, command, withBox } from '../command.js';
import { heading } from '../heading.js';
import { EXIT, many, type Output, say, table } from '../output.js';
import { askRecordsAndPrint, type Selection, withRecords, withSelection } from '../records-client.js';
import { shortId } from '../short-id.js';
import { when } from '../times.js';

interface Options extends Selection {
  readonly agent?: string;
  readonly form?: string;
  readonly answers?: Readonly<Record<string, number>>;
  readonly comment?: string;
  readonly calibration?: boolean;
  readonly publish?: boolean;
}

interface Mean {
  readonly reviews: number;
  readonly score: number;
  readonly passed: number;
}

export function qualityCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Judged talks: which are to be judged, trends, agreement',
    zh: '质检：待评通话、评分、趋势、校准',
  };
  const made = command(output, 'quality [action] [argument]', summary, [
    { line: 'spillway quality', does: { en: 'the last reviews', zh: '最近的评分' } },
    {
      line: 'spillway quality worklist',
      does: { en: 'what the rules of the file want judged', zh: '按规则待评的通话' },
    },
    {
      line: 'spillway quality review 0a1b2c3 --answers greeting=5,offer=3 --publish',
      does: { en: 'judge a recording; its agent sees it', zh: '给一条录音评分并发布给座席' },
    },
    {
      line: 'spillway quality trends --since 30d',
      does: { en: 'means by agent and question', zh: '按座席和题目的均分' },
    },
    {
      line: 'spillway quality calibration',
      does: { en: 'how far reviewers are from each other', zh: '评分人之间的差距' },
    },
  ]);
  return withSelection(withRecords(withBox(made, output), output, { table: false }), output, {
    happened: 'judged',
    counted: '条',
  })
    .option('--agent <agent>', t('of this agent', '该座席'))
    .option('--form <name>', t('`review`: the form; default: the only one', '`review`：评分表，只有一张时可省略'))
    .option('--answers <list>', t('`review`: points by question, a=5,b=3', '`review`：各题得分，如 a=5,b=3'), answersIn)
    .option('--comment <text>', t('`review`: in words', '`review`：评语'))
    .option('--calibration', t('`review`: only to compare reviewers', '`review`：仅用于校准'))
    .option('--publish', t('`review`: the agent sees it at once', '`review`：立即发布给座席'))
    .action((action: string | undefined, argument: string | undefined, options: Options) =>
      act(output, action ?? 'reviews', argument, options),
    );
}

function answersIn(text: string): Readonly<Record<string, number>> {
  const pairs = text.split(/[,，]/).map((pair) => pair.split('='));
  if (pairs.every(([id, points]) => id && points && /^\d+$/.test(points)))
    return Object.fromEntries(pairs.map(([id, points]) => [id, Number(points)]));
  throw new InvalidArgumentError('--answers: such as greeting=5,offer=3 would be right.');
}

async function act(output: Output, action: string, argument: string | undefined, options: Options): Promise<void> {
  const { since, until, agent } = options;
  const params = { since, until, agent };
  const asked = (method: string) => ({ method: `quality.${method}`, params });
  if (action === 'reviews') return askRecordsAndPrint(output, options, asked('reviews'), { people: reviews });
  if (action === 'worklist') return askRecordsAndPrint(output, options, asked('worklist'), { people: worklist });
  if (action === 'trends') return askRecordsAndPrint(output, options, asked('trends'), { people: trends });
  if (action === 'calibration')
    return askRecordsAndPrint(output, options, asked('calibration'), { people: calibration });
  if (action === 'review' && argument !== undefined && options.answers !== undefined) {
    const { form, answers, comment, calibration: compare = false, publish = false } = options;
    const filled = { recording: argument, form, answers, comment, calibration: compare, publish };
    return askAndPrint<{ score: number; passed: boolean }>(
      output,
      options,
      { method: 'quality.review', params: filled },
      ({ score, passed }) => {
        say(output, {
          en: `${score} of 100, ${passed ? 'passed' : 'not passed'}`,
          zh: `${score} 分（满分 100），${passed ? '合格' : '不合格'}`,
        });
      },
    );
  }
  const right = 'reviews, worklist, review ID --answers LIST, trends, calibration';
  output.complain(inLanguage({ en: `write: ${right}`, zh: `请写：${right}` }, output.language));
  process.exitCode = EXIT.usage;
}

type Row = Readonly<Record<string, never>> & Readonly<Record<string, unknown>>;

function reviews(result: unknown, output: Output): void {
  const rows = result as readonly Row[];
  if (rows.length === 0) {
    say(output, { en: 'nothing was judged', zh: '没有评分' });
    return;
  }
  const heads = [
    ...[heading('when', '时间'), heading('recording', '录音'), heading('agent', '座席'), heading('form', '评分表')],
    ...[heading('score', '得分'), heading('passed', '合格'), heading('by', '评分人'), heading('answer', '座席回复')],
  ];
  const yes = inLanguage({ en: 'yes', zh: '是' }, output.language);
  const no = inLanguage({ en: 'no', zh: '否' }, output.language);
  table(
    output,
    heads,
    rows.map(({ at, recording, agent, form, score, passed, reviewer, reply }) => [
      when(Number(at), output.zone),
      shortId(String(recording)),
      ...[String(agent), String(form), String(score), passed ? yes : no, String(reviewer), reply ? String(reply) : ''],
    ]),
  );
}

function worklist(result: unknown, output: Output): void {
  const rows = result as readonly Row[];
  if (rows.length === 0) {
    say(output, { en: 'nothing waits to be judged', zh: '没有待评的通话' });
    return;
  }
  const heads = [heading('when', '时间'), heading('recording', '录音'), heading('agent', '座席')];
  table(
    output,
    [...heads, heading('why', '规则'), heading('form', '评分表')],
    rows.map(({ startedAt, recording, agent, rule, form }) => [
      when(Number(startedAt), output.zone),
      shortId(String(recording)),
      ...[String(agent), String(rule), String(form)],
    ]),
  );
}

function trends(result: unknown, output: Output): void {
  const { all, agents, questions } = result as {
    readonly all: Mean;
    readonly agents: readonly (Mean & { readonly agent: string })[];
    readonly questions: readonly { readonly text: string; readonly reviews: number; readonly reached: number }[];
  };
  if (all.reviews === 0) {
    say(output, { en: 'nothing was judged', zh: '没有评分' });
    return;
  }
  say(output, {
    en: `${many(all.reviews, 'review')}: ${all.score} of 100 in the mean, ${all.passed} % passed`,
    zh: `共 ${all.reviews} 条评分：均分 ${all.score}，合格率 ${all.passed} %`,
  });
  const mean = ({ reviews: n, score, passed }: Mean) => [String(n), String(score), `${passed} %`];
  const counts = [heading('reviews', '评分数'), heading('score', '均分'), heading('passed', '合格率')];
  table(
    output,
    [heading('agent', '座席'), ...counts],
    agents.map((one) => [one.agent, ...mean(one)]),
  );
  table(
    output,
    [heading('question', '题目'), heading('reviews', '评分数'), heading('reached', '得分率')],
    questions.map(({ text, reviews: n, reached }) => [text, String(n), `${reached} %`]),
  );
}

function calibration(result: unknown, output: Output): void {
  const rows = result as readonly {
    readonly recording: string;
    readonly form: string;
    readonly reviewers: readonly { readonly reviewer: string; readonly score: number }[];
    readonly apart: number;
    readonly questions: readonly { readonly text: string; readonly apart: number }[];
  }[];
  if (rows.length === 0) {
    say(output, { en: 'no talk was judged by two', zh: '没有两人评过的同一通话' });
    return;
  }
  const heads = [heading('recording', '录音'), heading('form', '评分表'), heading('scores', '得分')];
  table(
    output,
    [...heads, heading('apart', '差距'), heading('most apart in', '差距最大的题目')],
    rows.map(({ recording, form, reviewers, apart, questions }) => [
      shortId(recording),
      form,
      reviewers.map(({ reviewer, score }) => `${reviewer} ${score}`).join(', '),
      String(apart),
      questions[0] !== undefined && questions[0].apart > 0 ? questions[0].text : '',
    ]),
  );
}
