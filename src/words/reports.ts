// SPDX-License-Identifier: GPL-2.0-or-later
// What do the reports' settings mean, and what do their refusals say, in Chinese?

import type { Sentences } from './translate.js';

export const REPORT_SETTINGS: Sentences = {
  'What calls cost: `spillway report bill` reckons by it.': '话费标准：`spillway report bill` 按此计算。',
  'The name or sign of the money.': '货币名称或符号。',
  'Of calls in one direction, by the beginning of a number; the longest one that fits holds.':
    '按呼叫方向和号码前缀设定；以匹配的最长前缀为准。',
  'As bills call it.': '账单中使用的名称。',
  'Whose calls: those that we make, or those that come.': '呼出还是呼入。',
  'Numbers that begin so: of calls that we make as `+8613`, of those that come the access number; empty: all.':
    '号码前缀：呼出写法如 `+8613`，呼入按接入号；为空表示全部。',
  'Price of a minute.': '每分钟价格。',
  'A unit that has begun is paid whole: 60s, 6s, 1s.': '计费单位，不足一个单位按一个单位计：60s、6s、1s。',
  'Price of a call that was answered, beside its time.': '每次接通另收的费用。',
  'For `spillway report send` and for alarms about it.': '用于 `spillway report send` 和相关告警。',
  'Which report it is.': '哪一种报表。',
  'custom: one of `customReports`.': 'custom：`customReports` 中的一项。',
  'traffic, trunks, bill: how it is divided; slot: of traffic, by the advertisement that was on.':
    'traffic、trunks、bill：按什么分类；slot：traffic 按正在播出的广告分类。',
  'It is of the day, week, month or year that has ended.': '统计刚结束的一日、一周、一月或一年。',
  'When it goes out, on the day after, in the zone of the file.': '次日何时发出，按文件中的时区。',
  'The file that goes with the mail.': '邮件附件的格式。',
  'Of the report. Default: the language of the file.': '报表的语言，默认为文件的语言。',
  'Reports by mail: docs/reports.md.': '用邮件发送的报表：docs/reports.zh-CN.md。',
  'As commands name it.': '命令中使用的名称。',
  'As its readers see it; default: its name.': '读者看到的标题，默认为名称。',
  'Its columns, in this order.': '各列指标，按此顺序。',
  'A row for each of these; two: for each pair.': '按这些分类各一行；两个分类时每个组合一行。',
  'Only calls for which this condition holds; it knows `time` (of the offer), `contact.accessNumber`, and `values` of queue, agent, direction, disposition and seconds.':
    '只统计符合此条件的呼叫；可用 `time`（呼入时刻）、`contact.accessNumber`，以及 `values` 中的 queue、agent、direction、disposition、seconds。',
  'Roles and ids of people who see it, besides those who may define reports; none: all who may read calls.':
    '除可定制报表的人以外，哪些角色或人员可以查看；为空则所有可查看通话的人都可查看。',
  'Reports of the shop’s own: docs/reports.md.': '自定义报表：docs/reports.zh-CN.md。',
};

export const REPORT_SENTENCES: Sentences = {
  'after: the next of the page before would be right': 'after：请使用上一页返回的 next',
  'the sums of reports differed from the records; they are made anew': '报表汇总与原始记录不一致，正在重新汇总',
  'is no beginning of a number: +8613, 400 and nothing would be right': '不是号码前缀：可写 +8613、400，或留空',
  'records of that time are gone by retention: its sums stay as they are':
    '该时段的记录已超过保存期并删除，汇总保持不变',
  'whole quarters of an hour would be right, such as 08:00 and 08:15': '时间须为整刻钟，例如 08:00 和 08:15',
  'slot: a bill is not divided by advertisements': 'slot：话费账单不按广告分类',
  'no rates: write `rates` into the file, docs/reports.md shows how':
    '未设置费率：请在配置文件中写入 `rates`，见 docs/reports.zh-CN.md',
  'no code is a sale: write `sale: true` to one of queues[].wrapUpCodes, docs/reports.md shows how':
    '没有任何小结代码算作成交：请在 queues[].wrapUpCodes 中写入 `sale: true`，见 docs/reports.zh-CN.md',
  'a Chinese font for PDF: apt install fonts-noto-cjk would be right':
    'PDF 所需的中文字体：请执行 apt install fonts-noto-cjk',
  'the file could not be written: {}': '无法写入文件：{}',
  '{}: more than {} rows; a shorter time, or CSV, would be right': '{}：超过 {} 行；请缩短时间范围，或改用 CSV',
  'other reports are being written: a moment later would be right': '正在生成其他报表，请稍后再试',
  'report {}: {} would be right': '报表 {}：可用 {}',
  'report {}': '报表 {}',
  'a report is on its way': '报表正在发送',
  'a report could not be made': '报表无法生成',
  'reports go out by mail: write "mail" with a server, too': '报表通过邮件发送：请同时在“mail”中写明服务器',
  '"of" names a custom report: write it with report: custom, and only there':
    '“of”指定自定义报表：仅在 report: custom 时填写',
  '"by" divides traffic and bill: leave it out here': '“by”只用于 traffic 和 bill：请在此处删除',
  '"{}" is not known of calls that are over: time, contact.accessNumber and values are':
    '已结束的呼叫没有“{}”：可用 time、contact.accessNumber 和 values',
  'report: an object with name, measures and by would be right': 'report：应为含 name、measures 和 by 的对象',
  'custom report {}': '自定义报表 {}',
  'custom report {}: {} would be right': '自定义报表 {}：可用 {}',
};
