// SPDX-License-Identifier: GPL-2.0-or-later
// How are the rooms of a box opened? Lines, calls, stations, prompts and records over one engine and one store.

import type { Logger } from 'pino';
import { Alarms } from '../../alarm/index.js';
import type { Bus } from '../../bus/index.js';
import { Calls, type TonePlan } from '../../call/index.js';
import { type Config, spansOf } from '../../config/index.js';
import { LastAgents } from '../../customer/index.js';
import { moreInHouse, parseStationCode } from '../../dialling/index.js';
import type { ExchangeLines } from '../../fxo/index.js';
import { Prompts } from '../../ivr/index.js';
import { type Clock, Emitter, type Ids, ownChance } from '../../kernel/index.js';
import { Lines } from '../../line/index.js';
import { LookUps } from '../../lookup/index.js';
import type { MediaPort } from '../../native/index.js';
import { Outbox, SendingThread, targetsOf } from '../../outbox/index.js';
import type { Summing } from '../../report/index.js';
import { Stations } from '../../station/index.js';
import type { Store } from '../../store/index.js';
import { HoursExceptions, ListedNumbers, Records, Telephones } from '../records/index.js';
import { BoxSpeech, type SpeechPorts } from '../speech/index.js';
import { Areas } from './areas.js';
import { cadenceOf, linesOptions } from './board-options.js';
import type { Memory } from './memory.js';
import { MessageCallPort } from './message-calls.js';
import { placesOf } from './places.js';
import { type Rooms, unattended } from './rooms.js';
import { SaidSkills } from './said-skills.js';
import { codesOf, houseOf, keyOf, numberPlan } from './settings.js';
import { Tolls } from './tolls.js';

/** What the rooms are opened on. */
export interface RoomsParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly bus: Bus;
  readonly store: Store;
  readonly summing?: Summing | undefined; // see Rooms
  /** The engine as calls see it: over `exchangeLines`, where the box has any. */
  readonly media: MediaPort;
  readonly exchangeLines?: ExchangeLines;
  readonly tones: TonePlan;
  readonly memory: Memory;
  readonly ids: Ids;
  /** Folders of prompts, the site's own first. */
  readonly prompts: readonly string[];
  /** Engines of speech that a program gives. */
  readonly speech?: SpeechPorts;
}

/** Opens the rooms on the engine, in their order: whoever hears a fact first must know its line. */
export function openRooms(parts: RoomsParts): Rooms {
  const { config, clock, log, bus, store, media, tones, ids, memory, prompts } = parts;
  const plan = numberPlan(config);
  const lines = new Lines(media, clock, linesOptions(config));
  const calls = new Calls(media, clock, lines, ids);
  // The codes are those of the configuration that is in force when somebody dials.
  const more = (digits: string): boolean => {
    const code = parseStationCode(digits, codesOf(rooms.config)).kind;
    return code === 'none' ? moreInHouse(digits, houseOf(rooms.config)) : code === 'partial';
  };
  const stations = new Stations(media, clock, lines, calls, {
    stations: config.stations.map((place) => ({ ...place, ...ofItsBank(config, place.span, tones) })),
    zone: () => rooms.config.zone,
    more,
    tones,
  });
  const { customers } = memory;
  const unwritten = (error: unknown, what: string) => log.error({ err: error, what }, 'a batch could not be written');
  const records = new Records(store, clock, unwritten, {
    get: (id) => customers.get(id),
    find: (number) => customers.find(keyOf(number, rooms.plan)),
    met: (id, at) => customers.met(id, at),
  });
  const doNotCall = new ListedNumbers(memory.doNotCall, { plan, ofFile: config.doNotCall });
  const blocked = new ListedNumbers(memory.blocked, { plan, ofFile: config.blocked });
  const alarms = new Alarms(clock, ids, memory.alarms);
  const { language } = config;
  const spoken = new Prompts(media, { folders: prompts, fallback: language });
  const speech = new BoxSpeech({ ...parts.speech, config: () => rooms.config, clock, log, alarms, prompts: spoken });
  const dialogues = { prompts: spoken, clock, language, texts: speech.texts, ears: speech.ears };
  const loaded = spoken.loadAll().then((faults) => {
    for (const fault of faults) log.warn({ err: fault }, 'a prompt cannot be used');
  });
  unattended({ log }, 'loading prompts', loaded);
  const sender = new MessageCallPort(new SendingThread());
  const outbox = new Outbox({ clock, chance: ownChance(), targets: targetsOf(config), sender, left: memory.outbox });
  const lookUps = new LookUps({
    config,
    places: placesOf(() => rooms.config),
    told: ({ fault, ...told }) => {
      if (fault === undefined) log.info(told, 'a table was read');
      else log.warn({ ...told, fault }, 'a table cannot be used as it is: its rows of before stay');
    },
  });
  lookUps.failing.on(({ name, failing }) => alarms.set(failing, 'LOOKUP_FAILING', name));
  const failed = (error: unknown) => log.error({ err: error }, 'an allowance could not be written');
  const tolls = new Tolls({ clock, store, alarms, config: () => rooms.config, failed }, memory.tolls);
  const rooms: Rooms = {
    closing: false,
    tolls,
    laterCalls: memory.laterCalls,
    campOns: memory.campOns,
    lastCallers: memory.lastCallers,
    channelWanted: new Emitter<void>(),
    alarms,
    outbox,
    messageCalls: sender,
    lookUps,
    config,
    plan,
    clock,
    ids,
    log,
    media,
    ...(parts.exchangeLines && { exchangeLines: parts.exchangeLines }),
    store,
    summing: parts.summing,
    bus,
    records,
    lines,
    calls,
    stations,
    telephones: new Telephones(records, memory.telephones),
    dialogues,
    speech,
    hours: new HoursExceptions(memory.exceptions),
    saidSkills: new SaidSkills(memory.exceptions),
    doNotCall,
    blocked,
    customers,
    lastAgents: new LastAgents(),
    areas: new Areas(),
  };
  unattended({ log }, 'speaking texts in advance', speech.configured());
  return rooms;
}

/** How telephones of a bank ring, and how digits are sent to them. */
function ofItsBank(config: Config, name: string, { ringCadence }: TonePlan) {
  const bank = spansOf(config).find((span) => span.name === name);
  return { cadence: cadenceOf(bank, ringCadence), ...(bank?.kind === 'analog' && { digits: bank.dtmf }) };
}

/** The lists have the numbers of the new configuration in place of those of the old one; long ones when the promise resolves. */
export async function fillLists({ config, plan, doNotCall, blocked }: Rooms): Promise<void> {
  await Promise.all([
    doNotCall.configure({ plan, ofFile: config.doNotCall }),
    blocked.configure({ plan, ofFile: config.blocked }),
  ]);
}
