// SPDX-License-Identifier: GPL-2.0-or-later
// Which prompts does a running box play, and how does one of the shop's own take the place of ours? At once, for whoever hears it next.

import type { Origin } from '../../bus/index.js';
import { ownPrompts, packagedPrompts } from '../../config/index.js';
import {
  type ListedPrompt,
  listPrompts,
  OwnPrompts,
  type PromptPiece,
  type PromptPlace,
  type PromptVersion,
} from '../../ivr/index.js';
import type { Language } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'dialogues' | 'records' | 'store'>;

/** The prompts of a box. */
export class PromptDesk {
  readonly #rooms: Needs;
  readonly #own: OwnPrompts;

  constructor(rooms: Needs) {
    this.#rooms = rooms;
    this.#own = new OwnPrompts(ownPrompts(rooms.config));
  }

  /** What the box speaks. */
  get language(): Language {
    return this.#rooms.config.language;
  }

  list(): Promise<readonly ListedPrompt[]> {
    return listPrompts(this.#rooms.config, packagedPrompts());
  }

  /** See `OwnPrompts.put`. Whole, it is what is played from now on. */
  async put(piece: PromptPiece, by: Origin): Promise<boolean> {
    const whole = await this.#own.put(piece);
    if (whole) this.#changed('prompt.imported', piece, by);
    return whole;
  }

  versions(name: string, place: PromptPlace): Promise<readonly PromptVersion[]> {
    return this.#own.versions(name, place);
  }

  /** See `OwnPrompts.restore`. */
  async restore(name: string, place: PromptPlace, version: number | undefined, by: Origin): Promise<number> {
    const restored = await this.#own.restore(name, place, version);
    const { dialogues, records, store } = this.#rooms;
    dialogues.prompts.renew();
    store.actingFor(by, () => records.event('prompt.restored', { name, place, version: restored }));
    return restored;
  }

  /** Ours is played again from now on. Rejects with NOT_FOUND. */
  async remove(name: string, place: PromptPlace, by: Origin): Promise<void> {
    await this.#own.remove(name, place);
    this.#changed('prompt.removed', { name, place }, by);
  }

  #changed(
    type: 'prompt.imported' | 'prompt.removed',
    { name, place }: { readonly name: string; readonly place: PromptPlace },
    by: Origin,
  ): void {
    const { dialogues, records, store } = this.#rooms;
    dialogues.prompts.renew();
    store.actingFor(by, () => records.event(type, { name, place }));
  }
}
