// SPDX-License-Identifier: GPL-2.0-or-later
// What is said to one who waits, by who he is and where? The welcome of his access number, his place and how long he will wait.

import type { Acd } from '../../acd/index.js';
import { speechOf } from '../../ivr/index.js';
import type { Contact } from '../contacts/index.js';
import { accessNumberOf, callbackKeyOf, queueOf, type Rooms } from '../rooms/index.js';
import { placeWords, type Told } from '../treatment/index.js';

/** What his access number says to who comes to its queue: once, whatever queues he goes through. */
export function welcomeOf({ config }: Pick<Rooms, 'config'>, contact: Contact): string | undefined {
  if (contact.treatment !== undefined) return undefined;
  return accessNumberOf(config, contact.accessNumber)?.welcome;
}

/** His position and wait as they are now; in a wave he is told the wait in any case. */
export function placeOf(
  { config, dialogues }: Pick<Rooms, 'config' | 'dialogues'>,
  acd: Acd,
  { call: { id }, language, keepsPlace }: Contact,
  { queue, told }: { readonly queue: string; readonly told: Told },
): ReturnType<typeof placeWords> {
  const of = queueOf(config, queue);
  const position = acd.position(id);
  if (of === undefined || position === undefined) return { words: [], told };
  const { announce, callback } = of;
  const wait = acd.expectedWait(id);
  const isLong = callback.offerFrom === undefined || (wait ?? 0) >= callback.offerFrom;
  const telling = {
    position: announce.position,
    wait: announce.wait || keepsPlace,
    callbackKey: isLong || keepsPlace || told.offered ? callbackKeyOf(of) : undefined,
  };
  const speech = speechOf(language ?? dialogues.language);
  return placeWords(speech, { position, wait }, told, telling);
}
