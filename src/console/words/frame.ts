// SPDX-License-Identifier: GPL-2.0-or-later
// What do bar, rail, banners and the sign-in page say?

import type { Pairs } from './pair.js';

export const frame = {
  title: ['Spillway 呼叫中心', 'Spillway call centre'],
  workbench: ['工作台', 'Desk'],
  today: ['今日', 'Today'],
  supervise: ['监控', 'Monitor'],
  wall: ['大屏', 'Wall'],
  calls: ['来电', 'Calls'],
  recordings: ['录音', 'Recordings'],
  callbacks: ['回呼', 'Callbacks'],
  customers: ['客户', 'Customers'],
  people: ['人员', 'People'],
  lines: ['线路', 'Lines'],
  prompts: ['提示音', 'Prompts'],
  numbers: ['名单', 'Numbers'],
  settings: ['设置', 'Settings'],
  flows: ['流程', 'Flows'],
  audit: ['审计', 'Audit'],
  alarms: ['告警', 'Alarms'],
  navigation: ['主导航', 'Main navigation'],
  phoneBar: ['电话工具条', 'Phone bar'],
  skip: ['跳到内容', 'Skip to content'],

  person: ['工号', 'Person id'],
  password: ['密码', 'Password'],
  signIn: ['登录', 'Sign in'],
  signOut: ['退出登录', 'Sign out'],
  wrongSignIn: ['工号或密码不正确。请核对后重试。', 'The id or the password is wrong. Check both and try again.'],
  lockedOut: [
    '尝试次数过多，已暂时锁定，请稍后再试或联系管理员。',
    'Too many attempts: locked for a while. Try later, or ask an administrator.',
  ],
  noAnswer: ['连接不到控制台服务，请稍后重试。', 'The console’s service does not answer. Try again in a moment.'],
  signInHint: ['用工号和密码登录，密码由管理员发放。', 'Use your id and password; the administrator gives you one.'],
  ownPassword: ['请先设置自己的密码', 'First set a password of your own'],
  newPassword: ['新密码（至少 8 位）', 'New password (at least 8 characters)'],
  savePassword: ['保存密码', 'Save the password'],

  language: ['语言', 'Language'],
  otherLanguage: ['English', '中文'],
  theme: ['外观', 'Appearance'],
  light: ['浅色', 'Light'],
  dark: ['深色', 'Dark'],
  system: ['跟随系统', 'As the system'],
  keys: ['快捷键', 'Keyboard keys'],
  keysHint: ['点一行，再按想用的键。', 'Click a row, then press the key you want.'],
  keysDefault: ['恢复默认', 'Back to the usual keys'],
  pressKey: ['请按键…', 'Press a key…'],
  done: ['完成', 'Done'],
  account: ['{name} 的菜单', 'Menu of {name}'],
  ringSound: ['来电响铃', 'Sound while ringing'],

  news: ['消息', 'News'],
  newsCount: ['消息，{n} 条未读', 'News, {n} unread'],
  noNews: [
    '没有新消息。错过的来电、告警与同事留言会在这里。',
    'Nothing new. Missed calls, alarms and colleagues’ messages come here.',
  ],
  allRead: ['全部已读', 'Mark all read'],

  search: ['搜索', 'Search'],
  searchHint: ['号码、客户、通话、同事或页面…', 'A number, a customer, a call, a colleague, a page…'],
  searchNothing: [
    '没有找到“{text}”。可直接拨打或新建客户。',
    'Nothing found for “{text}”. You can dial it or add a customer.',
  ],
  searchDial: ['拨打 {number}', 'Dial {number}'],
  searchPages: ['页面', 'Pages'],
  searchPeople: ['同事', 'Colleagues'],

  lost: [
    '与控制台服务的连接自 {time} 起中断，正在重连；下面的数据停在那一刻。电话仍可在话机上接听。',
    'No connection to the console’s service since {time}, trying again; figures are as of then. Calls can be answered at the telephone.',
  ],
  boxDown: [
    '电话主机自 {time} 起没有响应。话机与来电可能不可用，请联系管理员。',
    'The box has not answered since {time}. Telephones and calls may not work; tell your administrator.',
  ],
  expired: [
    '登录已过期，请重新登录；未保存的小记已留在本机。',
    'Your session has ended: sign in again. Notes that were not saved are kept on this machine.',
  ],

  waitingHere: ['排队 {n}', 'Waiting {n}'],
  longest: ['最长 {time}', 'longest {time}'],
} as const satisfies Pairs;
