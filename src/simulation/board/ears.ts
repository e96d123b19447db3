// SPDX-License-Identifier: GPL-2.0-or-later
// Whom does each ear on paper hear? And who hears whom, so that nobody else is looked at when one goes.

import type { ChannelIndex } from '../../native/index.js';

/** Channels that each ear hears, and nobody else. */
export class Ears extends Map<ChannelIndex, ReadonlySet<ChannelIndex>> {
  readonly #heardBy = new Map<ChannelIndex, Set<ChannelIndex>>();

  /** It hears these from now on. */
  hears(ear: ChannelIndex, voices: readonly ChannelIndex[]): void {
    this.set(ear, new Set(voices));
    for (const voice of voices) this.#heardBy.set(voice, (this.#heardBy.get(voice) ?? new Set()).add(ear));
  }

  /** It is not there any more: hears nobody, and is heard by nobody. */
  gone(channel: ChannelIndex): void {
    this.delete(channel);
    for (const ear of this.#heardBy.get(channel) ?? []) {
      const heard = this.get(ear);
      if (heard?.has(channel)) this.set(ear, new Set([...heard].filter((other) => other !== channel)));
    }
    this.#heardBy.delete(channel);
  }
}
