// SPDX-License-Identifier: GPL-2.0-or-later
// What can TypeScript ask of the engine? Commands that never wait; what comes of them is told as facts.

import type {
  Bearer,
  ChannelKind,
  EarSide,
  Fact,
  HeardTone,
  Layer,
  Meter,
  NumberType,
  Over,
  Presentation,
  SourceKind,
  SpanKind,
} from './contract.js';
import type { EngineCounters } from './engine-counters.js';
import type { StreamHandle, StreamOptions } from './stream-end.js';
import type { PlannedTone } from './tone-zone.js';
import type { TracedFrame } from './traced-frame.js';

/** A channel of the board, over all spans. */
export type ChannelIndex = number;
/** A play, tone, digits, record, listen or stream under way; never reused. */
export type OperationId = number;
/** A call on a D-channel; never reused. */
export type CallHandle = number;
export type PromptIndex = number;

export interface SpanInfo {
  readonly index: number;
  readonly name: string;
  readonly kind: SpanKind;
  readonly firstChannel: ChannelIndex;
  readonly channelCount: number;
}

export interface ChannelInfo {
  readonly index: ChannelIndex;
  readonly span: number;
  /** E1: time slot 1 to 31; analog: port from 1. */
  readonly slot: number;
  readonly kind: ChannelKind;
}

/** A number with what Q.931 says about it. `plan` 1 is E.164; `screening` 0 to 3. */
export interface PartyNumber {
  readonly digits: string;
  readonly type?: NumberType;
  readonly plan?: number;
  readonly presentation?: Presentation;
  readonly screening?: number;
}

export interface DialOptions {
  readonly channel: ChannelIndex;
  /** Insist on the channel (else the far end may name another). */
  readonly exclusive?: boolean;
  /** What the exchange is asked to carry: speech (default), or 3.1 kHz audio, for fax and modems. */
  readonly bearer?: Bearer;
  readonly called: PartyNumber;
  readonly calling?: PartyNumber;
  readonly redirecting?: PartyNumber & { readonly reason?: number };
}

/** One step of a tone: up to two frequencies in hertz (none: silence) for `milliseconds` (0: for ever). */
export interface ToneStep {
  readonly hertz: readonly number[];
  readonly milliseconds: number;
}

/** Where something is played, and how loud. */
export interface SoundOptions {
  /** A channel plays one thing in each layer at a time; default `foreground`. */
  readonly layer?: Layer;
  /** Of the foreground: it takes the place of all else that the channel hears (default), or is laid over it. */
  readonly over?: Over;
  /** Louder or softer, in dB: -40 to 20; default 0. */
  readonly gainDb?: number;
}

export interface PlayOptions extends SoundOptions {
  /** Begin again after the last prompt, until stopped. */
  readonly loop?: boolean;
  /** Digits that end the play, e.g. `0123456789*#`. Detection must be on. */
  readonly stopDigits?: string;
}

export interface ToneOptions extends SoundOptions {
  /** Level of each frequency, dBm0; default -10 (zone cn). */
  readonly levelDbm0?: number;
  /** Ends by itself after this; default: until stopped. */
  readonly durationMs?: number;
}

export interface DigitsOptions extends SoundOptions {
  readonly onMs?: number;
  readonly offMs?: number;
  readonly levelDbm0?: number;
}

export interface LoadOptions {
  /** Nobody listens for it: it takes a thirteenth of the memory. Default false. */
  readonly playedOnly?: boolean;
}

export interface RecordOptions {
  /**
   * Nothing is written, not even the file made, before it is released, then also the folders that it lies in; meanwhile 30 s of
   * it are kept in memory, and what comes then is a gap. Default false.
   */
  readonly held?: boolean;
}

/** Something that an ear can hear. */
export interface HeardSource {
  readonly channel: ChannelIndex;
  /** What the channel receives (default), what is played to it, what its stream gives, or, for recordings and streams, all it is sent. */
  readonly what?: SourceKind;
  /** Louder or softer, in dB: -40 to 20; default 0. */
  readonly gainDb?: number;
  /** Hears the channel also while it is masked; default false. */
  readonly unmasked?: boolean;
}

/** What an ear hears. */
export interface EarRoute {
  /** What this channel is sent, or, with a side, what its recording or its stream hears. */
  readonly channel: ChannelIndex;
  readonly side?: EarSide;
  /** At most 64, each once; none: silence, but for what is played to the channel. */
  readonly hears: readonly HeardSource[];
}

/** By which limits digits are heard; docs/dsp.md has the profiles. */
export interface DtmfOptions {
  readonly profile?: 'default' | 'q24-att' | 'q24-ntt' | 'etsi' | 'cn';
  /** A digit is at least so long, about: 20 to 500; default: the profile's. */
  readonly minimumOnMs?: number;
  /** Equal digits have at least so long a pause between them, about: 10 to 500; default: the profile's. */
  readonly minimumOffMs?: number;
  /** Whether A, B, C and D are digits; default true. */
  readonly letters?: boolean;
}

/**
 * The engine as the rooms above see it. Arguments are checked at once (TypeError, RangeError); nothing waits; results
 * are facts that carry the id or handle. All calls from the thread that opened it.
 */
export interface MediaPort {
  readonly spans: readonly SpanInfo[];
  readonly channels: readonly ChannelInfo[];

  /** Facts in the order in which each thread told them. Returns the unsubscriber. */
  onFact(listener: (fact: Fact) => void): () => void;
  onMeter(listener: (meter: Meter) => void): () => void;

  /**
   * What comes in one go (a span that is pulled clears all its calls) is handed out inside `around`, which calls `handOut` once: for
   * whoever decides by all of it. Returns the unsubscriber.
   */
  onRound?(around: (handOut: () => void) => void): () => void;

  /**
   * Tells every frame of an E1's D-channel, both ways, also those that the engine refuses. Costs nothing but while there is a
   * listener. Returns the unsubscriber.
   */
  onFrame(span: number, listener: (frame: TracedFrame) => void): () => void;

  /** Loads a WAV (A-law, mu-law or PCM16, 8 kHz); `promptLoaded` or `promptFailed` follows with the index. */
  loadPrompt(file: string, options?: LoadOptions): PromptIndex;
  dropPrompt(prompt: PromptIndex): void;

  /** Plays prompts one after the other; replaces what was playing in that layer of the channel. At most 40. */
  play(channel: ChannelIndex, prompts: readonly PromptIndex[], options?: PlayOptions): OperationId;
  /** At most 8 steps; `repeatFrom`: index of the step to go back to (default 0; -1: play once). */
  tone(
    channel: ChannelIndex,
    steps: readonly ToneStep[],
    options?: ToneOptions & { readonly repeatFrom?: number },
  ): OperationId;
  sendDigits(channel: ChannelIndex, digits: string, options?: DigitsOptions): OperationId;
  /** `heard` is told when 160 consecutive bytes of the prompt have arrived on the channel; then it is over. */
  listen(channel: ChannelIndex, prompt: PromptIndex): OperationId;
  /** Stereo A-law WAV: left what the channel receives, right what it is sent; `route` gives its sides something else. */
  record(channel: ChannelIndex, file: string, options?: RecordOptions): OperationId;
  /**
   * Gives the channel a stream, at most one: its sound goes to and comes from another thread or process, which gets the handle
   * (`openStream`). What that does not do in time is silence, counted, and told by `stalled`; `ended` comes once.
   */
  stream(channel: ChannelIndex, options?: StreamOptions): StreamHandle;
  /** A held recording may be written, from its first sample on. */
  release(operation: OperationId): void;
  /** Ends a held recording; nothing of it is written. One that was released is only stopped. */
  discard(operation: OperationId): void;
  stop(operation: OperationId): void;
  /**
   * A play stands still, and goes on with the very sample that was next; a recording goes on with silence, as long as the
   * pause is. `paused` and `resumed` tell it.
   */
  pause(operation: OperationId, on: boolean): void;
  /** A play becomes louder or softer, in dB: -40 to 20. */
  gain(operation: OperationId, gainDb: number): void;
  /** DTMF detection; with options of its own, else by the engine's. */
  detect(channel: ChannelIndex, on: boolean, options?: DtmfOptions): void;
  /**
   * From now on `tone` and `toneEnded` tell these tones of what the channel itself receives; none: off, as every channel
   * is at first. For analog lines, whose exchange says by tones what a D-channel says by messages: a busy tone is no
   * reason to clear a leg of ISDN. A RangeError where the engine's plan has no such tone, or one that cannot be told from its
   * others; it names those that can be heard.
   */
  hearTones(channel: ChannelIndex, tones: readonly HeardTone[]): void;
  /**
   * From its next call on (from when nobody listens for tones on it, at once where nobody does) a channel hears tones by this plan;
   * null: by the engine's. Throws REFUSED after 64 different ones.
   */
  useTones(channel: ChannelIndex, tones: readonly PlannedTone[] | null): void;
  /** FXO: from now on `callerId` and `callerIdDamaged` tell what the exchange sends about callers, by FSK (Bell 202, V.23). */
  hearCallerId(channel: ChannelIndex, on: boolean): void;
  /** From now on `speech` and `speechEnded` tell when somebody speaks on the channel; off, as every channel is at first. */
  hearSpeech(channel: ChannelIndex, on: boolean): void;
  /**
   * The call on the channel is answered right now: `answererKnown` tells once whether by a person or a machine, `beep` that
   * it has beeped, until it is switched off. It errs: docs/dsp.md has the rates.
   */
  judgeAnswerer(channel: ChannelIndex, on: boolean): void;
  /**
   * On: from the next tick on, all ears get silence in place of what the channel receives, but those that hear it unmasked,
   * while its digits are still told. Off: ends with the key that is down, if one is.
   */
  mask(channel: ChannelIndex, on: boolean): void;
  /** Level meters every `intervalMs`; 0: off. */
  meter(channel: ChannelIndex, intervalMs: number): void;

  /**
   * Says what ears hear, at most 256 in one step between two ticks; `routed` tells it with the id. Ears that are not named
   * stay as they are. Whatever changes fades, in 8 ms; one source at 0 dB is passed on byte by byte. A recording hears left what its
   * channel receives and right what it is sent until a route gives its sides something else.
   */
  route(ears: readonly EarRoute[]): OperationId;
  /** Ends every operation on the channel; it hears nobody, nobody hears it; detectors, mask and meter off. */
  reset(channel: ChannelIndex): void;

  // Calls on D-channels
  dial(options: DialOptions): CallHandle;
  /** Overlap receiving: the digits that were told (`collecting`) are all that is wanted; `offered` follows. */
  numberComplete(call: CallHandle): void;
  proceed(call: CallHandle): void;
  alert(call: CallHandle, options?: { readonly inBand?: boolean }): void;
  progress(call: CallHandle, options?: { readonly inBand?: boolean; readonly cause?: number }): void;
  answer(call: CallHandle): void;
  /** Clears with a Q.850 cause, 1 to 127; `cleared` follows. */
  clear(call: CallHandle, cause: number): void;
  restart(channel: ChannelIndex): void;
  setService(channel: ChannelIndex, inService: boolean): void;

  // Analog ports
  ring(channel: ChannelIndex, on: boolean): void;
  hook(channel: ChannelIndex, offHook: boolean): void;
  flash(channel: ChannelIndex): void;
  polarity(channel: ChannelIndex, reversed: boolean): void;
  /**
   * Of a virtual board: takes the voltage from a line, or gives it back. FXS: as an exchange does that hangs up, or a cable that is pulled;
   * FXO: as a shorted cable takes it from the port at the other end.
   */
  battery(channel: ChannelIndex, present: boolean): void;
  /** The voltage of a message-waiting lamp at an FXS port, where the card has one. */
  lamp(channel: ChannelIndex, on: boolean): void;
  /** FXS: for 4 s a telephone on its hook hears what is played, such as a message of its display. */
  openOnHook(channel: ChannelIndex): void;

  /**
   * Asks what there is, for when facts may have been lost: `callUp` for each call that lives, then `audited` for each
   * D-channel; `hookState` for each FXS port.
   */
  audit(): OperationId;

  /** Mends the header of a WAV that a crash left; its true length in milliseconds. Reads the disk: at start-up only. */
  repairRecording(file: string): number;

  /** Stepped engines only: runs `ticks` of media, signalling and disk work on this thread, then hands out the facts. */
  step(ticks?: number): void;
  /** Milliseconds since the engine started, as facts count them. */
  time(): number;
  /** Totals since the start. */
  counters(): EngineCounters;
  /** Idempotent: stops the threads in order, closes the files and the board. Facts end. */
  close(): void;
}
