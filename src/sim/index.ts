// SPDX-License-Identifier: GPL-2.0-or-later
// The simulator's door ("spillway/sim"): the public network in a box, for our tests and for integrators'.

export { type Arrival, Exchange, type Noted, type PlaceOptions } from './exchange.js';
export {
  type BoxRecords,
  type JudgedCall,
  type JudgedRequest,
  judge,
  type LostPromise,
  type Unmatched,
  type Verdict,
} from './judge.js';
export {
  type LineFaults,
  LocalExchange,
  type LocalExchangeOptions,
  type RingOptions,
  SubscriberLine,
} from './local-exchange.js';
export type { ExchangeCall, ExchangeLog } from './log.js';
export { loadVoices, Network } from './network.js';
export { OutsideCall, type Perceived } from './outside-call.js';
export { AgentAtTelephone, type AgentHabits, runCaller, runCustomer, type Voices } from './people.js';
export { Random } from './random.js';
export {
  DEFAULT_CUSTOMERS,
  type Scenario,
  type ScenarioAudio,
  type ScenarioCustomers,
  type ScenarioTelephone,
  type ScenarioTraffic,
} from './scenario.js';
export type { ExchangePlace } from './scenario-board.js';
export { readScenario, type ScenarioFile, type ScenarioRun } from './scenario-file.js';
export { type Resident, Town, type TownOptions } from './town.js';
export { Person, Telephone } from './townspeople.js';
export { type PlannedCaller, planWave } from './traffic.js';
