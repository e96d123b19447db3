// SPDX-License-Identifier: GPL-2.0-or-later
// How are the decoded names of DSS1 said to people? In English by taking them apart, in Chinese by the carriers' usual words.

import { type Bilingual, inLanguage, type Language } from '../../kernel/index.js';

/** Names of information elements and of their values. What is not here is an English word already, or said by taking its name apart. */
const CHINESE: Readonly<Record<string, string>> = {
  // information elements
  bearerCapability: '承载能力',
  cause: '原因',
  callState: '呼叫状态',
  channelIdentification: '信道标识',
  progressIndicator: '进展指示',
  callingNumber: '主叫号码',
  calledNumber: '被叫号码',
  connectedNumber: '连接号码',
  redirectingNumber: '改发号码',
  redirectionNumber: '改发至号码',
  display: '显示',
  keypadFacility: '键盘设施',
  dateTime: '日期时间',
  restartIndicator: '重启指示',
  sendingComplete: '发送完毕',
  facility: '设施',
  notificationIndicator: '通知指示',
  callingSubaddress: '主叫子地址',
  calledSubaddress: '被叫子地址',
  lowLayerCompatibility: '低层兼容性',
  highLayerCompatibility: '高层兼容性',
  userUser: '用户-用户信息',
  unknown: '未知',
  shift: '换码',
  // bearer
  speech: '话音',
  unrestrictedDigital: '不受限数字信息',
  restrictedDigital: '受限数字信息',
  audio3100Hz: '3.1 kHz 音频',
  digitalWithTones: '带音信号的数字信息',
  video: '视频',
  circuit: '电路方式',
  packet: '分组方式',
  // location
  user: '用户',
  privateNetworkLocal: '本地用户的专用网',
  publicNetworkLocal: '本地用户的公用网',
  transitNetwork: '转接网',
  publicNetworkRemote: '远端用户的公用网',
  privateNetworkRemote: '远端用户的专用网',
  internationalNetwork: '国际网',
  beyondInterworking: '互通点之外',
  // progress
  notEndToEndIsdn: '非端到端 ISDN',
  destinationNotIsdn: '被叫方非 ISDN',
  originNotIsdn: '主叫方非 ISDN',
  returnedToIsdn: '已返回 ISDN',
  interworking: '互通',
  inBand: '有带内信息',
  // numbers
  international: '国际',
  national: '国内',
  networkSpecific: '网络专用',
  subscriber: '本地用户',
  abbreviated: '缩位',
  data: '数据',
  telex: '用户电报',
  private: '专用',
  allowed: '允许显示',
  restricted: '限制显示',
  unavailable: '号码不可用',
  userNotScreened: '用户提供，未核对',
  userPassed: '用户提供，核对通过',
  userFailed: '用户提供，核对未通过',
  network: '网络提供',
  busy: '遇忙',
  noReply: '无应答',
  deflection: '呼叫偏转',
  outOfOrder: '终端故障',
  calledDte: '被叫终端',
  unconditional: '无条件',
  // call states
  null: '空闲',
  callInitiated: '呼叫启动',
  overlapSending: '重叠发送',
  outgoingProceeding: '呼出进行',
  callDelivered: '呼叫已送达',
  callPresent: '呼叫到达',
  callReceived: '呼叫已收到',
  connectRequest: '连接请求',
  incomingProceeding: '呼入进行',
  active: '通话',
  disconnectRequest: '拆线请求',
  disconnectIndication: '拆线指示',
  suspendRequest: '挂起请求',
  resumeRequest: '恢复请求',
  releaseRequest: '释放请求',
  callAbort: '呼叫放弃',
  overlapReceiving: '重叠接收',
  restartRequest: '重启请求',
  restart: '重启',
  // restart
  indicatedChannels: '所示信道',
  singleInterface: '单个接口',
  allInterfaces: '全部接口',
};

const ENGLISH: Readonly<Record<string, string>> = {
  audio3100Hz: '3.1 kHz audio',
  g711ALaw: 'G.711 A-law',
  g711MuLaw: 'G.711 mu-law',
  e164: 'E.164',
  notEndToEndIsdn: 'not end-to-end ISDN',
  destinationNotIsdn: 'destination is not ISDN',
  originNotIsdn: 'origin is not ISDN',
  returnedToIsdn: 'returned to ISDN',
  inBand: 'in-band information or pattern',
  privateNetworkLocal: 'private network of the local user',
  publicNetworkLocal: 'public network of the local user',
  publicNetworkRemote: 'public network of the remote user',
  privateNetworkRemote: 'private network of the remote user',
  beyondInterworking: 'network beyond the interworking point',
  allowed: 'presentation allowed',
  restricted: 'presentation restricted',
  unavailable: 'number not available',
  userNotScreened: 'user, not screened',
  userPassed: 'user, verified and passed',
  userFailed: 'user, verified and failed',
  network: 'network provided',
  calledDte: 'called DTE',
  userUser: 'user-user',
  dateTime: 'date and time',
};

/** What the engine says of frames that it could not use whole; its texts are English. */
const FAULTS: Readonly<Record<string, string>> = {
  'a frame is too short': '帧过短',
  'a frame is too long': '帧过长',
  'a frame has an unknown address': '帧地址未知',
  'an unnumbered frame of unknown type': '未知类型的无编号帧',
  'a frame has the wrong length': '帧长度错误',
  'a message is too short': '消息过短',
  'a message has an unknown protocol discriminator': '消息的协议鉴别语未知',
  'a message has a call reference of unknown length': '呼叫参考长度未知',
  'a message has an escaped type': '消息类型为扩展类型',
  'a message has the wrong kind of call reference': '消息的呼叫参考类别不对',
  'an information element runs over the end of the message': '信息单元超出消息末尾',
  'an information element is too short': '信息单元过短',
  'a number is too long and was cut': '号码过长，已截断',
  'the span is in alarm': '中继处于告警状态',
  'a frame was damaged on the line': '帧在线路上受损',
  "the board's queue is full": '板卡发送队列已满',
};

/** A name (or a number that has none) in the reader's words. */
export function word(name: string | number, language: Language): string {
  if (typeof name === 'number') return inLanguage({ en: `code ${name}`, zh: `代码 ${name}` }, language);
  const own = language === 'zh-CN' ? (CHINESE[name] ?? ENGLISH[name]) : ENGLISH[name];
  return own ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** An engine's sentence about a frame. */
export function faultWords(fault: string): Bilingual {
  return { en: fault, zh: FAULTS[fault] ?? fault };
}
