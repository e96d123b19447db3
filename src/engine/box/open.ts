// SPDX-License-Identifier: GPL-2.0-or-later
// How is a box opened? Store and repair first, then the board; from then on every call is taken.

import type { Logger } from 'pino';
import { Access } from '../../access/index.js';
import { Bus } from '../../bus/index.js';
import { tonesOf } from '../../call/index.js';
import {
  type Config,
  ConfigFile,
  type ConfigInput,
  hintLine,
  ownPrompts,
  packagedPrompts,
  readConfig,
  suggestion,
} from '../../config/index.js';
import { type Clock, Emitter, Ids, SystemClock, seededChance, VERSION, type VirtualClock } from '../../kernel/index.js';
import { type MediaPort, NativeMedia, planOf, repairRecording, toneZone, zoneOf } from '../../native/index.js';
import { Summing } from '../../report/index.js';
import type { Recognizer, Synthesizer } from '../../speech/index.js';
import { openStore, repair, type Store } from '../../store/index.js';
import type { FlowFunction } from '../inbound/index.js';
import { type DialogueScript, engineOptions, openExchangeLines, ownLines, remember } from '../rooms/index.js';
import { Box } from './box.js';
import { type BoxProblem, standardLog, tellingLog } from './told.js';

/** How a box is opened. */
export interface OpenOptions {
  /** The path of a configuration file (`ConfigFile`: one that was read already), or what would stand in it. */
  readonly config: string | ConfigFile | ConfigInput;
  /** Scripts that access numbers lead to with `menu: NAME`. */
  readonly dialogues?: Readonly<Record<string, DialogueScript>>;
  /** What flows of the file can call with `call: NAME`: it gets what is known of the caller, and gives one more value. */
  readonly functions?: Readonly<Record<string, FlowFunction>>;
  /** Speaks the texts of flows and dialogues in place of the engine of the file. */
  readonly synthesizer?: Synthesizer;
  /** Understands what callers say in place of the engine of the file. */
  readonly recognizer?: Recognizer;
  /** Default: warnings and errors on standard error. Numbers, names and digits stand in fields called `personal`; it is yours to redact them. */
  readonly log?: Logger;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Of the chance in the names of calls and all else; default: one that nobody knows. The same seed, clock and calls write the same bytes. */
  readonly seed?: number;
  /** Run by steps at `speed` times real time, in lock-step with the far ends (virtual board only); 0: as fast as it goes. */
  readonly lockStep?: { readonly clock: VirtualClock; readonly speed: number };
  /** An engine that somebody else steps and closes, such as a `Town` of spillway/sim: of the board the configuration then only names the spans. */
  readonly media?: MediaPort;
}

const OPTIONS: readonly (keyof OpenOptions)[] = [
  'config',
  'dialogues',
  'functions',
  'synthesizer',
  'recognizer',
  'log',
  'clock',
  'seed',
  'lockStep',
  'media',
];

/** For programs that no compiler has checked. */
function assertOptions(options: OpenOptions): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('open: its one argument is an object with "config"');
  for (const name of Object.keys(options)) {
    if (!OPTIONS.some((known) => known === name))
      throw new TypeError(`open: "${name}" is no option: ${suggestion(name, OPTIONS)}`);
  }
  const { config } = options as { readonly config?: unknown };
  if (typeof config === 'string' || (typeof config === 'object' && config !== null)) return;
  throw new TypeError(
    'open: "config" is missing: the path of a configuration file, or an object of what would stand in it',
  );
}

function configuration({ config, dialogues = {}, functions = {}, recognizer }: OpenOptions, log: Logger): Config {
  const known = { menus: Object.keys(dialogues), functions: Object.keys(functions), hears: recognizer !== undefined };
  if (typeof config !== 'string' && !(config instanceof ConfigFile)) return readConfig(config, known);
  const file = typeof config === 'string' ? ConfigFile.open(config, known) : config;
  logHints(file, log);
  return file.current;
}

/** Logs what should be written otherwise in the file. */
export function logHints({ hints }: ConfigFile, log: Logger): void {
  for (const hint of hints) log.warn({ hint: hintLine(hint, 'en') }, 'a hint about the configuration');
}

/**
 * Opens a box: it takes calls when this resolves. Rejects with CONFIG_INVALID, with a STORE_... fault of the data
 * directory, with a BOARD_... fault of the card, or with NATIVE_MISSING; what was opened until then is closed again.
 */
export async function open(options: OpenOptions): Promise<Box> {
  assertOptions(options);
  const problems = new Emitter<BoxProblem>();
  const log = tellingLog(options.log ?? standardLog(), problems);
  const config = configuration(options, log);
  const clock = options.lockStep?.clock ?? options.clock ?? new SystemClock();
  const bus = new Bus((error) => log.error({ err: error }, 'a listener of the bus failed'));
  const tones = tonesOf(config.country);
  const migrating = (done: number, of: number) => log.info({ done, of }, 'bringing the database to this version');
  const store = await openStore({ directory: config.data, clock, bus, migrating });
  try {
    await repairStore(store, config, clock, log);
    const memory = await remember(store, VERSION, clock, config.zone);
    const access = await Access.open(store, config.agents, config.access);
    const stepped = options.lockStep !== undefined;
    const warn = (message: string) => log.warn(message);
    const asked = engineOptions(config, stepped, clock.now(), tones.ringCadence);
    const tuned = { ...asked, tones: planOf(toneZone(zoneOf(config.country))), ...ownLines(config) };
    const engine = options.media ?? new NativeMedia(tuned, { warn });
    const exchangeLines = openExchangeLines(engine, config, clock);
    return new Box({
      config,
      clock,
      log,
      bus,
      store,
      media: exchangeLines?.port ?? engine,
      ...(exchangeLines && { exchangeLines }),
      tones,
      memory,
      access,
      problems,
      ids: options.seed === undefined ? new Ids(clock) : new Ids(clock, seededChance(options.seed)),
      prompts: [ownPrompts(config), packagedPrompts()],
      dialogues: options.dialogues ?? {},
      functions: options.functions ?? {},
      speech: {
        ...(options.synthesizer && { synthesizer: options.synthesizer }),
        ...(options.recognizer && { recognizer: options.recognizer }),
      },
      ownClock: clock instanceof SystemClock,
      summing: clock instanceof SystemClock ? new Summing(config.data) : undefined,
      ownsMedia: options.media === undefined,
      ...(options.lockStep && { lockStep: options.lockStep }),
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What a box stands on that somebody else has opened, and closes. */
export interface Grounds {
  readonly config: Config;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly store: Store;
  readonly media: MediaPort;
  readonly log: Logger;
  readonly seed: number;
}

/** A box over a store and an engine that are open already, such as those of a simulation; nothing is repaired. It closes the store. */
export async function openOn({ config, clock, bus, store, media, seed, ...given }: Grounds): Promise<Box> {
  const problems = new Emitter<BoxProblem>();
  const log = tellingLog(given.log, problems);
  const memory = await remember(store, VERSION, clock, config.zone);
  const access = await Access.open(store, config.agents, config.access);
  return new Box({
    ...{ config, clock, log, bus, store, media, memory, access, problems },
    ...{ tones: tonesOf(config.country), ids: new Ids(clock, seededChance(seed)) },
    ...{ prompts: [ownPrompts(config), packagedPrompts()], dialogues: {}, ownClock: false, ownsMedia: false },
  });
}

/** Ends honestly what a crash left, and says so. */
async function repairStore(store: Store, config: Config, clock: Clock, log: Logger): Promise<void> {
  const mendFile = (path: string) => repairRecording(path);
  const report = await repair(store, { at: Math.round(clock.now()), recordings: config.recording.directory, mendFile });
  const found =
    report.calls + report.legs + report.leases + report.attempts + report.recordings + report.orphans.length;
  if (found > 0) log.warn({ ...report, orphans: report.orphans.length }, 'repaired what the last run left');
}
