// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room alarm: what is wrong with the box.

export { type AlarmChange, Alarms, type BoxAlarm, type LeftAlarm } from './alarms.js';
export { ALARM_CODES, type AlarmCode, alarmText, isAlarmCode, type Severity } from './codes.js';
export { beyond, type Limit, type LimitState, limitAfter, WITHIN } from './limit.js';
