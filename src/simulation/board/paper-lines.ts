// SPDX-License-Identifier: GPL-2.0-or-later
// Who is at the far end of an engine on paper? People whose lines and telephones are only thought of: prompts take their time by a clock, and
// who hears whom is told to them in place of samples.

import { basename } from 'node:path';
import { type Cancel, type Clock, type Duration, Emitter, type Instant } from '../../kernel/index.js';
import type { ChannelIndex, EarRoute, ToneStep } from '../../native/index.js';
import { SIGNALLING } from '../wave/index.js';
import type { AtDesk, CalledLine, DeskTelephone, FarEnd, OutsideLine, Perceived } from './far-end.js';
import type { Outside, Sound } from './outside.js';
import { PaperEngine } from './paper-engine.js';
import type { Layout } from './silent-media.js';

/** A sound that goes on. */
interface Sounding {
  readonly since: Instant;
  readonly cancels: Cancel[];
  /** Keys that end it. */
  readonly channel: ChannelIndex;
}

/** How a board on paper sounds. */
export interface PaperSounds {
  readonly clock: Clock;
  /** Of a prompt's file. */
  readonly lengthOf: (file: string) => Duration;
  /** What an agent hears while somebody is rung for him. */
  readonly ringback: readonly ToneStep[];
}

/** A whole board on paper, with its people. */
export class PaperLines extends PaperEngine implements FarEnd {
  readonly called = new Emitter<CalledLine>();
  readonly telephones: readonly DeskTelephone[];
  readonly #sounds: PaperSounds;
  readonly #began: Instant;
  readonly #lengths = new Map<string, Duration>();
  readonly #lines = new Map<ChannelIndex, Line>();
  readonly #desks = new Map<ChannelIndex, Emitter<AtDesk>>();
  readonly #sounding = new Map<number, Sounding>();

  constructor(layout: Layout, sounds: PaperSounds) {
    super(layout);
    this.#sounds = sounds;
    this.#began = sounds.clock.now();
    this.answering = 'asked';
    this.telephones = this.channels.filter(({ kind }) => kind === 'fxs').map(({ index }) => this.#telephone(index));
  }

  override time(): number {
    return this.#sounds.clock.now() - this.#began;
  }

  lengthHeard(prompt: string): Duration {
    return this.#lengths.get(prompt) ?? 0;
  }

  place(number: string, accessNumber: string): OutsideLine | undefined {
    const channel = this.comes(accessNumber, number);
    return channel === undefined ? undefined : this.#line(channel, number);
  }

  override ring = (channel: ChannelIndex, on: boolean): void => {
    const rang = this.ringing.has(channel);
    if (on) this.ringing.add(channel);
    else this.ringing.delete(channel);
    if (rang !== on) this.#desks.get(channel)?.emit({ type: on ? 'rings' : 'stops' });
  };

  override route(ears: readonly EarRoute[]): number {
    const operation = super.route(ears);
    for (const { channel, side } of ears)
      if (side === undefined) this.#lines.get(channel)?.look(this.#hearsAgent(channel));
    return operation;
  }

  protected override lengthOf(file: string): Duration {
    const length = this.#sounds.lengthOf(file);
    this.#lengths.set(basename(file, '.wav'), length);
    return length;
  }

  protected override reached({ channel }: Outside, number: string): void {
    this.called.emit(this.#line(channel, number));
  }

  protected override gone(channel: ChannelIndex): void {
    const line = this.#lines.get(channel);
    this.#lines.delete(channel);
    line?.perceived.emit({ type: 'cleared' });
  }

  protected override clears(cleared: () => void): void {
    const { clock } = this.#sounds;
    clock.at(clock.now() + SIGNALLING, cleared);
  }

  protected override picked(channel: ChannelIndex): void {
    this.#lines.get(channel)?.perceived.emit({ type: 'answered' });
  }

  /** Prompts one after the other, each as long as its file. */
  protected override sounds(channel: ChannelIndex, operation: number, { prompts, tone, endless }: Sound): void {
    const { clock, ringback } = this.#sounds;
    const began = clock.now();
    const line = this.#lines.get(channel);
    const cancels: Cancel[] = [];
    let after: Duration = 0;
    for (const prompt of prompts) {
      const heard = () => line?.perceived.emit({ type: 'heard', prompt });
      if (line !== undefined && after === 0) heard();
      else if (line !== undefined) cancels.push(clock.at(began + after, heard));
      after += this.lengthHeard(prompt);
    }
    if (tone !== undefined && endless && tone !== ringback && this.lifted.has(channel))
      this.#desks.get(channel)?.emit({ type: 'released', since: began });
    if (!endless) cancels.push(clock.at(began + after, () => this.over(operation, 'completed', after)));
    this.#sounding.set(operation, { since: began, cancels, channel });
  }

  protected override played(operation: number): Duration {
    const sounding = this.#sounding.get(operation);
    return sounding === undefined ? 0 : this.#sounds.clock.now() - sounding.since;
  }

  protected override over(operation: number, reason: 'completed' | 'stopped' | 'cleared', playedMs: number): void {
    const sounding = this.#sounding.get(operation);
    this.#sounding.delete(operation);
    for (const cancel of sounding?.cancels ?? []) cancel();
    super.over(operation, reason, playedMs);
  }

  #hearsAgent(channel: ChannelIndex): boolean {
    for (const voice of this.ears.get(channel) ?? []) if (this.lifted.has(voice)) return true;
    return false;
  }

  #line(channel: ChannelIndex, number: string): Line {
    const line = new Line(this, channel, number);
    this.#lines.set(channel, line);
    return line;
  }

  #telephone(channel: ChannelIndex): DeskTelephone {
    const perceived = new Emitter<AtDesk>();
    this.#desks.set(channel, perceived);
    return { perceived, lift: () => this.lift(channel), putDown: () => this.putDown(channel) };
  }
}

/** A call of the paper board from outside. */
class Line implements CalledLine {
  readonly perceived = new Emitter<Perceived>();
  readonly number: string;
  readonly #engine: PaperEngine;
  readonly #channel: ChannelIndex;
  readonly #outside: Outside | undefined;
  #withAgent = false;

  constructor(engine: PaperEngine, channel: ChannelIndex, number: string) {
    this.#engine = engine;
    this.#channel = channel;
    this.#outside = engine.outside.get(channel);
    this.number = number;
  }

  /** Whether an agent is heard now. */
  look(hears: boolean): void {
    if (hears && !this.#withAgent) this.perceived.emit({ type: 'agent' });
    this.#withAgent = hears;
  }

  hangUp(): void {
    if (this.#isUp) this.#engine.goes(this.#channel);
  }

  press(keys: string): void {
    for (const digit of keys) if (this.#isUp) this.#engine.tell({ type: 'digit', channel: this.#channel, digit });
  }

  refuse(): void {
    if (this.#isUp) this.#engine.refuses(this.#channel);
  }

  ring(): void {
    if (this.#isUp) this.#engine.rings(this.#channel);
  }

  answer(): void {
    if (this.#isUp) this.#engine.answers(this.#channel);
  }

  get #isUp(): boolean {
    return this.#engine.outside.get(this.#channel) === this.#outside;
  }
}
