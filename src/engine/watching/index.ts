// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/watching: who keeps an eye on the box.

export { AlarmDesk, type AlarmFilter, type ListedAlarm } from './alarm-desk.js';
export { AlarmWatch } from './alarm-watch.js';
export { keepAudited } from './audit.js';
export { ClockWatch } from './clock-watch.js';
export { sumUpDays } from './day-sums.js';
export { watchExchangeLines } from './exchange-lines.js';
export { blockFrequentCallers } from './frequent-callers.js';
export { OutboxDesk } from './outbox-desk.js';
export { QuarterKeeper, sumUpDue } from './quarter-keeper.js';
export { Watch } from './watch.js';
