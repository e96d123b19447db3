// SPDX-License-Identifier: GPL-2.0-or-later
// How does a computer agent take a call? The number to disk, then the promise by voice, then the line is free.

import { CAUSE } from '../../call/index.js';
import { type Callbacks, type CapturedCall, type CaptureWay, capturable, usable } from '../../callback/index.js';
import type { TelephoneNumber } from '../../dialling/index.js';
import type { Dialogue } from '../../ivr/index.js';
import { type Duration, type Instant, sleep } from '../../kernel/index.js';
import type { Contact } from '../contacts/index.js';
import type { Recorder } from '../recordings/index.js';
import { callbackQueue, captureRules, type Rooms } from '../rooms/index.js';
import { aboutOf } from './about.js';
import { announceUnanswered } from './early-media.js';
import { askForNumber } from './key-in.js';
import { SpokenPromises, type Voice } from './spoken-promise.js';
import { spokenPrompt } from './spoken-prompt.js';
import { askWish } from './wish.js';
import { writeCapture } from './write-capture.js';

/** What is needed of the box. */
type Needs = Pick<
  Rooms,
  'alarms' | 'blocked' | 'clock' | 'config' | 'dialogues' | 'doNotCall' | 'log' | 'plan' | 'records'
>;

/** What became of a caller that was to be captured. But for `promised`, nothing was: find him another way. */
export type CaptureResult = 'promised' | 'noNumber' | 'noSpace' | 'noPrompt';

/** How a caller is to be caught. */
export interface Catching {
  /** Spoken as the promise; default: the surge's, by time and access number. */
  readonly prompt?: string | undefined;
  /** Default: `spoken`. */
  readonly way?: Exclude<CaptureWay, 'captureOnly'> | undefined;
  /** He was sent here from it, or belongs to it; none: he is caught by the surge. */
  readonly queue?: string | undefined;
}

/** The computer agents of a box. */
export class ComputerAgents {
  readonly #rooms: Needs;
  readonly #callbacks: Callbacks;
  readonly #recorder: Pick<Recorder, 'promise'>;
  readonly #promises: SpokenPromises;

  constructor(rooms: Needs, callbacks: Callbacks, recorder: Pick<Recorder, 'promise'>) {
    this.#rooms = rooms;
    this.#callbacks = callbacks;
    this.#recorder = recorder;
    this.#promises = new SpokenPromises(rooms);
  }

  /** Answers at `answerAt` and promises a callback, or promises it unanswered. Rejects with LEG_CLEARED when the caller hangs up. */
  async serve(contact: Contact, answerAt: Instant, catching: Catching = {}): Promise<CaptureResult> {
    const { clock, config } = this.#rooms;
    const prompt = catching.prompt ?? spokenPrompt(config, contact.accessNumber, clock.utc(clock.now()));
    const wait = answerAt - clock.now();
    if (wait > 0) {
      contact.leg.alert();
      await sleep(clock, wait, contact.leg.signal);
    }
    return this.#promise(contact, prompt, catching);
  }

  /** Takes the number of a caller, who has been in a queue or is not yet answered, promises a callback and clears. */
  async #promise(contact: Contact, prompt: string, { way = 'spoken', queue }: Catching): Promise<CaptureResult> {
    const dialogue = contact.dialogue();
    const voice = await this.#promises.voice(prompt, contact.language);
    if (voice === undefined) {
      this.#rooms.alarms.happened('PROMISE_REFUSED', 'prompt');
      return 'noPrompt';
    }
    const taken = await this.#number(contact, dialogue);
    if (taken === undefined) return 'noNumber';
    const canBeEarly = contact.leg.channel.kind === 'bearer' && contact.leg.state !== 'connected';
    const isEarly = way === 'earlyMedia' && canBeEarly && taken.source === 'callingNumber';
    const unanswered = isEarly ? announceUnanswered(contact.leg, voice) : undefined;
    const { name, digest } = voice;
    const said = { prompt: name, ...(digest !== undefined && { promptDigest: digest }) };
    const how = { promised: true, ...said, ...(unanswered ? UNCONFIRMED : { way: answered(way) }) };
    const request = await this.#capture(contact, taken, how, queue);
    if (request === undefined) return 'noSpace';

    if (unanswered !== undefined) {
      unanswered();
      await this.#speakPromise(contact, request, voice);
      contact.leg.clear(this.#rooms.config.surge.catch.cause);
      return 'promised';
    }
    await dialogue.answer();
    if (this.#rooms.config.callback.record) this.#recorder.promise(contact, queue ?? this.#queueOf(contact));
    await this.#speakPromise(contact, request, voice);
    await askWish({ ...this.#rooms, callbacks: this.#callbacks }, contact, dialogue, { request, number: taken.number });
    await sleep(this.#rooms.clock, this.#rooms.config.surge.grace, contact.leg.signal);
    contact.leg.clear(CAUSE.normalClearing);
    return 'promised';
  }

  /** Takes the number from SETUP and clears with a cause, usually 17: no answer, no prompt, no promise. */
  async captureOnly(contact: Contact): Promise<void> {
    const { cause } = this.#rooms.config.surge.catch;
    contact.leg.proceed();
    const known = capturable(callingOf(contact), captureRules(this.#rooms));
    const taken: Taken | undefined =
      known.kind === 'number' ? { number: known.number, source: 'callingNumber' } : undefined;
    const request = taken && (await this.#capture(contact, taken, { promised: false, way: 'captureOnly' }));
    if (request !== undefined) contact.leg.clear(cause);
    else contact.refuse(cause, 'noNumber');
  }

  async #number(contact: Contact, dialogue: Dialogue): Promise<Taken | undefined> {
    const rules = captureRules(this.#rooms);
    const known = capturable(callingOf(contact), rules);
    if (known.kind === 'number') return { number: known.number, source: 'callingNumber' };
    if (known.kind === 'refused') return undefined;

    await dialogue.answer();
    const isUsable = (digits: string) => usable(digits, 'unknown', rules).kind === 'number';
    const digits = await askForNumber(this.#rooms, dialogue, isUsable);
    const keyed = digits === undefined ? undefined : usable(digits, 'unknown', rules);
    return keyed?.kind === 'number' ? { number: keyed.number, source: 'keyedIn' } : undefined;
  }

  /** Commits capture, request and call in one batch and gives the request's id; undefined: nothing was written. */
  async #capture(
    contact: Contact,
    taken: Taken,
    how: Pick<CapturedCall, 'promised' | 'way' | 'prompt' | 'promptDigest' | 'unconfirmed'>,
    queue?: string,
  ): Promise<string | undefined> {
    const { clock } = this.#rooms;
    const captured: CapturedCall = {
      call: contact.call.id,
      number: taken.number,
      queue: queue ?? this.#queueOf(contact),
      about: aboutOf(this.#rooms, contact, { queue, source: taken.source }),
      accessNumber: contact.accessNumber,
      arrivedAt: contact.leg.stamps.start,
      source: taken.source,
      ...how,
    };
    const request = await writeCapture(this.#rooms, this.#callbacks, captured, contact.record.history);
    if (request === undefined) {
      this.#rooms.alarms.happened('PROMISE_REFUSED', 'store');
      return undefined;
    }
    const over = () => this.#callbacks.callEnded(captured.call);
    if (contact.call.legs.length === 0)
      over(); // he hung up while it was being written
    else contact.call.ended.on(over);
    contact.record.add({ type: 'captured', at: clock.now(), request, promised: how.promised });
    return request;
  }

  #queueOf({ accessNumber }: Contact): string {
    return callbackQueue(this.#rooms.config, accessNumber);
  }

  async #speakPromise(contact: Contact, request: string, { name, prompt }: Voice): Promise<void> {
    const { records, clock } = this.#rooms;
    const operation = contact.leg.play([prompt]);
    await operation.started;
    this.#callbacks.promiseBegan(contact.call.id);
    const began = clock.now();
    records.step(contact.record, 'promise.started', { call: contact.call.id, request, prompt: name });
    // Most callers hang up in the middle of it: what they heard is written all the same.
    operation.finished.then(
      ({ playedMs }) => this.#promiseEnded(contact, request, playedMs),
      () => this.#promiseEnded(contact, request, clock.now() - began),
    );
    await operation.finished;
  }

  #promiseEnded({ call: { id: call } }: Contact, request: string, played: Duration): void {
    const { records } = this.#rooms;
    const playedMs = Math.round(played);
    const batch = records.batch().update('capture', call, { playedMs });
    batch.event('promise.ended', { call, request, playedMs }, records.now());
    records.write(batch, 'promise.ended');
  }
}

const UNCONFIRMED = { way: 'earlyMedia', unconfirmed: true } as const;

/** What was to be spoken before the answer and cannot be is spoken after it. */
const answered = (way: NonNullable<Catching['way']>) => (way === 'earlyMedia' ? 'spoken' : way);

interface Taken {
  readonly number: TelephoneNumber;
  readonly source: 'callingNumber' | 'keyedIn';
}

function callingOf({ leg: { calling } }: Contact) {
  return {
    digits: calling.digits,
    type: calling.type ?? 'unknown',
    presentation: calling.presentation ?? 'allowed',
  } as const;
}
