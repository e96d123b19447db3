// SPDX-License-Identifier: GPL-2.0-or-later
// What does the command line say of itself in Chinese? Headings, defaults and refusals, most of them the library's (commander).

import type { Sentences } from './translate.js';

export const USAGE: Sentences = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Global Options:': '全局选项：',
  'display help for command': '显示命令的帮助',
  'output the version number': '显示版本号',
  'error: {}': '错误：{}',
  "unknown option '{}'": '没有选项 {}',
  "unknown option '{}' (Did you mean {}?)": '没有选项 {}（是否应为 {}？）',
  "unknown command '{}'": '没有命令 {}',
  "missing required argument '{}'": '缺少参数 {}',
  "option '{}' argument missing": '选项 {} 缺少参数',
  "required option '{}' not specified": '缺少必需的选项 {}',
  "option '{}' argument '{}' is invalid. {}": '选项 {} 的参数 {} 无效。{}',
  "option '{}' cannot be used with option '{}'": '选项 {} 不能与选项 {} 同用',
  "command-argument value '{}' is invalid for argument '{}'. {}": '参数 {2} 不能是 {1}。{3}',
  'Allowed choices are {}.': '可以写 {}。',
  '(Did you mean {}?)': '（是否应为 {}？）',
  '(Did you mean one of {}?)': '（是否应为其中之一：{}？）',
  '--{}: a whole number from {} to {} would be right.': '--{}：应为 {} 至 {} 的整数。',
  '--{}: a number from {} to {} would be right.': '--{}：应为 {} 至 {} 的数。',
  '--question: {}: 6s, or 1=2s,2=2s,9=2s,wait=5s, would be right.':
    '--question：{}：应为 6s，或 1=2s,2=2s,9=2s,wait=5s。',
  '--recordings: a day, such as 2026-11-01, or nothing would be right.':
    '--recordings：应为日期（如 2026-11-01）或不写。',
  '--only: some of {} would be right.': '--only：应为其中几类：{}。',
  '--{}: a length of time such as 90s, 10m, 2h or 7d would be right.': '--{}：应为时长，如 90s、10m、2h、7d。',
  '--{}: 24h, 7d, 2026-10-01 or 2026-10-01T08:00 would be right.':
    '--{}：应为 24h、7d、2026-10-01 或 2026-10-01T08:00。',
  '--now belongs to busy-out': '--now 只用于 busy-out',
  '--zone: {}': '--zone：{}',
  '--within belongs to --drain': '--within 只用于 --drain',
  '--cancel or --drain, not both': '--cancel 和 --drain 不能同用',
  '{}: {} would be right': '{}：正确写法为 {}',
  '--{}: a share such as 80% or 0.8, above {}, at most {}, would be right.':
    '--{}：应为比例，如 80% 或 0.8，大于 {}，不超过 {}。',
  '--{}: a length of time above 0, such as 90s, would be right.': '--{}：应为大于 0 的时长，如 90s。',
  'one of --calls and --users would be right': '--calls 和 --users 只能写一个',
  '--csv: --csv or --csv=excel would be right.': '--csv：应写 --csv 或 --csv=excel。',
};
