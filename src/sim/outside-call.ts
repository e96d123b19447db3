// SPDX-License-Identifier: GPL-2.0-or-later
// What can a simulated person do on his line? Speak, listen, key digits, hang up; he knows only what he hears.

import { Emitter } from '../kernel/index.js';
import type { CallHandle, ChannelIndex, MediaPort, OperationId, PromptIndex } from '../native/index.js';

/** What a person on an outside line perceives. `at`: engine milliseconds. */
export type Perceived =
  | { readonly type: 'ringback'; readonly at: number }
  | { readonly type: 'answered'; readonly at: number }
  | { readonly type: 'heard'; readonly prompt: PromptIndex; readonly at: number }
  | { readonly type: 'cleared'; readonly cause: number; readonly remote: boolean; readonly at: number };

/** One call on a B-channel of the exchange, from the outside person's end. */
export class OutsideCall {
  /** Its number on the D-channel. */
  readonly handle: CallHandle;
  /** What the person perceives, as it comes. */
  readonly perceived = new Emitter<Perceived>();
  /** Where it is; the box may have chosen another one. */
  channel: ChannelIndex;
  readonly #media: MediaPort;
  #cleared = false;

  constructor(media: MediaPort, handle: CallHandle, channel: ChannelIndex) {
    this.#media = media;
    this.handle = handle;
    this.channel = channel;
  }

  /** It has been cleared. */
  get over(): boolean {
    return this.#cleared;
  }

  /** Tells of each prompt when it is heard. */
  listenFor(...prompts: readonly PromptIndex[]): void {
    if (this.#cleared) return;
    for (const prompt of prompts) this.#media.listen(this.channel, prompt);
  }

  /** Says it again and again. */
  say(prompt: PromptIndex): OperationId | undefined {
    return this.#cleared ? undefined : this.#media.play(this.channel, [prompt], { loop: true });
  }

  /** Presses keys. */
  key(digits: string): void {
    if (!this.#cleared) this.#media.sendDigits(this.channel, digits, { onMs: 80, offMs: 80 });
  }

  /** ALERTING: the telephone rings. */
  ring(): void {
    if (!this.#cleared) this.#media.alert(this.handle);
  }

  /** CONNECT. */
  answer(): void {
    if (!this.#cleared) this.#media.answer(this.handle);
  }

  /** Clears with a Q.850 cause. */
  hangUp(cause = 16): void {
    if (!this.#cleared) this.#media.clear(this.handle, cause);
  }

  /** Told by the exchange. */
  perceive(news: Perceived): void {
    if (news.type === 'cleared') {
      this.#cleared = true;
      this.#media.reset(this.channel);
    }
    this.perceived.emit(news);
  }
}
