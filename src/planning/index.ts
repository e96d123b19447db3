// SPDX-License-Identifier: GPL-2.0-or-later
// The planner's door: how large a centre must be, what a wave needs, how many calls will come.

export { CallHistory, type ReadHistory, readHistory } from './call-history.js';
export {
  agentsFor,
  channelsFor,
  erlangB,
  erlangC,
  type Offered,
  trafficOn,
  type Waiting,
  waitingForEver,
  waitingWithPatience,
} from './erlang.js';
export { type Day, type Forecast, type ForecastError, forecastOf, type Learning, QUARTERS } from './forecast.js';
export { type PartCost, type QuestionPart, questionCost } from './question.js';
export { daysFrom, type RosterDay, rosterDay, type Shift, shiftAt, type WrittenShift } from './roster.js';
export { type OtherServices, type Service, type ServiceName, type Services, servicesOf } from './services.js';
export { type Demand, demandOf, type Plan, type Population, planOf, type Sizing, type Staffing } from './sizing.js';
export { type Kept, type Storage, storageOf } from './storage.js';
export { callsAnHour, type Wave, type WaveOutcome, waveOf } from './wave.js';
