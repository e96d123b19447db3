// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of calls outside mean, in Chinese? By their English descriptions in the schema.

import type { Sentences } from './translate.js';

export const OUTSIDE_SETTINGS: Sentences = {
  'How far: `internal` none, `local` the home area, mobile and service numbers, `national`, `international`.':
    '可呼叫范围：`internal` 仅内部，`local` 本地、手机和服务号码，`national` 国内，`international` 国际。',
  'Whether numbers of `dialling.premium` may be called.': '是否可呼叫 `dialling.premium` 所列收费号码。',
  'Prefixes that may be called beyond the reach; the longest that fits decides.':
    '范围之外仍允许的字冠；以最长匹配为准。',
  'Prefixes that may not be called; the longest that fits decides.': '禁止的字冠；以最长匹配为准。',
  'One of `calendars`: when this class holds; default: always.': '`calendars` 之一：该等级适用的时段；默认始终适用。',
  'The class that holds at other times.': '其他时段适用的等级。',
  'Calls of one person on one day.': '每人每日呼叫次数。',
  'Minutes of one person on one day, each that is begun.': '每人每日分钟数，不足一分钟按一分钟计。',
  'Calls abroad, whatever for.': '国际呼叫（任何用途）。',
  'Calls that are forwarded outside.': '转移到外线的呼叫。',
  'Calls to an agent who talks at a number outside.': '呼叫在外线接听的座席。',
  'What one person may use up on one day. More is refused, and raises an alarm.': '每人每日限额；超出即拒绝并告警。',
  'Classes of service by their names; `internal`, `local`, `national` and `international` are there.':
    '按名称列出的呼叫等级；`internal`、`local`、`national`、`international` 为内置。',
  'Of agents who have none of their own; default: `national`, or `international` if that is true.':
    '未单独指定等级的座席所用；默认 `national`，若 `international` 为 true 则为 `international`。',
  'Of telephones where nobody is signed in.': '无人签入的话机所用等级。',
  'Numbers that cost more than a call; default: 160, 168, 1258, 1259, 116, 118, 179, +870, +881, +882, +883, +979.':
    '收费高于普通通话的号码字冠；默认 160、168、1258、1259、116、118、179、+870、+881、+882、+883、+979。',
  'The number shown in calls that people make, unless agent, queue or access number say otherwise.':
    '人工外呼时显示的号码，座席、队列或接入号另有指定者除外。',
  'How late a call that was to be made later may be made, when no line was free or the box was down.':
    '预约呼叫因无空闲线路或系统停机而推迟的最长时间。',
  'The number shown to whom its callers are given outside; default: itself, if it is presentable.':
    '其来电转到外线时显示的号码；默认本号码（若可显示）。',
  'What its agents say to its callers: the console shows it beside the call.':
    '座席对其来电者说的话术：来电时显示在控制台。',
  'The number shown in calls outside for its callers and by its agents.': '为其来电者或由其座席外呼时显示的号码。',
  'His class of service; default: `dialling.class`.': '其呼叫等级；默认 `dialling.class`。',
  'The number shown in calls that he makes.': '其外呼时显示的号码。',
  'Its class of service while nobody is signed in; default: `dialling.stationClass`.':
    '无人签入时的呼叫等级；默认 `dialling.stationClass`。',
  'How telephones of the house dial.': '内部话机如何拨号。',
  'The digit before numbers outside, at telephones of the house; default: none.':
    '内部话机拨外线前加拨的数字；默认没有。',
  'Whether the house may call abroad: whoever guesses a PIN calls at your cost.':
    '内部是否可以拨打国际长途：猜中密码的人会让您付费。',
};
