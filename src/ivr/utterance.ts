// SPDX-License-Identifier: GPL-2.0-or-later
// What can be said? A prompt, or several that follow each other.

import type { Parts } from './speech.js';

/** A prompt's name, or several that follow each other, e.g. `dialogue.speech.position(3)`. */
export type Utterance = string | Parts;
