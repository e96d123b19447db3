// SPDX-License-Identifier: GPL-2.0-or-later
// What hangs beside the telephone? A card of all codes, in both languages: a page to print, whose text is plain; pure.

import type { Config, DialCode } from '../config/index.js';
import { DIAL_CODES } from '../config/index.js';
import { type Bilingual, escaped } from '../kernel/index.js';

/** What follows a code, and what it does. */
interface Words extends Bilingual {
  readonly behind?: string;
}

/** A heading with its codes. */
interface Group extends Bilingual {
  readonly codes: readonly DialCode[];
}

const WORDS: Readonly<Record<DialCode, Words>> = {
  signIn: { behind: ' *AGENT*PIN#', en: 'sign in', zh: '签入（*工号*密码#）' },
  signOut: { en: 'sign out', zh: '签出' },
  ready: { en: 'ready for calls', zh: '示闲' },
  notReady: { behind: ' R', en: 'not ready; R is the reason', zh: '示忙，R 为原因' },
  finishWrapUp: { en: 'wrap-up is done', zh: '整理完毕' },
  wrapUpCode: { behind: ' C', en: 'what the call was about; C is its code', zh: '话后小结，C 为小结代码' },
  skills: { behind: ' S', en: 'what you can do now; S is the profile, 0: as usual', zh: '选择技能方案 S，0 为恢复' },
  nextCallback: { en: 'the next callback', zh: '取下一个回呼' },
  changePin: { en: 'another PIN', zh: '修改密码' },
  reconnect: { en: 'after a flash: back to the customer', zh: '拍叉后：结束咨询，回到客户' },
  conference: { en: 'after a flash: all three talk', zh: '拍叉后：三方通话' },
  park: { en: 'after a flash: park the call', zh: '拍叉后：驻留' },
  unpark: { behind: ' P', en: 'fetch it from place P', zh: '取回驻留位 P 的通话' },
  pickUp: { en: 'take what rings at a colleague', zh: '代接同组来电' },
  pickUpAt: { behind: ' STATION', en: 'take what rings at this station', zh: '代接指定分机' },
  clip: { behind: ' NN', en: 'after a flash: play a stored sound', zh: '拍叉后：播放语音片段' },
  mask: { en: 'after a flash: do not record a card number; again: go on', zh: '拍叉后：不录卡号，再按恢复' },
  record: { en: 'after a flash: record; again: stop', zh: '拍叉后：开始录音，再按停止' },
  forwardAlways: { behind: ' NUMBER#', en: 'all calls go there', zh: '全部转移到该号码' },
  forwardBusy: { behind: ' NUMBER#', en: 'when busy they go there', zh: '遇忙转移' },
  forwardNoAnswer: { behind: ' NUMBER#', en: 'unanswered they go there', zh: '无应答转移' },
  forwardOff: { en: 'no forwards any more', zh: '取消转移' },
  doNotDisturb: { en: 'do not disturb; again: off', zh: '免打扰，再按取消' },
  callWaiting: { en: 'call waiting; again: off', zh: '呼叫等待，再按取消' },
  campOn: { behind: ' STATION', en: 'ring me when it is free', zh: '遇忙回叫' },
  campOff: { en: 'do not ring me any more', zh: '取消遇忙回叫' },
  speedDial: { behind: ' NN', en: 'speed dial', zh: '缩位拨号' },
  callBack: { en: 'call back who called last', zh: '回拨最近来电' },
  later: { behind: ' HHMM NUMBER#', en: 'call at that time, such as 1430', zh: '预约呼叫，HHMM 为时刻，如 1430' },
  laterCancel: { en: 'my calls for later are off', zh: '取消预约呼叫' },
  listenMessages: { en: 'hear messages', zh: '听取留言' },
  leaveMessage: { behind: ' NUMBER#', en: 'leave a message in a box', zh: '给信箱留言' },
  supervise: { behind: ' STATION', en: 'listen to an agent (supervisors)', zh: '监听座席（班长）' },
  nightSwitch: { en: 'close or open the shop', zh: '一键夜服' },
  ownNumber: { en: 'this telephone’s number', zh: '播报本机号码' },
  recordPrompt: { en: 'record prompts', zh: '录制提示音' },
  echoTest: { en: 'hear yourself', zh: '回音测试' },
  ringBack: { en: 'it rings after you put down', zh: '振铃测试' },
};

const GROUPS: readonly Group[] = [
  {
    en: 'Work',
    zh: '上下班',
    codes: [
      ...(['signIn', 'signOut', 'ready', 'notReady', 'skills'] as const),
      ...(['wrapUpCode', 'finishWrapUp', 'nextCallback', 'changePin'] as const),
    ],
  },
  {
    en: 'During a call',
    zh: '通话中',
    codes: ['reconnect', 'conference', 'park', 'unpark', 'pickUp', 'pickUpAt', 'record', 'mask', 'clip'],
  },
  {
    en: 'This telephone',
    zh: '本机',
    codes: [
      ...(['forwardAlways', 'forwardBusy', 'forwardNoAnswer', 'forwardOff'] as const),
      ...(['doNotDisturb', 'callWaiting', 'campOn', 'campOff', 'speedDial'] as const),
      ...(['callBack', 'later', 'laterCancel'] as const),
    ],
  },
  {
    en: 'House',
    zh: '其他',
    codes: [
      ...(['listenMessages', 'leaveMessage', 'supervise', 'nightSwitch'] as const),
      ...(['ownNumber', 'echoTest', 'ringBack', 'recordPrompt'] as const),
    ],
  },
];

/** Every code of the file, as it is dialled, with what it does. */
export interface CardLine extends Bilingual {
  readonly name: DialCode;
  readonly code: string;
}

/** All codes that are not off, by their groups. */
export function cardGroups({ dialCodes }: Pick<Config, 'dialCodes'>): readonly (Bilingual & {
  readonly lines: readonly CardLine[];
})[] {
  return GROUPS.map(({ en, zh, codes }) => ({
    ...{ en, zh },
    lines: codes
      .filter((name) => dialCodes[name] !== 'off')
      .map((name) => {
        const { behind = '', ...words } = WORDS[name];
        return { name, code: dialCodes[name] + behind, ...words };
      }),
  })).filter(({ lines }) => lines.length > 0);
}

/** Every code has its place on the card. */
export const CARD_CODES: readonly DialCode[] = GROUPS.flatMap(({ codes }) => codes);
export const ALL_CODES = Object.keys(DIAL_CODES) as DialCode[];

const STYLE = `
  @page { size: A4; margin: 14mm; }
  body { font: 10.5pt/1.35 "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #1a1a1a; margin: 0 auto; max-width: 182mm; }
  h1 { font-size: 17pt; margin: 0 0 1mm; } h1 small { font-weight: normal; color: #555; font-size: 11pt; }
  .flash { margin: 0 0 4mm; color: #333; }
  main { columns: 2; column-gap: 8mm; }
  section { break-inside: avoid; margin-bottom: 5mm; }
  h2 { font-size: 11pt; margin: 0 0 1.5mm; padding-bottom: 1mm; border-bottom: 1.2pt solid #0b5cad; color: #0b5cad; }
  table { border-collapse: collapse; width: 100%; } td { padding: 1mm 0; vertical-align: top; border-bottom: .4pt solid #ddd; }
  td:first-child { font: bold 10.5pt/1.35 "DejaVu Sans Mono", "Consolas", monospace; white-space: nowrap; padding-right: 4mm; width: 1%; }
  .en { color: #555; font-size: 9pt; display: block; }`;

/** One page of HTML, nothing else needed: for a browser's printer, or its PDF. */
export function cardPage(config: Pick<Config, 'dialCodes' | 'dialling' | 'notReadyReasons' | 'skillProfiles'>): string {
  const groups = cardGroups(config).map(({ en, zh, lines }) => section({ en, zh }, lines));
  const reasons = config.notReadyReasons.flatMap(({ digit, name }) =>
    digit === undefined ? [] : [{ code: digit, zh: name, en: '' }],
  );
  const profiles = config.skillProfiles.map(({ digit, name }) => ({ code: digit, zh: name, en: '' }));
  const numbers = config.dialling.speedDials.map(({ code, number, name }) => ({
    code,
    zh: name ?? number,
    en: number,
  }));
  return [
    '<!DOCTYPE html>',
    '<html lang="zh-CN"><head><meta charset="utf-8"><title>功能码 · Dial codes</title>',
    `<style>${STYLE}\n</style></head><body>`,
    '<h1>话机功能码 <small>Dial codes</small></h1>',
    '<p class="flash">拍叉：保持客户，再拍叉返回；拍叉后拨号咨询，挂机即转接。<span class="en">Flash holds the customer, another flash leads back; flash and dial asks somebody, put down and he has the customer.</span></p>',
    '<main>',
    ...groups,
    ...(reasons.length === 0 ? [] : [section({ zh: '示忙原因 R', en: 'Reasons R' }, reasons)]),
    ...(profiles.length === 0 ? [] : [section({ zh: '技能方案 S', en: 'Skill profiles S' }, profiles)]),
    ...(numbers.length === 0 ? [] : [section({ zh: '缩位号码 NN', en: 'Short codes NN' }, numbers)]),
    '</main></body></html>',
  ].join('\n');
}

function section({ en, zh }: Bilingual, lines: readonly (Bilingual & { readonly code: string })[]): string {
  const rows = lines.map(
    (line) =>
      `<tr><td>${escaped(line.code)}</td><td>${escaped(line.zh)}<span class="en">${escaped(line.en)}</span></td></tr>`,
  );
  return `<section><h2>${zh} · ${en}</h2><table>\n${rows.join('\n')}\n</table></section>`;
}
