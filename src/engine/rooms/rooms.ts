// SPDX-License-Identifier: GPL-2.0-or-later
// What do the desks of the box share? Rooms that are open, and the configuration as it is now.

import type { Logger } from 'pino';
import type { Alarms } from '../../alarm/index.js';
import type { Bus } from '../../bus/index.js';
import type { Calls } from '../../call/index.js';
import type { Config } from '../../config/index.js';
import type { Directory, LastAgents } from '../../customer/index.js';
import type { NumberPlan } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { ExchangeLines } from '../../fxo/index.js';
import type { Dialogue, DialogueContext } from '../../ivr/index.js';
import type { Clock, Emitter, Ids } from '../../kernel/index.js';
import type { Lines } from '../../line/index.js';
import type { LookUps } from '../../lookup/index.js';
import type { MediaPort } from '../../native/index.js';
import type { Outbox } from '../../outbox/index.js';
import type { Summing } from '../../report/index.js';
import type { Stations } from '../../station/index.js';
import type { LaterCallRow, SettingRow, Store } from '../../store/index.js';
import type { HoursExceptions, ListedNumbers, Records, Telephones } from '../records/index.js';
import type { BoxSpeech } from '../speech/index.js';
import type { Areas } from './areas.js';
import type { MessageCallPort } from './message-calls.js';
import type { SaidSkills } from './said-skills.js';
import type { Tolls } from './tolls.js';

/** The open rooms. `config`, `plan` and the lists change when the configuration is read again. */
export interface Rooms {
  config: Config;
  plan: NumberPlan;
  /** The box ends: nothing is begun any more, and no command is taken. */
  closing: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly media: MediaPort;
  /** The FXO lines; undefined: a simulation's engine, which has none. */
  readonly exchangeLines?: ExchangeLines;
  readonly store: Store;
  readonly bus: Bus;
  readonly records: Records;
  /** Adds up records beside this thread; undefined, by a clock that is not the machine's: they are added up in it. */
  readonly summing?: Summing | undefined;
  readonly alarms: Alarms;
  /** What leaves the box. */
  readonly outbox: Outbox;
  /** Who calls for it. */
  readonly messageCalls: MessageCallPort;
  /** What flows ask outside. */
  readonly lookUps: LookUps;
  readonly lines: Lines;
  readonly calls: Calls;
  readonly stations: Stations;
  /** What was said of telephones: forwards, do not disturb, call waiting. */
  readonly telephones: Telephones;
  readonly dialogues: DialogueContext;
  /** Who speaks texts and understands callers. */
  readonly speech: BoxSpeech;
  /** What was said by hand against the hours. */
  readonly hours: HoursExceptions;
  /** What agents can do for a while, by somebody's word. */
  readonly saidSkills: SaidSkills;
  /** Canonical numbers that may not be called, and such that are not let in. */
  readonly doNotCall: ListedNumbers;
  readonly blocked: ListedNumbers;
  /** Who the shop's customers are; who served a number last; where numbers are at home. */
  readonly customers: Directory;
  readonly lastAgents: LastAgents;
  readonly areas: Areas;
  /** Calls that were to be made later when the last run ended. */
  readonly laterCalls: readonly LaterCallRow[];
  /** Who waited for whose telephone then. */
  readonly campOns: readonly Pick<SettingRow, 'key' | 'value'>[];
  /** Who had called each telephone last. */
  readonly lastCallers: readonly Pick<SettingRow, 'key' | 'value'>[];
  /** A call that must go out finds no channel: whoever can spare one gives it up. */
  readonly channelWanted: Emitter<void>;
  /** What each person has called today at the shop's cost. */
  readonly tolls: Tolls;
}

/** A script that an access number may lead to, by name. */
export type DialogueScript = (dialogue: Dialogue) => Promise<void>;

/** Throws REFUSED when the box ends: it takes no more commands. */
export function assertOpen({ closing }: Pick<Rooms, 'closing'>): void {
  if (closing) throw new TelephonyError('REFUSED', 'the box is being closed');
}

/** Runs work that nobody awaits; hang-up is its ordinary end, anything else is logged. */
export function unattended(rooms: Pick<Rooms, 'log'>, what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'LEG_CLEARED') rooms.log.error({ err: error, what }, 'unattended work failed');
  });
}
