// SPDX-License-Identifier: GPL-2.0-or-later
// What is a waiting caller told of his place? Position and wait as they are now, in his language.

import type { Acd } from '../../acd/index.js';
import { speechOf } from '../../ivr/index.js';
import type { Contact } from '../contacts/index.js';
import { callbackKeyOf, queueOf, type Rooms } from '../rooms/index.js';
import { placeWords, type Told } from '../treatment/index.js';

/** `told`: what he has been told before. */
export function placeTold(
  { config, dialogues }: Pick<Rooms, 'config' | 'dialogues'>,
  acd: Acd,
  { contact, queue, told }: { readonly contact: Contact; readonly queue: string; readonly told: Told },
): ReturnType<typeof placeWords> {
  const { call, language = dialogues.language } = contact;
  const of = queueOf(config, queue);
  const position = acd.position(call.id);
  if (of === undefined || position === undefined) return { words: [], told };
  const telling = { position: of.announce.position, wait: of.announce.wait, callbackKey: callbackKeyOf(of) };
  return placeWords(speechOf(language), { position, wait: acd.expectedWait(call.id) }, told, telling);
}
