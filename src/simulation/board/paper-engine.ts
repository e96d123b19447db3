// SPDX-License-Identifier: GPL-2.0-or-later
// What would the engine and the far ends tell? An engine on paper: every command is answered by its facts, who hears whom is kept, and
// nothing makes a sound. For thousands of calls in a second.
import type {
  ChannelIndex,
  DialOptions,
  DigitsOptions,
  EarRoute,
  PlayOptions,
  RecordOptions,
  ToneOptions,
  ToneStep,
} from '../../native/index.js';
import { Ears } from './ears.js';
import type { Answering, Outside, Sound } from './outside.js';
import { SilentMedia } from './silent-media.js';

type Act = () => void;

/** The engine of a house: `trunks` in front, then the stations. */
export class PaperEngine extends SilentMedia {
  readonly ears = new Ears();
  /** What sounds at each channel by itself: plays and tones, by their operations. */
  readonly sounding = new Map<ChannelIndex, Set<number>>();
  /** Telephones that ring. */
  readonly ringing = new Set<ChannelIndex>();
  readonly lifted = new Set<ChannelIndex>();
  /** Trunk calls that are up, by their channels. */
  readonly outside = new Map<ChannelIndex, Outside>();
  /** The same by their calls. */
  readonly #calls = new Map<number, Outside>();
  /** Channels that are recorded, and those who have heard each prompt in their present call. */
  readonly recorded = new Map<ChannelIndex, number>();
  readonly said = new Map<ChannelIndex, Set<string>>();
  /** How the next one who is dialled behaves. */
  answering: Answering = 'answers';
  readonly #prompts = new Map<number, string>();
  readonly #operations = new Map<number, ChannelIndex>();
  #next: Act[] = [];
  #handle = 1_000_000;

  /** Tells what has come of the commands until now. False: there was nothing to tell. */
  answerAll(): boolean {
    const acts = this.#next;
    if (acts.length === 0) return false;
    this.#next = [];
    for (const act of acts) act();
    return true;
  }

  /** Whether there is something to tell. */
  get owes(): boolean {
    return this.#next.length > 0;
  }

  /** Somebody outside calls; the channel, or nothing when all are taken. */
  comes(called: string, calling: string): ChannelIndex | undefined {
    const free = this.channels.find(({ index, kind }) => kind === 'bearer' && !this.outside.has(index));
    if (free === undefined) return undefined;
    const { index: channel, span } = free;
    const call = this.#handle++;
    this.#begins({ call, channel, over: false, answered: false });
    this.tell({ type: 'offered', call, channel, span, called, calling });
    return channel;
  }

  /** Somebody outside hangs up. */
  goes(channel: ChannelIndex): void {
    const outside = this.outside.get(channel);
    if (outside !== undefined) this.#cleared(outside, true);
  }

  /** The telephone of somebody whom the box dials rings. */
  rings(channel: ChannelIndex): void {
    const outside = this.outside.get(channel);
    if (outside !== undefined) this.tell({ type: 'alerting', call: outside.call, channel, inBand: true });
  }

  /** Somebody whom the box dials is busy. */
  refuses(channel: ChannelIndex): void {
    const outside = this.outside.get(channel);
    if (outside === undefined) return;
    this.#ended(outside);
    outside.over = true;
    this.gone(channel);
    this.tell({ type: 'cleared', call: outside.call, channel, cause: 17 });
  }

  /** Somebody whom the box dials, and who rings, answers. */
  answers(channel: ChannelIndex): void {
    const outside = this.outside.get(channel);
    if (outside?.dialled === undefined || outside.answered) return;
    outside.answered = true;
    this.tell({ type: 'answered', call: outside.call, channel });
  }

  lift(channel: ChannelIndex): void {
    if (this.lifted.has(channel)) return;
    this.lifted.add(channel);
    this.ringing.delete(channel);
    this.tell({ type: 'offHook', channel });
  }

  putDown(channel: ChannelIndex): void {
    if (this.lifted.delete(channel)) this.tell({ type: 'onHook', channel });
  }

  flashes(channel: ChannelIndex): void {
    if (this.lifted.has(channel)) this.tell({ type: 'flash', channel });
  }

  keys(channel: ChannelIndex, digits: string): void {
    for (const digit of digits) if (this.lifted.has(channel)) this.tell({ type: 'digit', channel, digit });
  }

  override dial(options: DialOptions): number {
    const call = super.dial(options);
    const { channel } = options;
    const outside: Outside = { call, channel, over: false, answered: false, dialled: true };
    this.#begins(outside);
    const { answering } = this;
    this.#next.push(() => {
      if (outside.over) return;
      if (answering === 'busy') {
        this.refuses(channel);
        return;
      }
      this.tell({ type: 'proceeding', call, channel });
      if (answering === 'asked') {
        this.reached(outside, options.called.digits);
        return;
      }
      this.rings(channel);
      if (answering === 'answers') this.#next.push(() => this.answers(channel));
    });
    return call;
  }

  /** Somebody outside is answered, or it is over for him. */
  protected picked(_channel: ChannelIndex): void {}
  protected gone(_channel: ChannelIndex): void {}

  /** Whom the box has dialled is to say what he does. */
  protected reached(_outside: Outside, _number: string): void {}

  override answer = (call: number): void => {
    this.#next.push(() => {
      const outside = this.#calls.get(call);
      if (outside === undefined) return;
      outside.answered = true;
      this.picked(outside.channel);
      this.tell({ type: 'answered', call, channel: outside.channel });
    });
  };

  override clear = (call: number): void => {
    this.#next.push(() => {
      const outside = this.#calls.get(call);
      if (outside !== undefined) this.#cleared(outside, false);
    });
  };

  override ring = (channel: number, on: boolean): void => {
    if (on) this.ringing.add(channel);
    else this.ringing.delete(channel);
  };

  override loadPrompt(file: string): number {
    const prompt = super.loadPrompt(file);
    this.#prompts.set(prompt, file.split('/').at(-1)?.replace('.wav', '') ?? '');
    const durationMs = this.lengthOf(file);
    this.#next.push(() => this.tell({ type: 'promptLoaded', prompt, durationMs }));
    return prompt;
  }

  /** Of a prompt's file. */
  protected lengthOf(_file: string): number {
    return 1_000;
  }

  override play(channel: number, prompts: readonly number[], options: PlayOptions = {}): number {
    const said = this.said.get(channel) ?? new Set();
    const names = prompts.map((prompt) => this.#prompts.get(prompt) ?? '');
    for (const name of names) said.add(name);
    this.said.set(channel, said);
    const sound = { prompts: names, endless: options.loop === true };
    return this.#sounds(channel, super.play(channel, prompts, options), sound);
  }

  override tone(channel: number, steps: readonly ToneStep[], options: ToneOptions = {}): number {
    const sound = { prompts: [], tone: steps, endless: options.durationMs === undefined };
    return this.#sounds(channel, super.tone(channel, steps, options), sound);
  }

  override sendDigits(channel: number, digits: string, options: DigitsOptions = {}): number {
    return this.#sounds(channel, super.sendDigits(channel, digits, options), { prompts: [], endless: false });
  }

  override record(channel: number, file: string, ...options: readonly RecordOptions[]): number {
    const operation = super.record(channel, file, ...options);
    this.recorded.set(channel, operation);
    this.#operations.set(operation, channel);
    this.#next.push(() => this.tell({ type: 'started', channel, operation }));
    return operation;
  }

  override route(ears: readonly EarRoute[]): number {
    const operation = super.route(ears);
    for (const { channel, side, hears } of ears) {
      if (side !== undefined) continue;
      const voices = hears.flatMap((source) => (source.what === 'foreground' ? [] : [source.channel]));
      this.ears.hears(channel, voices);
    }
    this.#next.push(() => this.tell({ type: 'routed', operation, ears: ears.length }));
    return operation;
  }

  override stop = (operation: number): void => this.#ends(operation, 'stopped');
  override discard = (operation: number): void => this.#ends(operation, 'stopped');

  override reset = (channel: number): void => {
    this.ears.gone(channel);
    for (const operation of this.sounding.get(channel) ?? []) this.#ends(operation, 'cleared');
    const recording = this.recorded.get(channel);
    if (recording !== undefined) this.#ends(recording, 'cleared');
  };

  #begins(outside: Outside): void {
    this.outside.set(outside.channel, outside);
    this.#calls.set(outside.call, outside);
    this.said.delete(outside.channel);
  }

  #ended({ call, channel }: Outside): void {
    this.outside.delete(channel);
    this.#calls.delete(call);
  }

  #cleared(outside: Outside, remote: boolean): void {
    const { call, channel } = outside;
    if (outside.over) return;
    outside.over = true;
    this.clears(() => {
      this.#ended(outside);
      this.ears.gone(channel);
      this.gone(channel);
      this.tell({ type: 'cleared', call, channel, cause: 16, remote });
    });
  }

  /** A call is cleared down: on paper at once. */
  protected clears(cleared: () => void): void {
    cleared();
  }

  #sounds(channel: ChannelIndex, operation: number, sound: Sound): number {
    const sounding = this.sounding.get(channel) ?? new Set();
    this.sounding.set(channel, sounding.add(operation));
    this.#operations.set(operation, channel);
    this.#next.push(() => {
      if (!this.#operations.has(operation)) return;
      this.tell({ type: 'started', channel, operation });
      this.sounds(channel, operation, sound);
    });
    return operation;
  }

  /** It begins to sound. One that ends by itself does so at once: on paper a prompt takes no time. */
  protected sounds(_channel: ChannelIndex, operation: number, { endless }: Sound): void {
    if (!endless) this.#next.push(() => this.over(operation, 'completed', 0));
  }

  /** So long it has sounded until now. */
  protected played(_operation: number): number {
    return 0;
  }

  #ends(operation: number, reason: 'stopped' | 'cleared'): void {
    const channel = this.#operations.get(operation);
    if (channel === undefined) return;
    this.sounding.get(channel)?.delete(operation);
    const playedMs = this.played(operation);
    this.#next.push(() => this.over(operation, reason, playedMs));
  }

  /** It is over: told once. */
  protected over(operation: number, reason: 'completed' | 'stopped' | 'cleared' | 'digit', playedMs: number): void {
    const channel = this.#operations.get(operation);
    if (channel === undefined) return;
    this.#operations.delete(operation);
    this.sounding.get(channel)?.delete(operation);
    if (this.recorded.get(channel) === operation) this.recorded.delete(channel);
    this.tell({ type: 'finished', channel, operation, reason, playedMs });
  }
}
