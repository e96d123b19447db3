// SPDX-License-Identifier: GPL-2.0-or-later
// What can be said? A prompt, a text that an engine speaks, or several that follow each other.

/** A text that the site's engine speaks; where it cannot, the prompt `instead`. */
export interface Text {
  readonly text: string;
  readonly instead?: string;
}

/** A prompt's name, or a text. */
export type Said = string | Text;

/** What is said, or several that follow each other, e.g. `dialogue.speech.position(3)` or `{ text: 'Hello' }`. */
export type Utterance = Said | readonly Said[];

/** One after the other. */
export function saidOf(what: Utterance): readonly Said[] {
  return isList(what) ? what : [what];
}

const isList = (what: Utterance): what is readonly Said[] => Array.isArray(what);
