// SPDX-License-Identifier: GPL-2.0-or-later
// What do others say that reaches our readers? The reader of YAML, and the operating system.

import type { Sentences } from './translate.js';

/** Of the library `yaml`. */
const YAML: Sentences = {
  'All mapping items must start at the same column': '同一小节的各行须从同一列开始',
  'All sequence items must start at the same column': '列表各项须从同一列开始',
  'Nested mappings are not allowed in compact mappings': '一行中不能再写一个“键: 值”：值中有冒号时请加引号',
  'A block sequence may not be used as an implicit map key': '列表不能作为键',
  'Implicit map keys need to be followed by map values': '键后面须有“: 值”',
  'Implicit keys need to be on a single line': '键须写在一行内',
  'Implicit keys of flow sequence pairs need to be on a single line': '键须写在一行内',
  'Map keys must be unique': '同一小节中的键不能重复',
  'Tabs are not allowed as indentation': '不能用制表符缩进：请用空格',
  'Missing closing "quote': '缺少右引号 "',
  "Missing closing 'quote": "缺少右引号 '",
  'Missing , between {} items': '各项之间缺少逗号',
  'Missing , or : between {} items': '各项之间缺少逗号或冒号',
  'Missing space after : in {}': '冒号后缺少空格',
  'Sequence item without - indicator': '列表项缺少开头的“-”',
  'Flow {} in block collection must be sufficiently indented and end with a {}': '括号未闭合：缺少 {2}，或缩进不足',
  'Flow {} must end with a {}': '括号未闭合：缺少 {2}',
  'Flow end indicator should be more indented than parent': '右括号的缩进须大于上一层',
  'Plain value cannot start with {}': '值不能以 {} 开头：请加引号',
  'Plain value cannot start with {} character {}': '值不能以 {2} 开头：请加引号',
  'Invalid escape sequence {}': '无效的转义 {}',
  'Unresolved alias (the anchor must be set before the alias): {}': '别名 {} 没有定义（须先定义后使用）',
  'Unresolved tag: {}': '没有类型 {}',
  'Unexpected scalar at node end': '此处多出内容',
  'Unexpected {} at node end': '此处多出内容',
  'Unexpected scalar token in YAML stream: {}': '此处不应有 {}',
  'Unexpected flow-seq-end token in YAML stream: {}': '此处不应有 {}',
  'Unexpected flow-map-end token in YAML stream: {}': '此处不应有 {}',
  'Unexpected {} token': '此处不应有的内容',
  'Unexpected {} in {}': '此处不应有 {}',
  'Comments must be separated from other tokens by white space characters': '注释符 # 之前须有空格',
  'Tags and anchors must be separated from the next token by white space': '标记之后须有空格',
  'Block scalar values in collections must be indented': '多行文本须缩进',
  'Excessive alias count indicates a resource exhaustion attack': '别名过多',
};

/** Of the library `modern-tar`, behind the archive's name. */
const TAR: Sentences = {
  '{}: Tar archive is truncated.': '{}：文件不完整。',
  '{}: Invalid tar header.': '{}：不是 tar 归档文件。',
  '{}: Invalid tar header checksum.': '{}：不是 tar 归档文件，或已损坏。',
  '{}: Invalid tar number.': '{}：归档文件已损坏。',
  '{}: Invalid EOF.': '{}：文件不完整。',
};

const errors: Readonly<Record<string, string>> = {
  'ENOENT: no such file or directory': '没有该文件或目录',
  'EACCES: permission denied': '没有权限',
  'EPERM: operation not permitted': '不允许该操作',
  'EISDIR: illegal operation on a directory': '这是目录，不是文件',
  'ENOTDIR: not a directory': '路径中有一段不是目录',
  'ENOSPC: no space left on device': '磁盘已满',
  'EROFS: read-only file system': '文件系统只读',
  'EEXIST: file already exists': '文件已存在',
  'EIO: i/o error': '磁盘读写出错',
  'EADDRINUSE: address already in use': '地址已被占用',
};

/** Of the operating system, by way of Node: what it was doing follows. */
const SYSTEM: Sentences = Object.fromEntries(
  Object.entries(errors).flatMap(([english, chinese]) => [
    [english, chinese],
    [`${english}, {}`, `${chinese}（{}）`],
    [`${english} {}`, `${chinese}（{}）`],
  ]),
);

export const FOREIGN: Sentences = { ...YAML, ...TAR, ...SYSTEM };
