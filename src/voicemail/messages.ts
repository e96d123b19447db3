// SPDX-License-Identifier: GPL-2.0-or-later
// Which messages are in which boxes? In memory, the oldest first; how many are new, and is there room for one more?

import type { Instant } from '../kernel/index.js';
import type { MessageState } from '../store/index.js';

/** A message in a box. */
export interface BoxMessage {
  readonly id: string;
  /** Of the catalogue; a message that was sent on has that of the first. */
  readonly recording: string;
  readonly box: string;
  readonly call: string;
  /** Canonical; null: he withholds it. Personal. */
  readonly number: string | null;
  readonly state: MessageState;
  /** When it was begun. */
  readonly at: Instant;
  readonly durationMs: number;
  /** Below the recordings directory. */
  readonly file: string;
}

/** How many of a box. */
export interface BoxCounts {
  readonly new: number;
  readonly heard: number;
  readonly saved: number;
}

/** All messages of all boxes. Those that are being spoken take room already, and cannot be heard yet. */
export class Messages {
  readonly #messages = new Map<string, BoxMessage>();
  readonly #spoken = new Map<string, number>();

  /** Of a box, the oldest first. */
  of(box: string): readonly BoxMessage[] {
    return [...this.#messages.values()].filter((message) => message.box === box).sort(byAge);
  }

  get all(): readonly BoxMessage[] {
    return [...this.#messages.values()].sort(byAge);
  }

  find(id: string): BoxMessage | undefined {
    return this.#messages.get(id);
  }

  /** Those of a recording. */
  ofRecording(recording: string): readonly BoxMessage[] {
    return [...this.#messages.values()].filter((message) => message.recording === recording);
  }

  counts(box: string): BoxCounts {
    const counts = { new: 0, heard: 0, saved: 0 };
    for (const message of this.#messages.values()) if (message.box === box) counts[message.state]++;
    return counts;
  }

  /** Whether one more finds room. */
  hasRoom(box: string, quota: number): boolean {
    const { new: unheard, heard, saved } = this.counts(box);
    return unheard + heard + saved + (this.#spoken.get(box) ?? 0) < quota;
  }

  /** Somebody begins to speak one; gives the end of that. */
  begin(box: string): () => void {
    this.#count(box, 1);
    let isOver = false;
    return () => {
      if (!isOver) this.#count(box, -1);
      isOver = true;
    };
  }

  put(message: BoxMessage): void {
    this.#messages.set(message.id, message);
  }

  remove(id: string): void {
    this.#messages.delete(id);
  }

  #count(box: string, by: number): void {
    this.#spoken.set(box, (this.#spoken.get(box) ?? 0) + by);
  }
}

/** As they are heard: new ones first, each group the oldest first. */
export function inOrder(messages: readonly BoxMessage[]): readonly BoxMessage[] {
  const isNew = ({ state }: BoxMessage) => state === 'new';
  return [...messages.filter(isNew), ...messages.filter((message) => !isNew(message))];
}

function byAge(a: BoxMessage, b: BoxMessage): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}
