// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of plain telephones mean, in Chinese, and what is wrong with them? By their English text.

import type { Sentences } from './translate.js';

export const PLAIN_TELEPHONE_SETTINGS: Sentences = {
  'How its telephones are told who calls, after the first ring; default: as is usual in `country`.':
    '首次振铃后以何种方式显示来电号码；默认按 `country` 的惯例。',
  'Whether they show names, and in which letters they take them; default: `gbk` in China, else `letters`.':
    '是否显示姓名及其编码；默认中国为 `gbk`，其他为 `letters`。',
  'Whether they are told who calls while somebody talks there, too; default: yes, with `fsk-bell202` and `fsk-v23`.':
    '通话中有来电等待时是否也显示号码；默认显示（限 `fsk-bell202` 和 `fsk-v23`）。',
  'An opening of the loop of this length is a flash; a shorter one is a pulse of a dial, or nothing.':
    '环路断开达到此时长为拍叉；更短则为拨号脉冲或不计。',
  'The longest flash; who keeps the hook down for longer has put down.': '拍叉的最长时长；超过即为挂机。',
  'How long the telephones of this bank flash.': '本组话机拍叉的时长。',
  'How it is told who calls, after the first ring: `fsk-bell202` in China and America, `fsk-v23` in Europe, `dtmf`, or `off`; default: that of its bank.':
    '首次振铃后以何种方式显示来电号码：中国和美洲用 `fsk-bell202`，欧洲用 `fsk-v23`，或 `dtmf`、`off`；默认同所在端口组。',
  'Whether it shows names, and in which letters; default: that of its bank.':
    '是否显示姓名及其编码；默认同所在端口组。',
  'Whether it is told who calls while somebody talks there; default: that of its bank.':
    '通话中有来电等待时是否显示号码；默认同所在端口组。',
  'Numbers that always go out, from any telephone, beside those of `country`: in China 110, 119, 120, 122.':
    '除 `country` 的紧急号码（中国为 110、119、120、122）外，任何话机始终可拨打的号码。',
  'Calls back of who called a telephone last (code `dialCodes.callBack`), and of who left a message; not the callbacks that the box has promised.':
    '回拨最近来电（功能码 `dialCodes.callBack`）及回拨留言者的呼叫；系统承诺的回呼不计。',
  'Calls back who called this telephone last.': '回拨本话机的最近来电。',
  'A call for later: hour and minute, four digits, then the number and `#` follow.':
    '预约呼叫：后接时刻四位（时、分）、号码和 `#`。',
  'The calls for later of who is signed in here are not made.': '取消此处签入座席的预约呼叫。',
};

export const PLAIN_TELEPHONES: Sentences = {
  '"trunkAccess": the emergency number {} begins with {}: numbers outside that do so could not be dialled':
    '“trunkAccess”：紧急号码 {} 以 {} 开头：以此开头的外线号码将无法拨打',
  'is not an emergency number: write 2 to 6 digits, in quotes': '不是紧急号码：请写 2 至 6 位数字，加引号',
  'station {}: who called last is not known': '分机 {}：最近来电未知',
  'agent {} has no calls to be made later': '座席 {} 没有预约呼叫',
};
