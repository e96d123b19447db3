// SPDX-License-Identifier: GPL-2.0-or-later
// What does the box of a crash test read? One E1 and a bank of telephones, tuned so that waves and troughs follow each
// other within seconds.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { packagedPrompts } from '../../src/config/index.js';
import { writeVoice } from '../support/wav.js';

export const TRUNK = 'e1';
export const BANK = 'bank';
export const ACCESS_NUMBERS = ['4008001111', '4008002222'] as const;

/** Where things are in the run's folder. */
export interface CrashFiles {
  readonly folder: string;
  readonly config: string;
  readonly data: string;
  readonly recordings: string;
  readonly control: string;
  readonly log: string;
  readonly sockets: { readonly [TRUNK]: string; readonly [BANK]: string };
  /** Sounds that people know. */
  readonly audio: Readonly<
    Record<'promise' | 'agent' | 'caller' | 'confirm' | 'keyIn' | 'keyInConfirm' | 'signedIn', string>
  >;
}

/** Writes the configuration and the voices. `board`: of a card that has both spans; else they are sockets. */
export function writeFiles(folder: string, agents: number, board?: object): CrashFiles {
  mkdirSync(folder, { recursive: true });
  const inFolder = (name: string) => join(folder, name);
  const packaged = (name: string) => join(packagedPrompts(), 'en', `${name}.wav`);
  const files: CrashFiles = {
    folder,
    config: inFolder('spillway.yaml'),
    data: inFolder('data'),
    recordings: inFolder('data/recordings'),
    control: inFolder('data/box.sock'),
    log: inFolder('box.log'),
    sockets: { [TRUNK]: inFolder('e1.sock'), [BANK]: inFolder('bank.sock') },
    audio: {
      promise: inFolder('promise.wav'),
      agent: inFolder('agent.wav'),
      caller: inFolder('caller.wav'),
      confirm: inFolder('prompts/en/callback-press-1.wav'),
      signedIn: inFolder('prompts/en/agent-signed-in.wav'),
      keyIn: packaged('key-in-your-number'),
      keyInConfirm: packaged('confirm-1-again-2'),
    },
  };
  mkdirSync(inFolder('prompts/en'), { recursive: true });
  const { promise, agent, caller, confirm, signedIn } = files.audio;
  const short = [confirm, signedIn, inFolder('prompts/en/callback-greeting.wav')];
  [promise, agent, caller, ...short].forEach((file, i) => {
    writeVoice(file, 77 + i, i < 3 ? 1_500 : 400);
  });
  writeFileSync(files.config, stringify({ ...configuration(files, agents), ...(board && { board }) }));
  return files;
}

function configuration({ sockets }: CrashFiles, agents: number): object {
  const people = Array.from({ length: agents }, (_, i) => ({
    id: String(1001 + i),
    pin: agentPin(i),
    name: `${i + 1}`,
  }));
  const connect = (path: string) => ({ type: 'connect', path });
  return {
    language: 'en',
    data: 'data',
    prompts: './prompts',
    board: {
      type: 'virtual',
      spans: [
        { name: TRUNK, kind: 'e1', carrier: connect(sockets[TRUNK]) },
        { name: BANK, kind: 'analog', ports: 'fxs', count: agents, carrier: connect(sockets[BANK]) },
      ],
    },
    stations: people.map(({ id }, i) => ({ number: String(801 + i), span: BANK, port: i + 1, agent: id })),
    accessNumbers: ACCESS_NUMBERS.map((number) => ({ number, queue: 'sales' })),
    queues: [{ name: 'sales', wrapUp: '0s', ringTimeout: '5s', maxWait: '6s', announce: { every: '10s' } }],
    agents: people.map((agent) => ({ ...agent, queues: ['sales'] })),
    surge: {
      ...{ on: 0.25, off: 0.1, full: 0.35, hold: '1s', grace: '0s', prompt: './promise.wav' },
      human: { min: 2 },
    },
    callback: {
      ...{ attempts: 3, ring: '15s', maxTrunks: 20 },
      confirm: { wait: '3s', repeats: 0 },
      perNumber: [{ calls: 20, within: '24h' }],
      setups: 100,
      window: { hours: [{ from: '00:00', to: '24:00' }] },
      spacing: {
        ...{ busy: '2s', noAnswer: '2s', rejected: '2s', unreachable: '2s', congestion: '1s', protocol: '1s' },
        ...{ notConfirmed: '2s', hungUp: '2s', noAgent: '1s', interrupted: '1s' },
      },
      trough: { hold: '0s' },
    },
    recording: { announce: false },
  };
}

/** The PIN of agent 1001 + i. */
export function agentPin(i: number): string {
  return String(4321 + 7 * i);
}
