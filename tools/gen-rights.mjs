// SPDX-License-Identifier: GPL-2.0-or-later
// Writes the tables of docs/rights.md and docs/rights.zh-CN.md from the one table of rights. Run after `npm run build:ts`: node tools/gen-rights.mjs; `--check` says whether they are up to date.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What each right is for: English, Chinese. */
const FOR = {
  'status.read': ['how things are: queues, agents, lines, alarms', '查看状态：队列、座席、线路、告警'],
  'calls.read': [
    'calls, their timelines and routing, the list of recordings, reports',
    '通话及其时间线和路由说明、录音列表、报表',
  ],
  'callbacks.read': ['callbacks, and the evidence of consent', '回呼及同意凭证'],
  'callbacks.change': ['to make, change, import and take callbacks', '新建、修改、导入、领取回呼'],
  'records.keep': ['legal holds, and what goes when its time is over', '保全记录，以及到期清理的内容'],
  'agents.self': [
    'what an agent does himself: ready, not ready, next callback; his own figures',
    '座席自己的操作：就绪、示忙、下一条回呼；本人的数据',
  ],
  'agents.command': ['to command other agents, their calls and telephones', '操作其他座席及其通话和电话机'],
  'calls.supervise': [
    'to listen, whisper, barge in, take over; to move who waits',
    '监听、密语、强插、抢接；移动排队来电',
  ],
  'events.read': ['the stream of events', '事件流'],
  'people.manage': [
    'agents and people; beside `settings.change` also settings that give rights (`people`, `roles`, an agent’s `role`, `rights`, `supervises`)',
    '座席和人员；与 `settings.change` 同时具备时，可修改授予权限的设置（`people`、`roles`，座席的 `role`、`rights`、`supervises`）',
  ],
  'numbers.see': [
    'whole numbers at the console; without it `138****5678`',
    '在控制台看完整号码；没有此权限时显示 `138****5678`',
  ],
  'numbers.read': ['blocked numbers, and those that are never called', '黑名单和禁呼名单'],
  'numbers.change': ['to change these lists', '修改以上名单'],
  'messages.read': ['voicemail boxes and their messages', '留言信箱及其留言'],
  'messages.change': ['to save, forward and delete messages', '保存、转发、删除留言'],
  'customers.read': ['customers and their history', '客户及其历史'],
  'customers.change': ['to change a customer and his PIN', '修改客户资料和客户密码'],
  'customers.files': ['all customers as a file, in and out', '整批导出、导入客户'],
  'hours.change': [
    'to close early and open again (a greeting by its name, not by a path); surge by hand',
    '提前下班、恢复营业（问候语只能用名称，不能用路径）；手动浪涌',
  ],
  'lines.service': ['to busy out, drain and test lines', '闭塞、平滑停用、测试线路'],
  'wire.read': ['signalling as it passes', '查看信令'],
  'settings.read': ['settings and their history, secrets blotted out', '设置及其历史（密码等涂去）'],
  'settings.change': [
    'to change and undo settings (undo: with `people.manage`), read the file anew, deal with the outbox',
    '修改、撤销设置（撤销还需 `people.manage`），重读配置文件，处理发件箱',
  ],
  'prompts.change': ['to put prompts of the shop’s own', '更换提示音'],
  'recordings.hear': [
    'at the console: to play a recording (noted in the audit), notes and tags',
    '在控制台播放录音（记入审计）、做标注和标签',
  ],
  'recordings.download': [
    'at the console: to keep a recording as a file (noted in the audit)',
    '在控制台下载录音（记入审计）',
  ],
  'reports.export': ['reports and lists of calls as files (CSV, Excel)', '把报表和通话清单存成文件（CSV、Excel）'],
  'reports.print': ['to print a report, or to take it away for paper (PDF)', '打印报表或存成 PDF'],
  'reports.distribute': [
    'which reports go to whom by mail (`reports` of the file), and one now',
    '规定报表发给谁（配置文件的 `reports`），并可立即发送',
  ],
  'reports.define': ['to save, change and remove custom reports', '保存、修改、删除自定义报表'],
  'recordings.delete': ['to delete recordings before their time', '提前删除录音'],
  'quality.review': ['to judge calls, coach, see trends', '质检评分、辅导、趋势'],
  'personal.manage': ['personal data of a number: found, given, erased', '按号码查找、导出、删除个人信息'],
  'backups.manage': [
    'backups are made and tried, never taken away by the browser',
    '制作和检验备份；备份不能由浏览器下载',
  ],
  'audit.read': ['at the console: who did what, and what was refused', '在控制台查看谁做了什么、什么被拒绝'],
  'audit.note': [
    'what only the web process does, such as a recording that was heard',
    '只有 Web 进程做的事，例如录音被收听',
  ],
};

const PAGES = [
  { file: 'rights.md', of: 0, head: '| right | for what | commands | roles |' },
  { file: 'rights.zh-CN.md', of: 1, head: '| 权限 | 用途 | 命令 | 角色 |' },
];

const args = process.argv.slice(2);
const from = args.find((arg) => !arg.startsWith('--')) ?? '../dist';
const { COMMANDS, ROLES } = await import(new URL(`${from}/access/index.js`, import.meta.url).href);
const { RIGHTS } = await import(new URL(`${from}/config/index.js`, import.meta.url).href);

for (const page of PAGES) {
  const file = fileURLToPath(new URL(`../docs/${page.file}`, import.meta.url));
  const before = readFileSync(file, 'utf8');
  const after = filled(before, 'rights', [page.head, '|---|---|---|---|', ...RIGHTS.map((right) => row(right, page))]);
  if (!args.includes('--check')) writeFileSync(file, after);
  else if (after !== before) {
    console.error(`docs/${page.file} is not what src/access/rights.ts says: run node tools/gen-rights.mjs`);
    process.exitCode = 1;
  }
}

/** @param {string} right @param {(typeof PAGES)[number]} page */
function row(right, { of }) {
  const words = FOR[/** @type {keyof typeof FOR} */ (right)];
  if (words === undefined) throw new RangeError(`tools/gen-rights.mjs has no words for ${right}`);
  const commands = Object.entries(COMMANDS).filter(([, rule]) => rule.right === right);
  const named = commands.map(
    ([name, { self }]) => `\`${name}\`${self === undefined || right === 'agents.self' ? '' : '¹'}`,
  );
  const roles = Object.keys(ROLES).filter((role) => ROLES[role].includes(right));
  return `| \`${right}\` | ${words[of]} | ${named.join(', ')} | ${roles.join(', ')} |`;
}

/** @param {string} text @param {string} name @param {readonly string[]} lines */
function filled(text, name, lines) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [at, until] = [text.indexOf(begin), text.indexOf(end)];
  if (at < 0 || until < at) throw new RangeError(`there is no place for ${name}`);
  return `${text.slice(0, at)}${begin}\n\n${lines.join('\n')}\n\n${text.slice(until)}`;
}
