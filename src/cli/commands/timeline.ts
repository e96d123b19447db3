// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway calls show ID`: what happened to one customer, step by step: who, when, how it ended, what was promised, what is recorded?

import { join } from 'node:path';
import { NO_CODE } from '../../config/index.js';
import { type Bilingual, type CsvCell, inLanguage, type Language } from '../../kernel/index.js';
import { causeOf, resultOf } from '../../report/index.js';
import type { Timeline } from '../../store/index.js';
import { valueWords } from '../../words/index.js';
import { customerOf } from '../call-words.js';
import { type Column, fittingTable, sayLeftOut } from '../fitting-table.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { askRecords, askRecordsAndPrint, type RecordsOptions } from '../records-client.js';
import { shortId } from '../short-id.js';
import { lengthText, seconds } from '../spans.js';
import { when, zoneName } from '../times.js';
import { wrapped } from '../width.js';
import { text } from './lists.js';

type Step = Timeline['segments'][number];

export async function showCall(output: Output, options: RecordsOptions, id: string): Promise<void> {
  const question = { method: 'call', params: { id } };
  const folder = await folderOf(options);
  await askRecordsAndPrint<Timeline>(output, options, question, {
    people: (timeline, shown) => page(timeline, shown, folder),
    csv: (timeline, shown) => stepRows(timeline, shown),
  });
}

/** Where recordings lie; undefined: nobody tells. */
async function folderOf(options: RecordsOptions): Promise<string | undefined> {
  try {
    const { result } = await askRecords(options, { method: 'recordings.folder' });
    return (result as { readonly folder: string }).folder;
  } catch {
    return undefined;
  }
}

function page(timeline: Timeline, output: Output, folder: string | undefined): void {
  for (const call of timeline.calls) callLines(call, output);
  steps(timeline, output);
  for (const { agent, code } of timeline.wrapUpCodes) {
    const words = code === NO_CODE ? valueWords('noWrapUpCode', output.language) : code;
    say(output, { en: `wrap-up: ${words} (agent ${agent})`, zh: `小结：${words}（座席 ${agent}）` });
  }
  for (const request of timeline.requests) promiseLines(request, output);
  for (const recording of timeline.recordings) recordingLine(recording, output, folder);
}

function callLines(call: Timeline['calls'][number], output: Output): void {
  const { language, zone, columns = Number.POSITIVE_INFINITY } = output;
  const write = (en: string, zh: string) => output.write(wrapped(inLanguage({ en, zh }, language), columns));
  const began = when(call.offeredAt, zone);
  const end = call.endedAt === null ? undefined : when(call.endedAt, zone, 'time');
  const lasted = call.endedAt === null ? '' : lengthText(call.endedAt - call.offeredAt);
  const name = zoneName(zone);
  write(
    `${call.id}: ${valueWords(call.direction, 'en')}, ${began} ${end === undefined ? '(in progress)' : `to ${end} (${lasted})`}, ${name}`,
    `${call.id}：${valueWords(call.direction, 'zh-CN')}，${began} ${end === undefined ? '（进行中）' : `至 ${end}（${lasted}）`}，${name}`,
  );
  const [customer, programme] = [customerOf(call, language), call.accessName === null ? '' : ` ${call.accessName}`];
  if (call.direction === 'inbound')
    write(
      `from ${customer} to ${text(call.accessNumber)}${programme}`,
      `主叫 ${customer}，接入号 ${text(call.accessNumber)}${programme}`,
    );
  else write(`to ${customer}`, `被叫 ${customer}`);
  if (call.endedAt === null) return;
  const [result, cause] = [resultOf(call, language), causeOf(call.cause, language)];
  write(`ended: ${result}; cause ${cause}`, `结果：${result}；原因值 ${cause}`);
}

function steps(timeline: Timeline, output: Output): void {
  const { language, zone } = output;
  const columns: readonly Column<Step>[] = [
    { heading: heading('from', '起始'), cell: ({ fromAt }) => when(fromAt, zone, 'time') },
    {
      heading: heading('lasted', '时长'),
      cell: ({ fromAt, toAt }) => (toAt === null ? '...' : lengthText(toAt - fromAt)),
      right: true,
    },
    { heading: heading('who', '谁'), cell: (step) => whoOf(timeline, step, language) },
    { heading: heading('what', '经过'), cell: (step) => whatOf(step, language) },
    {
      heading: heading('ended by', '结束于'),
      cell: ({ toAt, endReason }) => valueWords(toAt === null ? 'inProgress' : endOf(endReason), language),
    },
    { heading: heading('line', '线路'), cell: ({ leg }) => placeOf(timeline, leg), spare: 1 },
  ];
  if (timeline.segments.length > 0) sayLeftOut(output, fittingTable(output, columns, timeline.segments));
}

function stepRows(timeline: Timeline, { language, zone }: Output): readonly (readonly CsvCell[])[] {
  const heads = [
    heading('from', '起始'),
    heading('to', '结束'),
    heading('lasted (s)', '时长（秒）'),
    heading('who', '谁'),
  ];
  const more = [heading('what', '经过'), heading('ended by', '结束于'), heading('line', '线路')];
  return [
    [...heads, ...more].map((one) => inLanguage(one, language)),
    ...timeline.segments.map((step) => [
      when(step.fromAt, zone),
      when(step.toAt, zone),
      step.toAt === null ? '' : seconds(step.toAt - step.fromAt),
      whoOf(timeline, step, language),
      whatOf(step, language),
      valueWords(step.toAt === null ? 'inProgress' : endOf(step.endReason), language),
      placeOf(timeline, step.leg),
    ]),
  ];
}

/** Ends of stays have words of their own: `answered` of a call is its result. */
function endOf(reason: string | null): string {
  return reason === null ? '' : `end.${reason}`;
}

function whoOf({ legs }: Timeline, { role, agent, leg }: Step, language: Language): string {
  const who = valueWords(`role.${role}`, language);
  if (role !== 'agent' || agent === null) return who;
  const station = legs.find(({ id }) => id === leg)?.station;
  return `${who} ${agent}${station === null || station === undefined ? '' : ` (${station})`}`;
}

function whatOf({ kind, queue, agent, role, flow }: Step, language: Language): string {
  const what = valueWords(`stay.${kind}`, language);
  const where =
    kind === 'waiting' ? queue : kind === 'flow' ? flow : role === 'customer' && kind === 'talking' ? agent : null;
  return where === null ? what : inLanguage({ en: `${what}: ${where}`, zh: `${what}：${where}` }, language);
}

function placeOf({ legs }: Timeline, leg: string): string {
  const { span = null, slot = null } = legs.find(({ id }) => id === leg) ?? {};
  return span === null ? '' : `${span}/${slot ?? ''}`;
}

function promiseLines(request: Timeline['requests'][number], output: Output): void {
  const { language, zone, columns = Number.POSITIVE_INFINITY } = output;
  const write = (sentence: Bilingual) => output.write(wrapped(inLanguage(sentence, language), columns));
  const state = valueWords(request.state, language);
  const why = request.reason === null ? '' : valueWords(request.reason, language);
  const [made, closed] = [when(request.createdAt, zone), when(request.closedAt, zone)];
  write({
    en: `callback ${shortId(request.id)}: promised ${made}, calls ${request.captures}, ${state}${why && ` (${why})`}${closed && ` ${closed}`}`,
    zh: `回呼 ${shortId(request.id)}：${made} 登记，来电 ${request.captures} 次，${state}${why && `（${why}）`}${closed && ` ${closed}`}`,
  });
  for (const { startedAt, outcome, agent, cause, made } of request.attemptList) {
    const how = valueWords(outcome ?? 'inProgress', language);
    const [at, by, said] = [when(startedAt, zone), agent ?? '', cause === null ? '' : causeOf(cause, language)];
    const call = made === null ? '' : shortId(made);
    write({
      en: `  tried ${at}: ${how}${by && `, agent ${by}`}${said && `, cause ${said}`}${call && `, call ${call}`}`,
      zh: `  ${at} 回呼：${how}${by && `，座席 ${by}`}${said && `，原因值 ${said}`}${call && `，通话 ${call}`}`,
    });
  }
}

function recordingLine(recording: Timeline['recordings'][number], output: Output, folder: string | undefined): void {
  const { id, startedAt, durationMs, state, file } = recording;
  const path = folder === undefined ? file : join(folder, file);
  const [at, length, how] = [
    when(startedAt, output.zone, 'time'),
    lengthText(durationMs ?? 0),
    valueWords(`recording.${state}`, output.language),
  ];
  say(output, {
    en: `recording ${shortId(id)}: ${at}, ${length}, ${how}: ${path}`,
    zh: `录音 ${shortId(id)}：${at}，${length}，${how}：${path}`,
  });
}
