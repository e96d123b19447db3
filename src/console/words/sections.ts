// SPDX-License-Identifier: GPL-2.0-or-later
// What are the sections of the file called?

import { spoken } from './index.js';

/** Sections have short names in Chinese; the file's own names stand beside them. */
export const SECTIONS: Readonly<Record<string, string>> = {
  language: '语言',
  country: '国家',
  areaCode: '区号',
  zone: '时区',
  backups: '备份',
  quality: '质检',
  rates: '资费',
  reports: '报表',
  customReports: '自定义报表',
  calendars: '营业时间',
  accessNumbers: '接入号',
  queues: '队列',
  agents: '座席',
  people: '人员',
  surge: '浪涌',
  recording: '录音',
  board: '板卡',
  boards: '板卡',
  dialling: '拨号',
  prompts: '提示音',
  mail: '邮件',
  hooks: 'Web 钩子',
  log: '日志',
  data: '数据目录',
  flows: '流程',
  rules: '规则',
  watch: '监视',
  web: '控制台',
  mailboxes: '信箱',
  speech: '语音',
  retention: '保存期限',
  lookups: '查询',
  trunkGroups: '中继组',
  stations: '分机',
  areas: '归属地',
  databases: '数据库',
  profiles: '需求方案',
  skillProfiles: '技能方案',
  languageNeeds: '语言需求',
  ageing: '分数与老化',
  dayBegins: '日切',
  notReadyReasons: '示忙原因',
  callback: '回呼',
  access: '登录与锁定',
  dailyReport: '每日报表',
  dtmf: '按键检测',
  doNotCall: '禁呼名单',
  blocked: '黑名单',
  frequentCallers: '高频来电',
  restrictedNumbers: '不显示号码',
  nightSwitch: '一键夜服',
  clips: '音频片段',
  promptNumbers: '提示音编号',
  roles: '角色',
  dialCodes: '功能码',
};

/** A section on screens; its name in the file stands beside it where it is changed. */
export function sectionName(key: string): string {
  if (spoken() === 'en') return key.replace(/([A-Z])/g, ' $1').toLowerCase();
  return SECTIONS[key] ?? key;
}
