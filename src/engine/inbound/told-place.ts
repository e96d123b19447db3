// SPDX-License-Identifier: GPL-2.0-or-later
// What is a waiting caller told of his place? His position and wait as they are now, in his language.

import { speechOf } from '../../ivr/index.js';
import type { AgentLines } from '../agents/index.js';
import type { Contact } from '../contacts/index.js';
import { callbackKeyOf, queueOf, type Rooms } from '../rooms/index.js';
import { placeWords, type Told } from '../treatment/index.js';

/** Of a queue that is no more, or of one who waits there no longer: nothing. */
export function toldPlace(
  { dialogues, config }: Pick<Rooms, 'dialogues' | 'config'>,
  { acd }: AgentLines,
  { call: { id }, language }: Contact,
  queue: string,
  told: Told,
): ReturnType<typeof placeWords> {
  const of = queueOf(config, queue);
  const position = acd.position(id);
  if (of === undefined || position === undefined) return { words: [], told };
  const telling = { position: of.announce.position, wait: of.announce.wait, callbackKey: callbackKeyOf(of) };
  const speech = speechOf(language ?? dialogues.language);
  return placeWords(speech, { position, wait: acd.expectedWait(id) }, told, telling);
}
