// SPDX-License-Identifier: GPL-2.0-or-later
// How is a setting called, and what does it mean? By the schema's own words, in the language of who sits here.

import { chinese } from 'virtual:setting-words';
import type { SettingSchema } from '../../live/settings.js';
import { spoken } from '../../words/index.js';

/** Sections have short names in Chinese; the file's own names stand beside them. */
const SECTIONS: Readonly<Record<string, string>> = {
  language: '语言',
  country: '国家',
  areaCode: '区号',
  zone: '时区',
  calendars: '营业时间',
  accessNumbers: '接入号',
  queues: '队列',
  agents: '座席',
  people: '人员',
  surge: '浪涌',
  callbacks: '回呼',
  recording: '录音',
  board: '板卡',
  boards: '板卡',
  trunks: '外线',
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
  customers: '客户',
  telephones: '话机',
  speech: '语音',
  retention: '保存期限',
  notReady: '示忙原因',
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
  strategies: '分配策略',
};

/** What it means, in a sentence. */
export function meaningOf({ description = '' }: SettingSchema): string {
  return spoken() === 'en' ? description : (chinese[description] ?? description);
}

/** What it is called on the rail of sections. */
export function nameOf(key: string, _schema: SettingSchema): string {
  if (spoken() === 'en') return key.replace(/([A-Z])/g, ' $1').toLowerCase();
  return SECTIONS[key] ?? key;
}

/** One kind of field for each kind of value. */
export function fieldOf(schema: SettingSchema): 'choice' | 'switch' | 'number' | 'text' | 'group' | 'parts' {
  if (schema.enum !== undefined) return 'choice';
  const types = new Set([schema.type, ...(schema.anyOf ?? []).map(({ type }) => type)].flat().filter(Boolean));
  if (types.size === 1 && types.has('boolean')) return 'switch';
  if (types.size === 1 && (types.has('number') || types.has('integer'))) return 'number';
  if (schema.properties !== undefined) return 'group';
  if (types.has('array') || types.has('object')) return 'parts';
  return 'text';
}
