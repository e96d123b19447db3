// SPDX-License-Identifier: GPL-2.0-or-later
// How does a script talk with a caller? In prose: answer, say, menu, collect, record; hang-up ends it wherever it stands.

import type { Leg, RecordingEnd } from '../call/index.js';
import type { Destination, Rung } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import { type Language, sleep } from '../kernel/index.js';
import type { PromptIndex } from '../native/index.js';
import type { DialogueContext, DialogueHouse, WaitOutcome } from './dialogue-context.js';
import type { KeyInOptions, MenuOptions, RecordOptions, SayOptions } from './dialogue-options.js';
import { type Ears, Listening } from './ears.js';
import type { Answer, Question } from './question-machine.js';
import { type Asker, askQuestion } from './run-question.js';
import { saying } from './saying.js';
import { type Speech, speechOf } from './speech.js';
import type { Utterance } from './utterance.js';

const MOST_IN_ONE_PLAY = 40;
const KEYS = '0123456789*#';
/** Two short notes and silence: neither a ringing tone nor a busy one. */
const COMFORT = {
  steps: [
    { hertz: [523], milliseconds: 80 },
    { hertz: [], milliseconds: 60 },
    { hertz: [659], milliseconds: 80 },
    { hertz: [], milliseconds: 1_780 },
  ],
  repeatFrom: 0,
};
const BEEP = { steps: [{ hertz: [1000], milliseconds: 400 }], repeatFrom: -1 };

/** The party is somewhere else now: the script is over, and nothing is wrong. */
class Passed extends Error {}

/** One conversation of the system with a party. Every method rejects with LEG_CLEARED when the party hangs up. */
export class Dialogue {
  /** The connection that is talked on, for what a dialogue has no words for. */
  readonly leg: Leg;
  /** What is spoken. */
  readonly language: Language;
  /** Figures in the dialogue's language. */
  readonly speech: Speech;
  readonly #context: DialogueContext;

  constructor(leg: Leg, context: DialogueContext) {
    this.leg = leg;
    this.#context = context;
    this.language = context.language;
    this.speech = speechOf(context.language);
  }

  /** Whether the party is gone. */
  get isOver(): boolean {
    return this.leg.signal.aborted;
  }

  /** The caller's number as the exchange gave it; empty when withheld. */
  get callingParty(): string {
    const { digits, presentation } = this.leg.calling;
    return presentation === undefined || presentation === 'allowed' ? digits : '';
  }

  /** The number that he dialled. */
  get calledParty(): string {
    return this.leg.called.digits;
  }

  /** Whom he called before he was forwarded here, as the exchange says; empty where it does not. */
  get redirectingParty(): string {
    return this.leg.redirecting?.digits ?? '';
  }

  /** A soft sound, over and over, while something takes its time; ends with what it gives. Keys count as ever. */
  comfort(): () => void {
    const sound = this.leg.tone(COMFORT);
    sound.finished.catch(() => {}); // he hangs up: whoever waits for what it lasts for hears of it
    return () => sound.stop();
  }

  /** The same conversation in another language. */
  in(language: Language): Dialogue {
    return new Dialogue(this.leg, { ...this.#context, language });
  }

  /** Answers an incoming call; nothing happens when it is answered. */
  answer(): Promise<void> {
    return this.leg.direction === 'incoming' ? this.leg.answer() : this.leg.connected;
  }

  /** Says it to the end, or to the first key; gives whether it was to the end. */
  async say(what: Utterance, { bargeIn = true }: SayOptions = {}): Promise<boolean> {
    if (bargeIn && this.leg.digits.kept !== '') return false;
    return this.#say(what, bargeIn);
  }

  #say(what: Utterance, bargeIn: boolean, enough?: AbortSignal): Promise<boolean> {
    const { watcher } = this.#context;
    watcher?.(false);
    const play = async (prompts: readonly PromptIndex[]) =>
      watcher?.(true) !== false && this.#play(prompts, bargeIn, enough); // false: he was led elsewhere meanwhile
    return saying(this.#context, this.language, what, play, this.leg.signal);
  }

  async #play(prompts: readonly PromptIndex[], bargeIn: boolean, enough?: AbortSignal): Promise<boolean> {
    for (let i = 0; i < prompts.length; i += MOST_IN_ONE_PLAY) {
      if (enough?.aborted || (bargeIn && this.leg.digits.kept !== '')) return false;
      const operation = this.leg.play(prompts.slice(i, i + MOST_IN_ONE_PLAY), bargeIn ? { stopDigits: KEYS } : {});
      // The engine stops at its keys itself, within a tick; a pulse digit is known only here.
      const done = bargeIn ? this.leg.digit.on(() => operation.stop()) : () => {};
      const stop = () => operation.stop();
      enough?.addEventListener('abort', stop, { once: true });
      const { reason } = await operation.finished.finally(done);
      enough?.removeEventListener('abort', stop);
      if (reason !== 'completed') return false;
    }
    return true;
  }

  /** Offers keys to choose from; undefined when no attempt gave one of them. */
  async menu(
    prompt: Utterance,
    { choices, attempts = 3, timeout = 5_000, speech = {} }: MenuOptions,
  ): Promise<string | undefined> {
    const phrases = Object.fromEntries(Object.entries(speech).map(([key, said]) => [key, { 'zh-CN': said, en: said }]));
    const spoken = Object.keys(phrases).length > 0 && { speech: { kind: 'choices', phrases } as const };
    return digitsOf(await this.ask({ prompt, keys: { kind: 'choice', choices }, attempts, timeout, ...spoken }));
  }

  /** Asks for digits; undefined when no attempt gave enough. */
  async collect(options: KeyInOptions): Promise<string | undefined> {
    const { prompt, min = 1, max, timeout = 5_000, terminator = '#', attempts = 3, mask, speech = false } = options;
    const keys = { kind: 'digits', min, max, terminator } as const;
    const spoken = speech && { speech: { kind: 'digits' } as const };
    const question = { keys, timeout, attempts, ...(prompt !== undefined && { prompt }), ...spoken };
    return digitsOf(await this.ask(question, mask));
  }

  /** Asks one thing, as often as the question allows. `mask`: why others and recordings must not hear the keys; see `KeyInOptions`. */
  async ask(question: Question, mask?: string): Promise<Answer> {
    if (mask === undefined) return this.#ask(question);
    const { speech: _, ...keyedOnly } = question; // what nobody may hear no engine hears
    const masked = this.leg.mask({ reason: mask, longest: Number.POSITIVE_INFINITY });
    return this.#ask(keyedOnly).finally(() => masked.end());
  }

  /** Runs another script with him, and goes on with what it gives. */
  invoke<T>(script: (dialogue: Dialogue) => Promise<T>): Promise<T> {
    return script(this);
  }

  /**
   * He waits for an agent. What `comesBack` asks for resolves, and the script goes on with him; else the queue's own rules hold, and it
   * rejects with LEG_CLEARED when he is gone. Throws NOT_FOUND.
   */
  async enqueue(queue: string, comesBack: readonly ('talked' | 'overflowed')[] = []): Promise<WaitOutcome> {
    return this.#house.enqueue(queue, comesBack);
  }

  /** Out of the script, to any destination: it ends here, and what stands behind it is not done. */
  async pass(to: Destination): Promise<never> {
    await this.#house.lead(to);
    throw new Passed('passed');
  }

  /** Rings an agent, a telephone or a number outside for him. False: nobody takes it; else they talk, and the script ends here. */
  async dial(to: Rung): Promise<false> {
    if (await this.#house.ring(to)) throw new Passed('dialled');
    return false;
  }

  get #house(): DialogueHouse {
    const { house } = this.#context;
    if (house === undefined) throw new TelephonyError('REFUSED', `leg ${this.leg.id}: no caller is on it`);
    return house;
  }

  async #ask(question: Question): Promise<Answer> {
    const { leg, speech } = this;
    const { ears } = this.#context;
    const maySay = ears?.isThere() ? question.speech : undefined;
    let listening: Listening | undefined;
    const begin = () => {
      listening?.stop();
      return maySay === undefined ? undefined : new Listening(leg, ears as Ears, maySay, this.language);
    };
    const asker: Asker = {
      say: async (what, asks) => {
        const enough = new AbortController();
        if (asks) listening = ears?.bargeIn() ? begin() : undefined;
        if (asks) listening?.begun.then(() => enough.abort());
        if (leg.digits.kept === '') await this.#say(what, true, enough.signal);
      },
      listen: async ({ max, terminator, within, answer }) => {
        const keys = async (signal?: AbortSignal) =>
          (await leg.collect({ max, terminator, firstWithin: within, nextWithin: within, ...(signal && { signal }) }))
            .digits;
        if (!answer) return { digits: await keys() };
        listening ??= begin();
        const heard = listening === undefined ? { digits: await keys() } : await listening.with(keys);
        listening = undefined;
        return heard;
      },
      forget: () => leg.digits.clear(),
      speech,
    };
    return askQuestion(question, asker, this.#context.clock).finally(() => listening?.stop());
  }

  /** Records what the party says until a key, the longest time, or hang-up: then too, the file is complete. */
  async record(file: string, options: RecordOptions = {}): Promise<RecordingEnd> {
    const { beep = true, terminator = '#', longest = 180_000 } = options;
    if (beep) await this.leg.tone(BEEP).finished;
    const recording = this.leg.record(file);
    const over = new AbortController();
    const done = this.leg.digit.on(({ digit }) => {
      if (terminator.includes(digit)) recording.end();
    });
    sleep(this.#context.clock, longest, over.signal).then(
      () => recording.stop(),
      () => {},
    );
    const end = await recording.finished;
    over.abort();
    done();
    this.leg.digits.clear();
    return end;
  }

  /** Clears the leg. */
  clear(cause?: number): void {
    this.leg.clear(cause);
  }
}

function digitsOf(answer: Answer): string | undefined {
  return answer.outcome === 'match' ? answer.digits : undefined;
}

/** Runs a script with a party; `hungUp` when hang-up cut it short, `passed` when it gave him away. Other errors go on to the caller. */
export async function converse(
  dialogue: Dialogue,
  script: (dialogue: Dialogue) => Promise<void>,
): Promise<'completed' | 'hungUp' | 'passed'> {
  try {
    await script(dialogue);
    return 'completed';
  } catch (error) {
    if (error instanceof Passed) return 'passed';
    const hungUp = error instanceof TelephonyError && error.code === 'LEG_CLEARED' && dialogue.leg.signal.aborted;
    if (hungUp) return 'hungUp';
    throw error;
  }
}
