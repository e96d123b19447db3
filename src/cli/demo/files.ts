// SPDX-License-Identifier: GPL-2.0-or-later
// What do the demonstration's two sides read? The box's configuration and the exchange's scenario, written to its folder.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { packagedPrompts } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { inLanguage, type Language } from '../../kernel/index.js';
import type { ExchangePlace, ScenarioFile } from '../../sim/index.js';
import { agentId, agentPin, BANK, type DemoOptions, STATIONS, spanName, stationNumber } from './plan.js';
import { STAY_PORT, stayConfiguration } from './stay.js';

export interface DemoFiles {
  readonly directory: string;
  readonly config: string;
  readonly scenario: string;
  readonly log: string;
  readonly data: string;
  readonly socket: string;
  /** Both sides' clocks begin here in a lock-step run. */
  readonly start: number;
}

/** How the two sides meet: `board` of the box's configuration, and where the exchange is. */
export interface Wiring {
  readonly box: object;
  readonly exchange: ExchangePlace;
}

/** Real people's voices, from Debian's asterisk-core-sounds-en-wav. */
const VOICES = '/usr/share/asterisk/sounds/en_US_f_Allison';
const QUEUE = 'sales';

/** Writes both files; throws PROMPT_UNUSABLE when the recordings of people are not installed. */
export function writeDemoFiles(
  directory: string,
  options: DemoOptions,
  language: Language,
  wiring: Wiring = socketWiring(directory, options),
): DemoFiles {
  if (!existsSync(join(VOICES, 'demo-congrats.wav'))) {
    throw new TelephonyError('PROMPT_UNUSABLE', `${VOICES}: apt-get install asterisk-core-sounds-en-wav`);
  }
  const files: DemoFiles = {
    directory,
    config: join(directory, 'spillway.yaml'),
    scenario: join(directory, 'scenario.yaml'),
    log: join(directory, 'exchange.json'),
    data: join(directory, 'data'),
    socket: join(directory, 'data', 'box.sock'),
    start: Date.UTC(2026, 0, 5, 2, 0, 0),
  };
  writeFileSync(files.config, stringify(boxConfiguration(options, language, wiring)));
  writeFileSync(files.scenario, stringify(exchangeScenario(options, language, wiring)));
  return files;
}

const socketOf = (directory: string, span: string) => join(directory, `${span}.sock`);
const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Unix sockets in the run's folder: the virtual board on both sides. */
export function socketWiring(directory: string, { spans, agents }: Pick<DemoOptions, 'spans' | 'agents'>): Wiring {
  const trunks = range(spans).map((i) => ({ name: spanName(i), path: socketOf(directory, spanName(i)) }));
  const bank = { name: BANK, path: socketOf(directory, BANK), ports: agents };
  const connect = (path: string) => ({ type: 'connect', path });
  return {
    box: {
      type: 'virtual',
      spans: [
        ...trunks.map(({ name, path }) => ({ name, kind: 'e1', carrier: connect(path) })),
        { name: bank.name, kind: 'analog', ports: 'fxs', count: agents, carrier: connect(bank.path) },
      ],
    },
    exchange: { spans: trunks, bank },
  };
}

function boxConfiguration(options: DemoOptions, language: Language, { box }: Wiring): object {
  return {
    language,
    data: 'data',
    board: box,
    stations: range(options.agents).map((i) => ({ number: stationNumber(i), span: BANK, port: i + 1 })),
    accessNumbers: STATIONS.map(({ item, name }) => ({ number: item, name: inLanguage(name, language), queue: QUEUE })),
    queues: [{ name: QUEUE, wrapUp: '2s', ringTimeout: '10s', maxWait: '1min', announce: { every: '10s' } }],
    agents: range(options.agents).map((i) => ({ id: agentId(i), name: `${i + 1}`, pin: agentPin(i), queues: [QUEUE] })),
    surge: { hold: '3s', human: { min: Math.min(4, options.agents) }, grace: '1s' },
    callback: {
      attempts: 2,
      ring: '15s',
      confirm: { wait: '5s' },
      perNumber: [
        { calls: 1, within: '1s' },
        { calls: 20, within: '24h' },
      ],
      setups: 20,
      window: { hours: [{ from: '00:00', to: '24:00' }] },
      spacing: {
        busy: '3s',
        noAnswer: '5s',
        notConfirmed: '5s',
        hungUp: '5s',
        noAgent: '2s',
        congestion: '1s',
        interrupted: '1s',
      },
      maxTrunks: options.agents + 2,
      trough: { hold: '3s' },
    },
    recording: { announce: false },
    ...(options.stay && stayConfiguration(options.webPort ?? STAY_PORT, language)),
  };
}

function exchangeScenario(options: DemoOptions, language: Language, { exchange }: Wiring): ScenarioFile {
  const prompt = (name: string) => join(packagedPrompts(), language, `${name}.wav`);
  return {
    ...exchange,
    seed: options.seed,
    audio: {
      promise: prompt('surge'),
      agent: join(VOICES, 'demo-congrats.wav'),
      caller: join(VOICES, 'basic-pbx-ivr-main.wav'),
      confirm: prompt('callback-press-1'),
      keyIn: prompt('key-in-your-number'),
      keyInConfirm: prompt('confirm-1-again-2'),
      signedIn: prompt('agent-signed-in'),
    },
    traffic: {
      calls: options.calls,
      duration: options.seconds,
      accessNumbers: STATIONS.map(({ item, weight }) => ({ item, weight })),
      patience: { least: 20, most: 45 },
    },
    telephones: range(options.agents).map((i) => ({
      span: BANK,
      port: i + 1,
      signIn: `*61*${agentId(i)}*${agentPin(i)}#`,
    })),
    talk: options.talk,
    startAfter: 8,
  };
}
