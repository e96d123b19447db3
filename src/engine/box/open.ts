// SPDX-License-Identifier: GPL-2.0-or-later
// How is a box opened? Store and repair first, then the board; from then on every call is taken.

import pino, { type Logger } from 'pino';
import { Access } from '../../access/index.js';
import { Bus } from '../../bus/index.js';
import { tonesOf } from '../../call/index.js';
import {
  type Config,
  ConfigFile,
  type ConfigInput,
  hintLine,
  packagedPrompts,
  readConfig,
} from '../../config/index.js';
import { type Clock, Ids, SystemClock, type VirtualClock } from '../../kernel/index.js';
import { type MediaPort, NativeMedia, planOf, repairRecording, toneZone, zoneOf } from '../../native/index.js';
import { openStore, repair, type Store } from '../../store/index.js';
import { type DialogueScript, engineOptions, remember } from '../rooms/index.js';
import { Box } from './box.js';
import { VERSION } from './version.js';

/** How a box is opened. */
export interface OpenOptions {
  /** The path of a configuration file (`ConfigFile`: one that was read already), or what would stand in it. */
  readonly config: string | ConfigFile | ConfigInput;
  /** Scripts that access numbers lead to with `menu: NAME`. */
  readonly dialogues?: Readonly<Record<string, DialogueScript>>;
  /** Default: no log. Numbers, names and digits stand in fields called `personal`; it is yours to redact them. */
  readonly log?: Logger;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Run by steps at `speed` times real time, in lock-step with the far ends (virtual board only); 0: as fast as it goes. */
  readonly lockStep?: { readonly clock: VirtualClock; readonly speed: number };
  /** An engine that somebody else steps and closes, such as a `Town` of spillway/sim: of the board the configuration then only names the spans. */
  readonly media?: MediaPort;
}

function configuration({ config, dialogues = {} }: OpenOptions, log: Logger): Config {
  const menus = Object.keys(dialogues);
  if (typeof config !== 'string' && !(config instanceof ConfigFile)) return readConfig(config, { menus });
  const file = typeof config === 'string' ? ConfigFile.open(config, { menus }) : config;
  logHints(file, log);
  return file.current;
}

/** Logs what should be written otherwise in the file. */
export function logHints({ hints }: ConfigFile, log: Logger): void {
  for (const hint of hints) log.warn({ hint: hintLine(hint, 'en') }, 'the configuration has an old form');
}

/**
 * Opens a box: it takes calls when this resolves. Rejects with CONFIG_INVALID, with a STORE_... fault of the data
 * directory, with a BOARD_... fault of the card, or with NATIVE_MISSING; what was opened until then is closed again.
 */
export async function open(options: OpenOptions): Promise<Box> {
  const log = options.log ?? pino({ level: 'silent' });
  const config = configuration(options, log);
  const clock = options.lockStep?.clock ?? options.clock ?? new SystemClock();
  const bus = new Bus((error) => log.error({ err: error }, 'a listener of the bus failed'));
  const tones = tonesOf(config.country);
  const migrating = (done: number, of: number) => log.info({ done, of }, 'bringing the database to this version');
  const store = await openStore({ directory: config.data, clock, bus, migrating });
  try {
    await repairStore(store, config, clock, log);
    const memory = await remember(store, VERSION, clock.now());
    const access = await Access.open(store, config.agents, config.access);
    const stepped = options.lockStep !== undefined;
    const warn = (message: string) => log.warn(message);
    const tuned = { ...engineOptions(config, stepped, clock.now()), tones: planOf(toneZone(zoneOf(config.country))) };
    const media = options.media ?? new NativeMedia(tuned, { warn });
    return new Box({
      config,
      clock,
      log,
      bus,
      store,
      media,
      tones,
      memory,
      access,
      ids: new Ids(clock),
      prompts: [...(config.prompts ? [config.prompts] : []), packagedPrompts()],
      dialogues: options.dialogues ?? {},
      ownsMedia: options.media === undefined,
      ...(options.lockStep && { lockStep: options.lockStep }),
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Ends honestly what a crash left, and says so. */
async function repairStore(store: Store, config: Config, clock: Clock, log: Logger): Promise<void> {
  const mendFile = (path: string) => repairRecording(path);
  const report = await repair(store, { at: Math.round(clock.now()), recordings: config.recording.directory, mendFile });
  const found =
    report.calls + report.legs + report.leases + report.attempts + report.recordings + report.orphans.length;
  if (found > 0) log.warn({ ...report, orphans: report.orphans.length }, 'repaired what the last run left');
}
