// SPDX-License-Identifier: GPL-2.0-or-later
// How does a computer agent take a call? The number to disk, then the promise by voice, then the line is free.

import { CAUSE } from '../../call/index.js';
import { type Callbacks, type CapturedCall, type CaptureRules, capturable, usable } from '../../callback/index.js';
import type { TelephoneNumber } from '../../dialling/index.js';
import { Dialogue } from '../../ivr/index.js';
import { type Duration, type Instant, sleep } from '../../kernel/index.js';
import type { PromptIndex } from '../../native/index.js';
import { callbackQueue, listKeys, type Office } from '../rooms/index.js';
import { askForNumber } from './key-in.js';
import type { Visit } from './visit.js';
import { writeCapture } from './write-capture.js';

/** What became of a caller that was to be captured. But for `promised`, nothing was: find him another way. */
export type CaptureResult = 'promised' | 'noNumber' | 'noSpace' | 'noPrompt';

const OUR_OWN = 'surge'; // what is spoken when the site's prompt cannot be

/** The computer agents of a box. */
export class ComputerAgents {
  readonly #office: Office;
  readonly #callbacks: Callbacks;

  constructor(office: Office, callbacks: Callbacks) {
    this.#office = office;
    this.#callbacks = callbacks;
  }

  /** Answers at `answerAt` and promises a callback. Rejects with LEG_CLEARED when the caller hangs up. */
  async serve(visit: Visit, answerAt: Instant): Promise<CaptureResult> {
    const { clock } = this.#office;
    const wait = answerAt - clock.now();
    if (wait > 0) {
      visit.leg.alert();
      await sleep(clock, wait, visit.leg.signal);
    }
    return this.promise(visit, this.#office.config.surge.prompt);
  }

  /** Takes the number of a caller, in the queue or not yet answered, promises a callback and clears. */
  async promise(visit: Visit, prompt: string): Promise<CaptureResult> {
    const dialogue = new Dialogue(visit.leg, this.#office.dialogues);
    const voice = await this.#voice(prompt);
    if (voice === undefined) {
      this.#office.alarms.happened('PROMISE_REFUSED', 'prompt');
      return 'noPrompt';
    }
    const taken = await this.#number(visit, dialogue);
    if (taken === undefined) return 'noNumber';
    const request = await this.#capture(visit, taken, { promised: true, prompt: voice.name });
    if (request === undefined) return 'noSpace';

    await dialogue.answer();
    await this.#speakPromise(visit, request, voice);
    await sleep(this.#office.clock, this.#office.config.surge.grace, visit.leg.signal);
    visit.leg.clear(CAUSE.normalClearing);
    return 'promised';
  }

  /** Takes the number from SETUP and clears with cause 17: no answer, no prompt, no promise. */
  async captureOnly(visit: Visit): Promise<void> {
    const known = capturable(callingOf(visit), this.#rules());
    const taken: Taken | undefined =
      known.kind === 'number' ? { number: known.number, source: 'callingNumber' } : undefined;
    const request = taken && (await this.#capture(visit, taken, { promised: false }));
    if (request !== undefined) visit.leg.clear(CAUSE.userBusy);
    else visit.refuse(CAUSE.userBusy, 'noNumber', this.#office.clock.now());
  }

  async #number(visit: Visit, dialogue: Dialogue): Promise<Taken | undefined> {
    const rules = this.#rules();
    const known = capturable(callingOf(visit), rules);
    if (known.kind === 'number') return { number: known.number, source: 'callingNumber' };
    if (known.kind === 'refused') return undefined;

    await dialogue.answer();
    const isUsable = (digits: string) => usable(digits, 'unknown', rules).kind === 'number';
    const digits = await askForNumber(this.#office, dialogue, isUsable);
    const keyed = digits === undefined ? undefined : usable(digits, 'unknown', rules);
    return keyed?.kind === 'number' ? { number: keyed.number, source: 'keyedIn' } : undefined;
  }

  /** Commits capture, request and call in one batch and gives the request's id; undefined: nothing was written. */
  async #capture(
    visit: Visit,
    taken: Taken,
    how: { readonly promised: boolean; readonly prompt?: string },
  ): Promise<string | undefined> {
    const { config, clock } = this.#office;
    const captured: CapturedCall = {
      call: visit.call.id,
      number: taken.number,
      queue: callbackQueue(config, visit.accessNumber),
      accessNumber: visit.accessNumber,
      arrivedAt: visit.leg.stamps.start,
      source: taken.source,
      ...how,
    };
    const request = await writeCapture(this.#office, this.#callbacks, captured, visit.record.history);
    if (request === undefined) {
      this.#office.alarms.happened('PROMISE_REFUSED', 'store');
      return undefined;
    }
    const over = () => this.#callbacks.callEnded(captured.call);
    if (visit.call.legs.length === 0)
      over(); // he hung up while it was being written
    else visit.call.ended.on(over);
    visit.record.add({ type: 'captured', at: clock.now(), request, promised: how.promised });
    return request;
  }

  /** Loaded before anything is promised. */
  async #voice(wish: string): Promise<Voice | undefined> {
    const { log, dialogues } = this.#office;
    for (const name of new Set([wish, OUR_OWN])) {
      try {
        return { name, prompt: await dialogues.prompts.load(name, dialogues.language) };
      } catch (error) {
        log.error({ err: error }, 'the promise cannot be spoken with this prompt');
      }
    }
    return undefined;
  }

  async #speakPromise(visit: Visit, request: string, { name, prompt }: Voice): Promise<void> {
    const { books, clock } = this.#office;
    const operation = visit.leg.play([prompt]);
    await operation.started;
    this.#callbacks.promiseBegan(visit.call.id);
    const began = clock.now();
    books.step(visit.record, 'promise.started', { call: visit.call.id, request, prompt: name });
    // Most callers hang up in the middle of it: what they heard is written all the same.
    operation.finished.then(
      ({ playedMs }) => this.#promiseEnded(visit, request, playedMs),
      () => this.#promiseEnded(visit, request, clock.now() - began),
    );
    await operation.finished;
  }

  #promiseEnded({ call: { id: call } }: Visit, request: string, played: Duration): void {
    const { books } = this.#office;
    const playedMs = Math.round(played);
    const batch = books.batch().update('capture', call, { playedMs });
    batch.event('promise.ended', { call, request, playedMs }, books.now());
    books.write(batch, 'promise.ended');
  }

  #rules(): CaptureRules {
    const { config, plan, doNotCall, blocked } = this.#office;
    return {
      plan,
      international: false,
      ownNumbers: listKeys(
        config.accessNumbers.map(({ number }) => number),
        plan,
      ),
      blacklist: blocked,
      doNotCall,
    };
  }
}

/** The promise, ready to be spoken. */
interface Voice {
  readonly name: string;
  readonly prompt: PromptIndex;
}

interface Taken {
  readonly number: TelephoneNumber;
  readonly source: 'callingNumber' | 'keyedIn';
}

function callingOf({ leg: { calling } }: Visit) {
  return {
    digits: calling.digits,
    type: calling.type ?? 'unknown',
    presentation: calling.presentation ?? 'allowed',
  } as const;
}
