// SPDX-License-Identifier: GPL-2.0-or-later
// Who tells a telephone who calls? Between the first and the second ring, or amid a call with a tone before it. The sound is made off the
// tick, handed over as a clip, and forgotten when it has been heard.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StationLeg } from '../call/index.js';
import { type Cancel, type Clock, type Duration, sleep, type Unsubscribe } from '../kernel/index.js';
import type { ChannelIndex, MediaPort, PromptIndex } from '../native/index.js';
import {
  type CallerIdNames,
  type CallerIdStyle,
  callerDigits,
  callSetup,
  messageWaiting,
  type ShownCaller,
} from './caller-id-message.js';
import { fskSamples, wavOf } from './fsk.js';

/** What is needed. */
export interface CallerIdNeeds {
  readonly media: MediaPort;
  readonly clock: Clock;
  /** The shop's, for the date that telephones show. */
  readonly zone: () => string;
}

/** GR-30: 500 to 1,500 ms after the first ring. */
const AFTER_RING: Duration = 600;
/** 20 digits take less than the pause. */
const DIGITS: DigitTimes = { on: 70, off: 70 };
/** GR-30: the telephone's alerting signal, 2,130 and 2,750 Hz for 80 ms; it answers with DTMF D within 160 ms. */
const ALERTING = [{ hertz: [2_130, 2_750], milliseconds: 80 }];
const ANSWERED_WITHIN: Duration = 300; // and 60 ms until a digit is known for one
/** In memory, where the machine has that. */
const FOLDERS = ['/dev/shm', tmpdir()];

/** How long a DTMF digit is, and the pause behind it. */
export interface DigitTimes {
  readonly on: Duration;
  readonly off: Duration;
}

/** How a telephone is told. */
export interface ToldHow {
  readonly style: CallerIdStyle;
  readonly names: CallerIdNames;
  /** Of the number in digits; default 70 ms each. */
  readonly digits?: DigitTimes;
}

/** Tells telephones who calls. */
export class CallerId {
  readonly #needs: CallerIdNeeds;
  readonly #loading = new Map<PromptIndex, (loaded: boolean) => void>();
  readonly #unsubscribe: Unsubscribe;
  #folder: string | undefined;
  #files = 0;

  constructor(needs: CallerIdNeeds) {
    this.#needs = needs;
    this.#unsubscribe = needs.media.onFact((fact) => {
      if (fact.type === 'promptLoaded') this.#loading.get(fact.prompt)?.(true);
      if (fact.type === 'promptFailed') this.#loading.get(fact.prompt)?.(false);
    });
  }

  /**
   * Who calls, for a telephone that is to ring. What is given is called when it begins to, with how long its first ring is. Nobody waits
   * for it: one that is lifted before hears nothing of it.
   */
  prepared(leg: StationLeg, caller: ShownCaller, told: ToldHow): (ring: Duration) => void {
    const { style, names, digits: { on, off } = DIGITS } = told;
    if (style === 'off') return () => {};
    const { clock } = this.#needs;
    const send =
      style === 'dtmf'
        ? () => leg.sendDigits(callerDigits(caller), { onMs: on, offMs: off }).finished
        : this.#clip(leg, fskSamples(this.#message(caller, names), style));
    return (ring) => {
      const stop: Cancel = clock.at(clock.now() + ring + AFTER_RING, () => {
        send().catch(() => {}); // lifted, or it rings no more
      });
      leg.answered.on(() => {
        stop();
        leg.silence();
      });
      leg.cleared.on(() => stop());
    };
  }

  /**
   * Call waiting: who talks is told who else calls. The alerting signal, and when the telephone answers it with DTMF D, the message. Resolves
   * with whether it could show it. He hears others again at once when it could not; rejects with LEG_CLEARED.
   */
  async waiting(
    leg: StationLeg,
    caller: ShownCaller,
    { style, names }: ToldHow,
    signal: AbortSignal = leg.signal,
  ): Promise<boolean> {
    if (style === 'off' || style === 'dtmf') return false;
    const send = this.#clip(leg, fskSamples(this.#message(caller, names), style, { waiting: true }), signal);
    let able = false;
    const end = leg.digit.on(({ digit }) => {
      able ||= digit === 'D';
    });
    try {
      await leg.tone({ steps: ALERTING, repeatFrom: -1 }, { signal }).finished;
      await sleep(this.#needs.clock, ANSWERED_WITHIN, AbortSignal.any([leg.signal, signal]));
      if (able) await send();
    } finally {
      end();
    }
    return able;
  }

  /** A telephone on its hook learns whether messages wait. Resolves with whether it was sent. */
  async lamp(channel: ChannelIndex, on: boolean, style: 'fsk-bell202' | 'fsk-v23'): Promise<boolean> {
    const { media } = this.#needs;
    const { prompt, loaded, drop } = this.#load(fskSamples(messageWaiting(on), style));
    if (!(await loaded)) return false;
    media.openOnHook(channel);
    const operation = media.play(channel, [prompt]);
    await new Promise<void>((resolve) => {
      const end = media.onFact((fact) => {
        if (fact.type !== 'finished' || fact.operation !== operation) return;
        end();
        resolve();
      });
    });
    drop();
    return true;
  }

  /** Ends listening. */
  close(): void {
    this.#unsubscribe();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }

  #message(caller: ShownCaller, names: CallerIdNames): readonly number[] {
    const { clock, zone } = this.#needs;
    return callSetup(caller, clock.utc(clock.now()), zone(), names);
  }

  /** Loads it, and gives what plays it. It is dropped when the leg is over, or has heard it. */
  #clip(leg: StationLeg, samples: Int16Array, signal?: AbortSignal): () => Promise<unknown> {
    const { prompt, loaded, drop } = this.#load(samples);
    leg.cleared.on(drop);
    return async () => {
      if (await loaded) await leg.play([prompt], signal && { signal }).finished;
      drop();
    };
  }

  #load(samples: Int16Array) {
    const { media } = this.#needs;
    const file = this.#write(samples);
    const prompt = media.loadPrompt(file, { playedOnly: true });
    const drop = () => {
      if (this.#loading.delete(prompt)) media.dropPrompt(prompt);
    };
    const loaded = new Promise<boolean>((resolve) => {
      this.#loading.set(prompt, (isLoaded) => {
        rmSync(file, { force: true });
        resolve(isLoaded);
      });
    });
    return { prompt, loaded, drop };
  }

  #write(samples: Int16Array): string {
    this.#folder ??= mkdtempSync(join(FOLDERS.find((folder) => existsSync(folder)) ?? tmpdir(), 'spillway-'));
    const file = join(this.#folder, `${this.#files++}.wav`);
    writeFileSync(file, wavOf(samples));
    return file;
  }
}
