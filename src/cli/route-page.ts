// SPDX-License-Identifier: GPL-2.0-or-later
// How does the way of a call read? What was asked and found, where it went, and who was compared for it.

import type { TriedRoute } from '../engine/index.js';
import type { ExplainedRoute } from '../host/index.js';
import { type Bilingual, inLanguage } from '../kernel/index.js';
import { askedWords, foundWords, stateWords, valueWords } from '../words/index.js';
import { type Output, say } from './output.js';
import { when } from './times.js';
import { padded, widthOf } from './width.js';

type Facts = Readonly<Record<string, unknown>>;
type Figures = Readonly<Record<string, number>>;
type Lines = readonly (readonly [asked: string, found: string])[];

const WHERE: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  queue: ['to queue', '进入队列'],
  flow: ['to flow', '进入语音流程'],
  ring: ['rings', '振铃'],
  agent: ['rings agent', '振铃座席'],
  station: ['rings station', '振铃分机'],
  number: ['calls number', '呼叫外线'],
  announce: ['hears an announcement', '播放通知'],
  computerAgent: ['to a computer agent; callback of queue', '电脑座席；回呼队列'],
  captureOnly: ['number taken without answer; callback of queue', '不接听只登记；回呼队列'],
  refuse: ['refused', '拒绝'],
};

/** A call that has happened. */
export function explainPage({ call, steps }: ExplainedRoute, output: Output): void {
  say(output, { en: `call ${call}`, zh: `呼叫 ${call}` });
  if (steps.length === 0) say(output, { en: 'nothing is written down of its way', zh: '没有关于其去向的记录' });
  for (const { type, at, facts } of steps) stepLines(type, when(at, output.zone, 'time'), facts as Facts, output);
}

/** One that might. */
export function triedPage({ to, reason, rules, priority, needs, trace }: TriedRoute, output: Output): void {
  const lines: Lines = trace.map(({ asked, found }) => [asked, found]);
  findingLines(lines, output);
  const rung = to.kind === 'ring' ? to.to : undefined;
  const kind = rung?.kind ?? to.kind;
  const name = rung === undefined ? nameOf(to) : Object.values(rung)[1];
  output.write(`=> ${whereWords(kind, String(name ?? ''), output)}${becauseWords(reason, rules.at(-1), output)}`);
  if (priority !== 0) say(output, { en: `   priority ${priority}`, zh: `   优先级 ${priority}` });
  for (const { skill, level } of needs)
    say(output, { en: `   needs ${skill} ${level}`, zh: `   需要技能 ${skill} ${level}` });
}

function nameOf(to: TriedRoute['to']): string {
  if (to.kind === 'flow') return to.flow;
  if (to.kind === 'announce') return to.prompt;
  if (to.kind === 'refuse') return String(to.cause);
  return 'queue' in to ? to.queue : '';
}

/** What a step says, of its facts. */
const STEPS: Readonly<Record<string, (of: (name: string) => string) => Bilingual>> = {
  'call.routed': () => ({ en: 'routed', zh: '路由' }),
  'call.matched': (of) => ({
    en: `offered to agent ${of('agent')} by queue ${of('queue')} (${of('strategy')})`,
    zh: `队列 ${of('queue')} 分配给座席 ${of('agent')}（${of('strategy')}）`,
  }),
  'offer.timedOut': (of) => ({ en: `agent ${of('agent')} did not answer`, zh: `座席 ${of('agent')} 未应答` }),
  'offer.declined': (of) => ({ en: `agent ${of('agent')} declined`, zh: `座席 ${of('agent')} 拒接` }),
  'call.bridged': (of) => ({ en: `talks with agent ${of('agent')}`, zh: `与座席 ${of('agent')} 通话` }),
  'call.overflowed': (of) => ({
    en: `waited too long in queue ${of('queue')}: ${of('to')}`,
    zh: `在队列 ${of('queue')} 等待超时：${of('to')}`,
  }),
  'call.promoted': (of) => ({ en: `put first in queue ${of('queue')}`, zh: `提到队列 ${of('queue')} 的队首` }),
};

function stepLines(type: string, at: string, facts: Facts, output: Output): void {
  const of = (name: string) => (facts[name] === undefined ? '' : String(facts[name]));
  const sentence = STEPS[type]?.(of) ?? { en: `sent to ${of('to')}`, zh: `转到 ${of('to')}` };
  output.write(`${at}  ${inLanguage(sentence, output.language)}`);
  if (type === 'call.matched') comparedLines(facts, output);
  if (type !== 'call.routed') return;
  findingLines((facts.trace as Lines | undefined) ?? [], output);
  const rule = facts.rule === undefined ? undefined : of('rule');
  output.write(`=> ${whereWords(of('to'), of('queue'), output)}${becauseWords(of('reason'), rule, output)}`);
}

/** Figures of the winner and of the next, then how many were not asked. */
function comparedLines(facts: Facts, { write, language }: Output): void {
  const next = (facts.next ?? []) as readonly (readonly [string, ...number[]])[];
  const names = (facts.compared ?? []) as readonly string[];
  const first = [String(facts.agent), ...((facts.figures ?? []) as readonly number[])] as const;
  for (const [nth, [agent, ...figures]] of [first, ...next].entries()) {
    const told = figures.map((value, index) => `${names[index] ?? ''} ${value}`);
    write(`  ${nth + 1}. ${agent}${told.length === 0 ? '' : `  ${told.join(', ')}`}`);
  }
  const further = Number(facts.further ?? 0);
  if (further > 0) write(inLanguage({ en: `  and ${further} more`, zh: `  另有 ${further} 人` }, language));
  const left = Object.entries((facts.others ?? {}) as Figures).filter(([, count]) => count > 0);
  if (left.length === 0) return;
  const reasons = left.map(([reason, count]) => `${reasonWords(reason, language)} ${count}`);
  write(inLanguage({ en: `  not asked: ${reasons.join(', ')}`, zh: `  未参与：${reasons.join('，')}` }, language));
}

/** Why an agent could not be asked. */
function reasonWords(reason: string, language: Output['language']): string {
  const own: Readonly<Record<string, Bilingual>> = {
    skill: { en: 'lack a skill', zh: '技能不符' },
    penalty: { en: 'later by their penalty', zh: '惩罚值靠后' },
    notHim: { en: 'for another alone', zh: '指定他人' },
  };
  const said = own[reason];
  return said === undefined ? stateWords(reason, language) : inLanguage(said, language);
}

function findingLines(lines: Lines, { write, language }: Output): void {
  const shown = lines.map(
    ([asked, found]) => [askedWords(asked, language), foundWords(asked, found, language)] as const,
  );
  const width = Math.max(0, ...shown.map(([asked]) => widthOf(asked))) + 2;
  for (const [asked, found] of shown) write(`  ${padded(asked, width)}${found}`);
}

function whereWords(kind: string, name: string, { language }: Output): string {
  const [en, zh] = WHERE[kind] ?? [kind, kind];
  return `${inLanguage({ en, zh }, language)} ${name}`.trim();
}

function becauseWords(reason: string, rule: string | undefined, { language }: Output): string {
  if (rule !== undefined && reason === 'rule')
    return inLanguage({ en: `, by rule ${rule}`, zh: `，按规则 ${rule}` }, language);
  const why = reason === 'queue' || reason === 'flow' ? '' : valueWords(reason, language);
  return why && inLanguage({ en: ` (${why})`, zh: `（${why}）` }, language);
}
