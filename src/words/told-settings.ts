// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of mail, hooks and daily figures mean, in Chinese?

import type { Sentences } from './translate.js';

export const TOLD_SETTINGS: Sentences = {
  'The name of a variable of the environment.': '环境变量的名称。',
  'A file that has it alone; relative to this file.': '只含该内容的文件；相对于本文件。',
  'Which alarms, raised and over: from this severity on; none: no alarm.':
    '发送哪些告警（发生与恢复）：从此级别起；none 为不发送。',
  'Of what is sent. Default: the language of the file.': '发送内容的语言。默认与本文件的 language 相同。',
  'The mail server.': '邮件服务器。',
  'Its port.': '服务器端口。',
  'starttls (port 587), tls from the first byte (port 465), or none: in a network of your own only.':
    'starttls（端口 587）、tls（端口 465，全程加密）或 none（仅限自有网络）。',
  'As whom the box signs in there; default: it does not.': '登录邮件服务器的用户名；默认不登录。',
  'Better { environment: NAME } or { file: PATH } than in this file.':
    '建议写 { environment: NAME } 或 { file: PATH }，不写在本文件中。',
  'Who the mail comes from.': '发件人地址。',
  'Who gets it.': '收件人地址。',
  "Whether yesterday's figures are sent.": '是否发送昨日数据。',
  'How long the server may take.': '服务器响应的最长时间。',
  'Alarms and figures by mail: docs/outbox.md.': '以邮件发送告警和数据：docs/outbox.zh-CN.md。',
  'For `spillway outbox` and for alarms about it; not `mail`.':
    '用于 `spillway outbox` 及与其有关的告警；不能为 `mail`。',
  'What is posted: JSON for a program (web), or a message of a chat robot: WeCom, DingTalk, Feishu.':
    '发送的形式：供程序使用的 JSON（web），或群机器人消息：企业微信、钉钉、飞书。',
  'Where it is posted; of a robot the whole address that its group shows.':
    '发送的地址；机器人为其群设置中给出的完整地址。',
  'Signs what is posted: web by header spillway-signature, DingTalk and Feishu as they want it; WeCom has none.':
    '用于签名：web 为请求头 spillway-signature，钉钉和飞书按其规定；企业微信没有签名。',
  'web: what is posted in place of the message: a text for each key, values in braces, {box} or {contact_number}; {text} is all in words.':
    'web：代替消息正文的内容：每个字段一段文字，花括号中写变量，如 {box}、{contact_number}；{text} 为完整的文字说明。',
  'web: events of the box that are posted, by type or beginning (offer.made, call), each with its contact.':
    '仅 web：要发送的事件，写类型或其开头（offer.made、call），附带所属联络的信息。',
  'How long an answer may take.': '等待应答的最长时间。',
  'Web hooks and chat robots: docs/outbox.md.': 'Web 钩子和群机器人：docs/outbox.zh-CN.md。',
  'Time of day in the zone of the file.': '本文件所定时区的时刻。',
  "Yesterday's figures, to all targets with dailyReport: true.": '昨日数据，发往所有 dailyReport: true 的目标。',
};
