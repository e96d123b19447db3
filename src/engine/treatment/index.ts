// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/treatment: what a waiting caller hears, and which keys count.

export { NOTHING_TOLD, type PlaceNow, placeWords, type Telling, type Told } from './place-words.js';
export { type Message, Treatment } from './treatment.js';
