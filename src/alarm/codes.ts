// SPDX-License-Identifier: GPL-2.0-or-later
// What can be wrong with a running box? The one table of alarms; docs/operating.md says what to do about each.

import type { Bilingual } from '../kernel/index.js';

/** `critical`: calls are lost. `major`: part of the service is. `minor`: look after it soon. */
export type Severity = 'critical' | 'major' | 'minor';

interface Entry {
  readonly severity: Severity;
  /** In words; `{}` stands for the subject. */
  readonly text: Bilingual;
}

const entry = (severity: Severity, en: string, zh: string): Entry => ({ severity, text: { en, zh } });

/** Every alarm by its code. A subject says which one it is: a span, a channel, a target. */
export const ALARM_CODES = {
  SPAN_LOSS_OF_SIGNAL: entry('critical', 'span {}: loss of signal', '中继 {}：信号丢失'),
  SPAN_RED: entry('critical', 'span {}: red alarm, no usable signal arrives', '中继 {}：红色告警，收不到可用信号'),
  SPAN_YELLOW: entry(
    'critical',
    'span {}: yellow alarm, the far end does not hear us',
    '中继 {}：黄色告警，对端收不到本端信号',
  ),
  SPAN_BLUE: entry('critical', 'span {}: blue alarm, the far end sends no calls', '中继 {}：蓝色告警，对端未送出业务'),
  SPAN_LOOPBACK: entry('critical', 'span {}: looped back', '中继 {}：处于环回状态'),
  SPAN_NOT_OPEN: entry(
    'critical',
    'span {}: the driver has taken it away; it is opened again when it is back',
    '中继 {}：驱动已将其移除；恢复后将自动重新打开',
  ),
  SPAN_RECOVERING: entry(
    'minor',
    'span {}: recovering, the signal is back and calls go on',
    '中继 {}：正在恢复，信号已恢复，通话继续',
  ),
  D_CHANNEL_DOWN: entry('critical', 'span {}: D-channel down', '中继 {}：D 信道中断'),
  CHANNEL_NOT_RESTARTED: entry(
    'major',
    'span {}: the exchange did not acknowledge that a channel was restarted; it takes no calls',
    '中继 {}：交换机未确认信道重启，该信道暂不接续',
  ),
  SPAN_WITHOUT_CHANNELS: entry('critical', 'span {}: no channel is in service', '中继 {}：没有可用信道'),
  LINE_NO_BATTERY: entry('major', 'line {}: no battery voltage from the exchange', '模拟线 {}：交换机侧无馈电'),
  LINE_NO_DIAL_TONE: entry(
    'major',
    'line {}: no dial tone; it is tried again after a while, longer each time',
    '模拟线 {}：无拨号音；间隔逐次加长后再试',
  ),
  LINE_FALSE_RING: entry('minor', 'line {}: it rang, and nobody called', '模拟线 {}：有铃流而无来电'),
  CALLER_ID_DAMAGED: entry(
    'minor',
    'line {}: who calls came damaged from the exchange; the call is taken without a number',
    '模拟线 {}：主叫信息损坏，按无号码接听',
  ),
  LINE_IN_USE: entry(
    'minor',
    'line {}: somebody talks where the dial tone should be: another telephone is on it, or wires are crossed',
    '模拟线 {}：应有拨号音处有人讲话：有并机话机占用，或线路串接',
  ),
  TELEPHONE_OFF_HOOK: entry(
    'minor',
    'station {}: lifted for long without a call, or its line is shorted; it cannot be rung',
    '分机 {}：久未挂机，或线路短路；无法振铃',
  ),
  TELEPHONE_PORT_DEAD: entry(
    'major',
    'station {}: its port has no voltage: the module is dead, or the line is shorted; it cannot be rung',
    '分机 {}：端口无馈电，模块损坏或线路短路；无法振铃',
  ),
  BOARD_FAILED: entry('critical', 'the board cannot go on: {}', '板卡无法继续工作：{}'),
  DISK_FULL: entry('critical', 'disk: no space for new promises', '磁盘：空间不足，暂不承诺回呼'),
  DISK_SLOW: entry('major', 'disk: it does not follow ({})', '磁盘：写入过慢（{}）'),
  STORE_HELD: entry(
    'critical',
    'store: another program holds the database: {}; nothing is promised, records wait in memory',
    '存储：数据库被其他程序占用：{}；暂不承诺回呼，记录暂存于内存',
  ),
  STORE_READ_ONLY: entry(
    'critical',
    'store: the database is read-only; nothing is promised, records wait in memory',
    '存储：数据库只读；暂不承诺回呼，记录暂存于内存',
  ),
  STORE_REPLACED: entry(
    'critical',
    'store: the database file was moved, deleted or overwritten while the box runs: put it back, or stop the box; records wait in memory',
    '存储：数据库文件在运行中被移走、删除或覆盖：请放回原文件或停止系统；记录暂存于内存',
  ),
  STORE_FAILING: entry(
    'critical',
    'store: the database cannot be written; nothing is promised, records wait in memory',
    '存储：数据库无法写入；暂不承诺回呼，记录暂存于内存',
  ),
  STORE_BACKLOG_FULL: entry(
    'critical',
    'store: too much waits to be written; new calls are refused, those that are up go on',
    '存储：待写入的记录过多；新来电被拒绝，已建立的通话不受影响',
  ),
  EARLY_MEDIA_UNTESTED: entry(
    'minor',
    'trunk group {}: earlyMedia is on, but no test has shown that callers hear it; they are answered',
    '中继组 {}：已开通 earlyMedia，但尚未测试主叫能否听到；来电按应答后承诺',
  ),
  PROMISE_REFUSED: entry('major', 'a callback could not be promised ({})', '无法承诺回呼（{}）'),
  RECORDING_FAILED: entry(
    'major',
    'disk: a recording could not be written; calls go on unrecorded',
    '磁盘：录音无法写入；通话继续但未录音',
  ),
  RECORDING_KEYS: entry(
    'major',
    'recordings: their key cannot be read; they stay unsealed',
    '录音：无法读取密钥；录音暂未加密',
  ),
  RECORDING_ARCHIVE: entry('minor', 'recordings: old ones cannot be carried to the archive', '录音：无法移入归档目录'),
  HANDLER_FAILED: entry(
    'major',
    'a program that listens to calls has failed ({}); only its call was cleared, with cause 41',
    '监听通话的程序出错（{}）；仅清除了该通话（原因值 41）',
  ),
  OVERLOADED: entry(
    'major',
    'the machine does not keep up: level meters, then listening for speech, then for tones, are given up; calls go on',
    '主机处理不及：依次停止电平表、语音检测、信号音检测；通话不受影响',
  ),
  TICKS_SKIPPED: entry('major', 'the machine does not keep up: ticks are skipped', '主机处理不及：有节拍被跳过'),
  FACTS_LOST: entry('major', 'the machine does not keep up: facts were lost', '主机处理不及：有事件丢失'),
  SLIPS: entry('minor', 'span {}: many slips, the clocks part', '中继 {}：滑码过多，时钟不同步'),
  CLOCK_STEPPED: entry(
    'minor',
    'clock: the system time was stepped; the box follows when it has stayed so for a minute',
    '时钟：系统时间被调整；稳定一分钟后系统将跟随',
  ),
  CLOCK_UNSYNCHRONISED: entry(
    'minor',
    'clock: nobody has kept the system time right for an hour; times of calls may be wrong',
    '时钟：系统时间超过一小时未同步；通话时间可能不准',
  ),
  TOLL_LIMIT: entry(
    'major',
    'person {}: more calls at your cost than one may make on one day; they are refused until midnight',
    '{}：当日计费呼叫超过个人限额；午夜前不再放行',
  ),
  REPORT_SUMS_DIFFER: entry(
    'minor',
    "reports: yesterday's sums differed from the records; they are made anew",
    '报表：昨日汇总与原始记录不一致；正在重新汇总',
  ),
  REPORT_NOT_MADE: entry(
    'minor',
    'report {}: it could not be made and was not sent; it is tried again each minute',
    '报表 {}：无法生成，尚未发送；每分钟重试',
  ),
  OUTBOX_FAILING: entry(
    'minor',
    'outbox: {} takes no messages; they are kept and tried again',
    '消息发送：{} 未接收；消息保留并重试',
  ),
  SYNTHESIS_FAILING: entry(
    'minor',
    'speech: the engine that speaks texts fails; callers hear what stands in their place',
    '语音：语音合成引擎出错；来电者改听替代的提示音',
  ),
  RECOGNITION_FAILING: entry(
    'minor',
    'speech: the engine that understands callers fails; they go on by keys',
    '语音：语音识别引擎出错；来电者仍可按键',
  ),
  LOOKUP_FAILING: entry(
    'minor',
    'look-up {}: it fails; callers go on where their flow says',
    '查询 {}：连续失败；来电者按流程的设定继续',
  ),
  BREAK_TOO_LONG: entry('minor', 'agent {}: the break is longer than its reason allows', '座席 {}：小休超时'),
  BREAKS_TOO_MANY: entry(
    'minor',
    'queue {}: more agents are on a break than the file allows',
    '队列 {}：同时小休的座席超过上限',
  ),
  STATION_FAILED: entry(
    'minor',
    'agent {}: his telephone could not be had; nothing is offered to him until he is ready again',
    '座席 {}：话机无法接通；示闲之前不再分配来电',
  ),
  AREAS_WRONG: entry(
    'minor',
    'the file of areas has errors, and what was known before holds: {}',
    '归属地文件有错误，仍用原有内容：{}',
  ),
  LIMIT_MINOR: entry('minor', 'watched figure: {}', '监视的指标：{}'),
  LIMIT_MAJOR: entry('major', 'watched figure: {}', '监视的指标：{}'),
  LIMIT_CRITICAL: entry('critical', 'watched figure: {}', '监视的指标：{}'),
} as const satisfies Readonly<Record<string, Entry>>;

/** Which alarm it is, for programs: a key of `ALARM_CODES`. */
export type AlarmCode = keyof typeof ALARM_CODES;

/** The alarm in words, in both languages. */
export function alarmText(code: AlarmCode, subject: string): Bilingual {
  const { en, zh } = ALARM_CODES[code].text;
  return { en: en.replace('{}', () => subject), zh: zh.replace('{}', () => subject) };
}

/** Whether this version knows the code: a row may be of a later one. */
export function isAlarmCode(code: string): code is AlarmCode {
  return Object.hasOwn(ALARM_CODES, code);
}
