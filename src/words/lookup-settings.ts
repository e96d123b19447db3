// SPDX-License-Identifier: GPL-2.0-or-later
// What do look-ups, databases and the steps that use them say in Chinese?

import type { Sentences } from './translate.js';

/** Settings by their English descriptions in the schema. */
export const LOOKUP_SETTINGS: Sentences = {
  'Values by name; others in braces, {order}.': '按名称列出的变量值；其他变量写在花括号中：{order}。',
  'Its values: a text with values of this flow in braces, {order}, or the name of one after a $.':
    '传给它的变量：文本，本流程的变量写在花括号中（{order}），或以 $ 开头的变量名。',
  'One of `lookups`. After a second the caller hears a soft sound while it lasts.':
    '`lookups` 之一。超过一秒时，来电者会听到轻柔的等待音。',
  'What it is asked with, values in braces; default: the values of the same names.':
    '查询所用的值，变量写在花括号中；默认为同名变量。',
  'Written before the names of what it gives, as firm_name; or a name for each. Default: as they are.':
    '加在所得各值名称之前，例如 firm_name；或逐一指定名称。默认保持原名。',
  'Where he goes on when there is nothing of that kind; default: as `failed`.': '查无结果时到哪里；默认同 `failed`。',
  'Conditions in their order; the first that holds counts.': '依次列出的条件；以第一个成立的为准。',
  'A condition in CEL: what rules can ask, and `values` of the flow.':
    'CEL 条件：可用规则中的全部变量，以及本流程的变量 `values`。',
  'Where he goes on when it holds.': '条件成立时到哪里。',
  'Where he goes on when none holds.': '条件均不成立时到哪里。',
  'Where he goes: a value in braces says to which queue, flow, agent, station or number.':
    '转到哪里：由花括号中的变量决定队列、流程、座席、分机或号码。',
  'Where he waits, such as {firm_queue}.': '在哪个队列等待，例如 {firm_queue}。',
  'By his id; his telephone rings.': '按工号；其话机振铃。',
  'This telephone rings, such as {extension}.': '该话机振铃，例如 {extension}。',
  'Called outside; only one that a look-up gives as `outside`.': '呼叫外部号码；只能是查询以 `outside` 给出的号码。',
  'Where he goes on when there is no such place; default: `fallback`.': '没有该去处时到哪里；默认为 `fallback`。',
  'Where flows look things up, for `lookUp` steps: docs/lookups.md.':
    '流程可查询的来源，供 `lookUp` 步骤使用：见 docs/lookups.zh-CN.md。',
  'What is asked; a value in braces, `{order}`, is put in URL-encoded. The host is always this one.':
    '查询的网址；花括号中的变量（`{order}`）经 URL 编码后填入。主机始终不变。',
  'POST with `body`.': 'POST 与 `body` 同用。',
  'Posted as JSON; values in braces.': '以 JSON 提交；变量写在花括号中。',
  'Such as Authorization: each from the environment or a file.': '例如 Authorization：取自环境变量或文件。',
  'true: the host may be in a network of your own. An address written out as digits, or localhost, may always.':
    'true：主机可以在自己的内网中。直接写出的 IP 地址和 localhost 不受此限。',
  'The values that it gives, and what each is: text, whole, number, yesNo, or the name of a queue, flow, agent, station, or an outside number.':
    '所得的各个值及其类型：text（文本）、whole（整数）、number（数字）、yesNo（是否），或队列、流程、座席、分机的名称，或外部号码 outside。',
  'The column, or where it stands in the answer: `data.0.state`.': '列名，或在应答中的位置：`data.0.state`。',
  'What it is.': '其类型。',
  'How long it may take; then it has failed.': '最长用时；超过即为失败。',
  'For so long the same question has the same answer, without asking again; 0s: it is always asked.':
    '在此时长内，同样的查询直接使用上次结果；0s：每次都查询。',
  'One statement of SQL; a value stands after a colon, `:order`, and is a parameter, never part of it.':
    '一条 SQL 语句；变量写在冒号之后（`:order`），只作为参数，绝不成为语句的一部分。',
  'One of `databases`.': '`databases` 之一。',
  'true: it may change something there; else it is refused.': 'true：允许修改数据；否则拒绝。',
  'A CSV file with headings; relative to this file. It is read again when it changes.':
    '带表头的 CSV 文件；相对于本文件。文件改变后自动重新读取。',
  'The column by which a row is found; what it must be, in full, is asked with as `key`.':
    '据以查找的列；以 `key` 给出，须完全相同。',
  'Databases of the shop that look-ups ask; the box keeps nothing in them.':
    '供查询的业务数据库；系统不在其中保存任何内容。',
  'A file of this machine.': '本机的文件。',
  'Relative to this file.': '相对于本文件。',
  'PostgreSQL.': 'PostgreSQL。',
  'The server.': '服务器。',
  'The name of the database there.': '服务器上的数据库名。',
  'As whom the box signs in there: one who may only read.': '登录所用的用户：应只有读取权限。',
  '{ environment: NAME } or { file: PATH }; default: none.': '`{ environment: 名称 }` 或 `{ file: 路径 }`；默认没有。',
  'A file with the certificates that are trusted, PEM; relative to this file. No others are then.':
    '含受信任证书的 PEM 文件；相对于本文件。此时只信任这些证书。',
  'true: encrypted, the certificate is one that the machine trusts and has the name of `host`; { ca: FILE }: one of your own; false: without, in a network of your own only.':
    'true：加密，证书须为本机所信任且名称与 `host` 一致；`{ ca: 文件 }`：由自己的证书签发；false：不加密，仅限自己的内网。',
  '{ ca: FILE }: encrypted, by a certificate of these; false: without, in a network of your own only.':
    '`{ ca: 文件 }`：加密，服务器证书须由其中的证书签发；false：不加密，仅限自己的内网。',
  'MySQL or MariaDB.': 'MySQL 或 MariaDB。',
};

/** What `spillway check` says of them, and why one fails. */
export const LOOKUP_SENTENCES: Sentences = {
  'is not how MySQL is encrypted: write { ca: FILE } with the certificates that you trust for it, as its driver compares no names, or false in a network of your own only':
    '不是 MySQL 的加密方式：其驱动程序不比对名称，请写 { ca: 文件 }（您为它信任的证书），或在自己的内网中写 false',
  'is not where a secret stands: write { environment: NAME } or { file: PATH }':
    '不是密钥的存放处：请写 { environment: 名称 } 或 { file: 路径 }',
  'is not what a value is: write one of {}, or { from: COLUMN, as: KIND }':
    '不是值的类型：请写其中之一：{}，或 { from: 列, as: 类型 }',
  'is not a web address: write http:// or https://, and the host without braces or user':
    '不是网址：请写 http:// 或 https://，主机中不得有花括号或用户名',
  'is not a web address': '不是网址',
  'is not the name of a header': '不是请求头名称',
  'is not a look-up: write url, query with database, or table with key: docs/lookups.md':
    '不是查询：请写 url，或 query 与 database，或 table 与 key：见 docs/lookups.zh-CN.md',
  'is not where a caller is transferred: write one of {}': '不是转接去处：请写其中之一：{}',
  '"{}": it does not begin with {}: write: true lets a look-up change something':
    '“{}”：语句不以 {} 开头：write: true 才允许修改数据',
  '"query": it does not begin with {}: write: true lets a look-up change something':
    '“query”：语句不以 {} 开头：write: true 才允许修改数据',
  '"{}": {}': '“{}”：{}',
  '{} names no value: write a name in braces, {order}, or {{ for a brace':
    '{} 不是变量：请在花括号中写变量名（{order}），或以 {{ 表示花括号',
  '"body": a GET has none: write method: POST, or leave it out': '“body”：GET 没有正文：请写 method: POST，或将其删除',
  '"table": {}: {}': '“table”：{}：{}',
  'it cannot be read: {}': '无法读取：{}',
  'its first line is no headings: it has no end': '第一行不是表头：没有行尾',
  'it is no text': '不是文本',
  'it has no headings': '没有表头',
  'there is no column "{}" in {}: {}': '{2} 中没有列“{1}”：{3}',
  '"{}": there is no file {}': '“{}”：没有文件 {}',
  'look-up {} is asked with "{}", which this flow does not know: write with: { {}: ... }':
    '查询 {} 需要“{}”，本流程中没有：请写 with: { {}: ... }',
  '"number": only a value that a look-up gives as `outside` is called, or digits written out':
    '“number”：只能呼叫查询以 `outside` 给出的号码，或直接写出的号码',
  'look-up {}: {}': '查询 {}：{}',
  'look-up {}: write {}': '查询 {}：请写 {}',
  'look-up {} is not asked with {}': '查询 {} 不使用 {}',
  'while something was looked up for him': '正在为其查询时',
  'a table cannot be used as it is: its rows of before stay': '表格现在的内容无法使用：保留原有内容',
  'a table was read': '已读取表格',
  'a condition of a flow could not be told': '流程的一个条件无法判断',
  '{}: NAME=VALUE would be right.': '{}：应写作 名称=值。',
  'no answer within {} ms': '{} 毫秒内没有应答',
  'the answer is longer than 64 KiB': '应答超过 64 KiB',
  'the answer is no JSON': '应答不是 JSON',
  'the server says {}': '服务器答复 {}',
  'the server leads elsewhere: status {}': '服务器要求跳转到别处：状态 {}',
  'a value would lead out of the path': '变量会改变网址的路径',
  '{} is no {}': '{} 不是{}',
  'row {} has the same "{}" as row {}': '第 {} 行的“{}”与第 {} 行相同',
  '{} is {}, an address of a network of your own: write private: true if it is meant':
    '{} 的地址 {} 属于内网：如确需使用，请写 private: true',
};

/** Words that they are made with. */
export const LOOKUP_NOUNS: Sentences = {
  database: '数据库',
  'look-up': '查询',
  value: '变量',
  'value of the look-up': '查询的值',
  'text of 1,000 characters at most': '不超过 1,000 字的文本',
  'whole number': '整数',
  number: '数字',
  'yes or no': '是或否',
  'queue of the file': '文件中的队列',
  'flow of the file': '文件中的流程',
  'agent of the file': '文件中的座席',
  'station of the file': '文件中的分机',
  'number to dial': '可拨打的号码',
};
