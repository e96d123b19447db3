// SPDX-License-Identifier: GPL-2.0-or-later
// What does `spillway check` say in Chinese? The findings about a configuration file.

import { FLOW_FINDINGS } from './flow-settings.js';
import { PROMISE_FINDINGS } from './promise-settings.js';
import type { Sentences } from './translate.js';

export const CONFIGURATION: Sentences = {
  "is no area: write '021', or the beginning of numbers, '1391234'": "不是地区：请写 '021'，或号码开头 '1391234'",
  "is no area: write it in quotes, '021', or the beginning of numbers, '1391234'":
    "不是地区：请加引号写 '021'，或号码开头 '1391234'",
  '"areas": there is no file {}: make one with the columns prefix,province,city,areacode, or leave this out':
    '“areas”：没有文件 {}：请建立列为 prefix,province,city,areacode 的文件，或去掉此项',
  ...FLOW_FINDINGS,
  ...PROMISE_FINDINGS,
  'station {} is a telephone of the house, and an agent outside is called by his id: give one of them another':
    '分机 {} 是内部话机，而外部座席以工号呼叫：请为其中之一改号',
  'agent {} is called outside by his id, and {} could not be told from it: give him another':
    '座席 {} 在外部，按工号呼叫，与 {} 无法区分：请换工号',
  'is refused for so long, from that call on.': '从那一通起，在这段时间内拒接。',
  '"id": {} is an agent\'s: give this person another one': '“id”：{} 已是座席的编号：请换一个',
  '"to": {} is before {}: write a day that is not': '“to”：{} 早于 {}：请写不早于它的日期',
  'is not an id: write up to 32 letters, digits, ".", "_" or "-"': '不是编号：最多 32 个字母、数字、“.”“_”“-”',
  'is not a digit for skills: write one of "1" to "9", in quotes; 0 is for what the file says':
    '不是技能方案的数字：请写 "1" 至 "9" 之一，加引号；0 表示恢复配置文件中的技能',
  'is not a digit: write one of "0" to "9", in quotes': '不是一位数字：请写 "0" 至 "9" 之一，加引号',
  'a dialogue welcomes by itself: leave out "welcome", or write "queue" in place of "menu"':
    '语音流程自带欢迎词：请去掉“welcome”，或改写“queue”代替“menu”',
  '"{}": {} begins with {}, the code of "{}": give one of them another':
    '“{}”：{} 以“{4}”的功能码 {3} 开头：请更换其中一个',
  'is not a dial code: write * or # and 1 to 4 digits, such as "*60", or off':
    '不是功能码：请写 * 或 # 加 1 至 4 位数字，例如 "*60"，或写 off',
  // of the file
  'this is nested too deeply to be read': '嵌套过深，无法读取',
  'the file is empty: see examples/spillway.yaml': '文件为空：请参考 examples/spillway.yaml',
  'the file cannot be read: {}': '文件无法读取：{}',
  '{}; {}': '{}；{}',
  'what is changed in {} is there after a restart of the box only: restart it, or change this later':
    '{} 的改动在系统重启后才生效：请重启系统，或稍后再改',
  // of one setting
  '"{}" is not known here: {}': '这里没有“{}”这一项：{}',
  'in braces, write a list in brackets, such as [1-15, 17-31]': '花括号内的列表请写在方括号中，例如 [1-15, 17-31]',
  'did you mean "{}"?': '是否应为“{}”？',
  'right would be {}': '可以写 {}',
  'there is none': '一个也没有',
  '"{}" is missing': '缺少“{}”',
  '"{}" is missing: write {}': '缺少“{}”：请写{=}',
  '"{}" is missing: one of {}': '缺少“{}”：请写其中之一：{}',
  '"{}": {} {}': '“{}”：{} {}',
  '"{}": {} is read as a number and loses its zeros: write it in quotes, \'{}\'':
    "“{}”：{} 会被读成数字并丢掉开头的零：请加引号，写成 '{}'",
  '"{}" {}': '“{}” {}',
  'is not a name: write 1 to 64 characters': '不是名称：请写 1 至 64 个字符',
  '"{}": {} is not {}': '“{}”：{} 不是{=}',
  '"{}": {} is not possible: {}': '“{}”：不能写 {}：{}',
  '"{}": {} is too small: at least {}': '“{}”：{} 过小：至少 {}',
  '"{}": {} is too big: at most {}': '“{}”：{} 过大：最多 {}',
  '"{}": {} is too short: at least {}': '“{}”：{} 过短：至少 {}',
  '"{}": {} is too long: at most {}': '“{}”：{} 过长：最多 {}',
  '"{}": {} is too short a list: at least {}': '“{}”：{=}过短：至少 {} 项',
  '"{}": {} is too long a list: at most {}': '“{}”：{=}过长：最多 {} 项',
  // of values
  'is not a length of time: write a number and a unit, such as 500ms, 10s, 5min, 24h or 180d':
    '不是时长：请写数字加单位，例如 500ms、10s、5min、24h、180d',
  'is too short: at least {}': '过短：至少 {}',
  'is too long: at most {}': '过长：最多 {}',
  'is too short: write at least {} characters': '过短：至少 {} 个字符',
  'is not a secret: write { environment: NAME } or { file: PATH }':
    '不是密钥：请写 { environment: 变量名 } 或 { file: 路径 }',
  'is not a mail address: write name@example.com': '不是邮件地址：请写 name@example.com',
  'is not a name: write up to 32 letters, digits, "-" and "_"': '不是名称：最多 32 个字母、数字、“-”“_”',
  '"name": mail is the mail\'s own: give this one another name': '“name”：mail 是邮件目标的名称：请另取名称',
  '"password" without "user": write the user, too': '有“password”而没有“user”：请同时写用户名',
  'is not a number to dial: write 1 to 20 digits': '不是可拨打的号码：请写 1 至 20 位数字',
  'is not a time of day: write 09:00': '不是时刻：请写成 09:00',
  'is not a list of numbers: write [1-15, 17-31]': '不是数字列表：请写成 [1-15, 17-31]',
  'is not an event: write a type or its beginning, such as offer.made or call':
    '不是事件：请写事件类型或其开头，例如 offer.made、call',
  '"template": a robot has a form of its own: write form: web, or leave it out':
    '“template”：机器人有固定的格式：请写 form: web，或去掉',
  '"events": are for programs: write form: web, or leave them out': '“events”：只供程序使用：请写 form: web，或去掉',
  'is not a web address: write https://...': '不是网址：请写 https://...',
  'is an address with a user in it: write it without': '网址中含有用户名：请去掉',
  'is not digits': '不是数字',
  "is not a prefix: write digits in quotes, such as '00' or '+1'": "不是字冠：请用引号写数字，例如 '00' 或 '+1'",
  'is not a queue of an agent: write NAME or { queue: NAME, penalty: 2, weight: 3 }':
    '不是座席的队列：请写队列名称或 { queue: 名称, penalty: 2, weight: 3 }',
  'queue {} stands in his list twice: name it once': '队列 {} 在该座席的列表中出现两次：只写一次',
  '"skill": no agent has {}: write it in the "skills" of those who can':
    '“skill”：没有座席具备 {}：请写入具备者的“skills”',
  '"skill": {} is needed twice: write it once, with its level': '“skill”：{} 写了两次：请只写一次并注明等级',
  '"profiles": there are {}: at most {} are possible': '“profiles”：共有 {} 个：最多 {} 个',
  '"after": comes before the step above it: write the steps in the order of their times':
    '“after”：早于上一步：请按时间先后书写',
  '"to": the call is gone then: make it the last step': '“to”：此后呼叫已离开：只能是最后一步',
  '"after": never comes: calls have left the queue by then (maxWait is {} s)':
    '“after”：不会发生：届时呼叫已离开队列（maxWait 为 {} 秒）',
  'a step says what is given up: write one of level, drop, also, penalty, anybody, to':
    '每一步须写明放宽什么：请写 level、drop、also、penalty、anybody、to 之一',
  '"{}": calls would go round for ever: {}: let one of them end elsewhere':
    '“{}”：呼叫会无限循环：{}：请让其中一个通向别处',
  'is not a destination: write callback, refuse, { queue: NAME }, { flow: NAME }, { agent: ID }, { station: NUMBER }, { number: DIGITS }, { message: BOX }, { announce: PROMPT }, { callback: PROMPT } or { refuse: CAUSE }':
    '不是去向：请写 callback、refuse、{ queue: 名称 }、{ flow: 名称 }、{ agent: 工号 }、{ station: 分机 }、{ number: 号码 }、{ message: 信箱 }、{ announce: 提示音 }、{ callback: 提示音 } 或 { refuse: 原因值 }',
  'is not a station number: write 1 to 12 digits': '不是分机号：请写 1 至 12 位数字',
  'is not a day: write it in quotes, "2026-10-01"': '不是日期：请加引号，写成 "2026-10-01"',
  'is not a key: write one of 0-9 * #': '不是按键：请写 0-9、* 或 # 之一',
  'is not a list of limits: write [{ calls: 1, within: 5min }, { calls: 3, within: 24h }]':
    '不是限制列表：请写成 [{ calls: 1, within: 5min }, { calls: 3, within: 24h }]',
  'is not an agent id: write 1 to 12 digits, to be dialled': '不是工号：请写 1 至 12 位数字，供拨号使用',
  'is not a PIN: write 4 to 12 digits': '不是密码：请写 4 至 12 位数字',
  'is not a PIN hash: it begins with scrypt$': '不是密码散列：应以 scrypt$ 开头',
  'is not a country: write CN, US, GB': '不是国家代码：请写 CN、US、GB 等',
  "is not an area code: write it in quotes, without the leading 0, such as '21'":
    "不是区号：请加引号，不要写开头的 0，例如 '21'",
  // of names and places
  '"otherwise": {} lead in a circle: let the last be "internal"': '"otherwise"：{} 形成循环：最后一个应为 "internal"',
  '"{}": {} stands twice: give each its own (the other is no. {} of the list)':
    '“{}”：{} 重复：每项应不同（另一处是列表第 {} 项）',
  'there is no {} "{}": {}': '没有{=}“{}”：{}',
  '{} is in {} already: it can be in one place only': '{} 已在{}中：只能出现在一处',
  'name {}': '名称 {}',
  'socket {}': '套接字 {}',
  'port {} of {}': '{2} 的端口 {1}',
  'slot {} of span {}': '中继 {2} 的时隙 {1}',
  'exception {} of span {}': '中继 {2} 的第 {1} 个例外',
  '"board" is missing: write "board:" with "type: dahdi" for a card or "type: virtual"':
    '缺少“board”：使用板卡请写“board:”和“type: dahdi”，否则写“type: virtual”',
  '"board" and "boards" say the same thing: keep one of them': '“board”和“boards”含义相同：请只保留一个',
  'channel {} can be no exception here: {}': '信道 {} 不能作为这里的例外：{}',
  'it is not one of span {}, which has {}': '它不属于中继 {}，该中继有 {}',
  'an E1 has {} B-channels at most, these are {}: leave out the D-channel':
    'E1 最多有 {} 个 B 信道，这里有 {} 个：请去掉 D 信道',
  'socket {} has {} bytes with its folders, a socket may have {}: write a short path such as /run/{}':
    '套接字 {} 连同目录有 {} 字节，最多 {} 字节：请用短路径，例如 /run/{}',
  'a loop has two ends of one kind: span {} must have "peer: {}" and be {}':
    '环路两端须为同类：中继 {} 须写“peer: {}”，并为 {}',
  '"port": {} is not on {}: it has ports 1 to {}': '“port”：{2} 上没有端口 {1}：其端口为 1 至 {3}',
  'an access number leads to one thing: write one of "queue", "menu" and "message"':
    '一个接入号只通向一处：请只写“queue”“menu”“message”之一',
  'an access number is open by one thing: write either "hours" or "calendar"':
    '一个接入号的营业时间只写一处：请只写“hours”或“calendar”之一',
  'an agent has one PIN: write either "pin" or "pinHash"': '座席只有一个密码：请只写“pin”或“pinHash”之一',
  '"off": {} must be below "on" ({}), or surge flutters': '“off”：{} 须小于“on”（{}），否则浪涌会反复启停',
  '"full": {} must not be below "on" ({})': '“full”：{} 不得小于“on”（{}）',
  '{} is an access number of this box: take it out of the list': '{} 是本系统的接入号：请从列表中去掉',
  '"zone": {} is not a time zone: write a name such as Asia/Shanghai':
    '“zone”：{} 不是时区：请写名称，例如 Asia/Shanghai',
  '"prompts": there is no directory {}: make it, with a folder for each language in it':
    '“prompts”：没有目录 {}：请建立该目录，其中每种语言一个文件夹',
  '"keys": he who presses {} waits in queue {} already: let it lead elsewhere':
    '“keys”：按 {} 的来电者已在队列 {} 中等待：请改为其他去向',
  'is no key: write one of 0 to 9, "*" and "#", in quotes': '不是按键：请写 0 至 9、"*"、"#" 之一，加引号',
  'is neither true nor false nor a place: write true, false, or 3':
    '不是 true、false 或位置：请写 true、false 或 3 等数字',
  'there is no prompt "{}": write the name of one, or the path of a WAV file':
    '没有提示音“{}”：请写提示音名称或 WAV 文件路径',
  'prompt "{}": {}': '提示音“{}”：{}',
  'is no WAV of 8 kHz, A-law, mu-law or 16 bit: spillway prompts import FILE NAME makes one':
    '不是 8 kHz 的 A 律、μ 律或 16 位 WAV：请用 spillway prompts import 文件 名称 导入',
  'cannot be read: {}': '无法读取：{}',
  'is empty': '为空',
  'is larger than 32 MiB': '大于 32 MiB',
  'is cut short': '不完整',
  'holds no sound': '没有声音',
};

/** Words that findings are made with. */
export const NOUNS: Sentences = {
  text: '文本',
  'a number': '数字',
  'a whole number': '整数',
  'true or false': 'true 或 false',
  'a list': '列表',
  'a section': '小节',
  'a list (lines beginning with "- ")': '列表（每行以“- ”开头）',
  'a section (lines of "key: value")': '小节（每行写作“键: 值”）',
  queue: '队列',
  profile: '需求方案',
  dialogue: '语音流程',
  calendar: '日历',
  agent: '座席',
  span: '中继',
  'trunk group': '中继组',
  'presentable number': '可显示的号码',
  class: '呼叫等级',
  'span towards the exchange': '通往交换机的中继',
  'station bank': '电话端口',
  station: '分机',
  'another span': '另一个中继',
  'another station': '另一个分机',
};
