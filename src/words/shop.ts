// SPDX-License-Identifier: GPL-2.0-or-later
// What do refusals of people, lists, settings and records say in Chinese?

import type { Sentences } from './translate.js';

export const SHOP_SENTENCES: Sentences = {
  'a PIN has 4 to 12 digits': '密码为 4 至 12 位数字',
  'a hold needs {}': '保全须写明 {}',
  'a release needs by': '解除保全须写明由谁解除',
  'hold {}': '保全 {}',
  '{} was changed since it was read ({}, now {}): read it again':
    '{} 在读取之后已被修改（读取时 {}，现在 {}）：请重新读取',
  'path: which setting? surge.on, for example': 'path：哪一项设置？例如 surge.on',
  'setting {}: the list has no "{}"': '设置 {}：列表中没有“{}”',
  '{} is no YAML: {}': '{} 不是有效的 YAML：{}',
  'program: up to 40 letters, digits, ".", "_", "-" would be right': 'program：最多 40 个字母、数字、“.”“_”“-”',
  "{} belongs to user {}: run this as that user (sudo -u '#{}' spillway ...)":
    "{} 属于用户 {}：请以该用户执行（sudo -u '#{}' spillway ...）",
  'value is missing; remove: true takes the setting out of the file': '缺少 value；remove: true 表示从文件中去掉该设置',
  '{}: write skills with levels 0 to 10, such as english=7,billing=0':
    '{}：请写技能及 0 至 10 的等级，例如 english=7,billing=0',
  'agent {} is there already: {}': '座席 {} 已存在：{}',
  'agent {}: of which queues?': '座席 {}：属于哪些队列？',
  '{}: the request names no person': '{}：请求没有写明人员',
  '{}: the box has no person {}': '{}：系统中没有人员 {}',
  '{} MiB are needed for a copy of the database before it is changed.': '转换数据库之前需要 {} MiB 空间保存副本。',
  'station {} (there are {})': '分机 {}（现有 {}）',
  'station {} is not at a virtual bank with a socket: lift its own telephone':
    '分机 {} 不在带套接字的虚拟端口上：请直接使用其话机',
  'port {}': '端口 {}',
  'there is no reason "{}": {}': '没有原因“{}”：{}',
  'number {} in the list {}': '列表 {2} 中的号码 {1}',
  '{} stands in the file, in "{}": take it out there and reload': '{} 写在配置文件的“{}”中：请在文件中去掉后重新读取',
  '{} is no number: write its digits, such as 13912345678 or 02188880001':
    '{} 不是号码：请写数字，例如 13912345678 或 02188880001',
  '{} is no name for a prompt: write up to 63 letters, digits, "-" and "_"':
    '{} 不能作为提示音名称：最多 63 个字母、数字、“-”“_”',
  "prompt {} of the shop's own ({})": '自备的提示音 {}（{}）',
  'prompt {}: it is larger than 32 MiB': '提示音 {}：大于 32 MiB',
  'prompt {}: it {}': '提示音 {}：{}',
  'prompt {}: somebody else is importing it; try again': '提示音 {}：有人正在导入，请重试',
  'prompt {}: spillway prompts lists all names': '提示音 {}：spillway prompts 列出全部名称',
  'place {}: {} would be right': 'place {}：正确写法为 {}',
  'one of day, month, year, or from and to would be right': 'day、month、year、from 与 to 只能写其中一种',
  'from {} to {}: that ends before it begins': 'from {} to {}：截止早于起始',
  '{}: 2026-10-01, 2026-10-01T08:00, today, yesterday, 24h, 7d would be right':
    '{}：正确写法如 2026-10-01、2026-10-01T08:00、today、yesterday、24h、7d',
  '{}: 2026-10, this, last would be right': '{}：正确写法如 2026-10、this、last',
  '{}: 2026, this, last would be right': '{}：正确写法如 2026、this、last',
  '--svg shows calls: --by with anything but agent would be right': '--svg 显示来电：--by 请用 agent 以外的分类',
  'fields are missing: {}': '缺少 fields：{}',
  '{} is no text: save it as CSV in UTF-8 or GBK': '{} 不是文本文件：请另存为 UTF-8 或 GBK 编码的 CSV',
  'there are {} customers: the box has room for no more': '已有 {} 位客户：系统不能保存更多',
  'with them there are more than {} customers: the box has no room': '加入后客户将超过 {} 位：系统不能保存',
  'customer {}': '客户 {}',
  'another import has begun meanwhile: begin this one again': '其间已开始另一次导入：请重新导入',
  'call {}': '通话 {}',
  'callback {}': '回呼 {}',
  'recording {}': '录音 {}',
  'file {}': '文件 {}',
  '{}: several calls end in this, {} is one': '{}：有多个通话以此结尾，其中之一是 {}',
  '{}: several recordings end in this': '{}：有多条录音以此结尾',
  '{}: it is still being recorded': '{}：仍在录音',
  'no recording is so': '没有符合条件的录音',
  // what a file that is read again leaves to be said
  '"zone" is the time zone of all hours in the file: write it once, beside "callback": zone: {}':
    '"zone" 是整个文件的时区：请移到与 "callback" 同级：zone: {}',
  '"alarms: webHook" is read as one of "hooks": write hooks: [{ name: webHook, form: web, url: ... }]; what it is signed with has changed: docs/outbox.md':
    '“alarms: webHook”按“hooks”的一项读取：请改写为 hooks: [{ name: webHook, form: web, url: ... }]；签名方式已变，见 docs/outbox.zh-CN.md',
  '"perNumber" with "gap" and "perDay" is read as a list of limits: write perNumber: [{}] (in any 24 hours, no longer by the calendar day)':
    '"perNumber" 的 "gap"、"perDay" 是旧写法，仍按限制列表读取：请改写为 perNumber: [{}]（任意 24 小时内，不再按自然日计算）',
  'queue {} is no more: its {} open promise is kept by queue {}': '队列 {} 已取消：其 {} 个未完成的回呼由队列 {} 接管',
  'queue {} is no more: its {} open promises are kept by queue {}':
    '队列 {} 已取消：其 {} 个未完成的回呼由队列 {} 接管',
};
