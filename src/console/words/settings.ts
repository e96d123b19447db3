// SPDX-License-Identifier: GPL-2.0-or-later
// What does the settings' page say besides the settings themselves, whose words come with their schema?

import type { Pairs } from './pair.js';

export const settings = {
  line: ['设置：先检查，再应用；每次变更都可撤销', 'Settings: check, then apply; every change can be undone'],
  changedLine: ['{n} 项修改，尚未应用', 'Changes not applied yet: {n}'],
  sections: ['分区', 'Sections'],
  file: ['配置文件', 'The file'],
  check: ['检查', 'Check'],
  apply: ['应用', 'Apply'],
  discard: ['放弃修改', 'Discard'],
  right: ['检查通过，可以应用。', 'Checked: it would be right.'],
  wrong: ['有 {n} 处问题，未写入。', 'Problems: {n}; nothing was written.'],
  applied: ['已应用，配置版本 {revision}。', 'Applied as revision {revision}.'],
  restart: ['需重启后生效：{paths}', 'Needs a restart: {paths}'],
  needsRestart: ['重启后生效', 'After a restart'],
  nextCall: ['下一个呼叫起', 'From the next call'],
  conflict: [
    '文件刚被别人改过，已读入最新内容；请核对您的修改后再应用。',
    'Somebody has just changed the file; here is what stands now. Check your changes again.',
  ],
  usual: ['默认 {value}', 'usually {value}'],
  reset: ['用默认值', 'Use the default'],
  json: ['此项结构较复杂，按 JSON 修改。', 'This one has parts: change it as JSON.'],
  lines: ['每行一个', 'One on each line'],
  notJson: ['不是有效的 JSON', 'No valid JSON'],
  history: ['变更历史', 'History'],
  noHistory: ['还没有变更。', 'No changes yet.'],
  who: ['{who} · {time}', '{who} · {time}'],
  now: ['当前', 'now'],
  difference: ['差异', 'Difference'],
  undo: ['恢复到此版本', 'Go back to this'],
  undoSure: ['配置将恢复为这个版本并立即生效。确定？', 'The file becomes this revision’s, at once. Do it?'],
  atLine: ['第 {line} 行', 'line {line}'],
  entries: ['{n} 项', '{n} entry | {n} entries'],
} as const satisfies Pairs;
