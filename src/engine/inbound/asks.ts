// SPDX-License-Identifier: GPL-2.0-or-later
// From what comes what a caller needs of agents, beside the queue that he waits in? Pure.

import type { Need } from '../../acd/index.js';
import type { Config } from '../../config/index.js';
import type { Contact } from '../contacts/index.js';
import { ownNeeds, wanted } from '../rooms/index.js';

/** What comes from the language that a flow chose is among it, until what is left of all is known. */
export function asksOf({ asks: { accessNumber, wants, isLeft }, language }: Pick<Contact, 'asks' | 'language'>) {
  return { accessNumber, wants: isLeft || language === undefined ? wants : { language, ...wants } };
}

/** When he leaves a queue with these needs: what he has given up he does not ask for again; what the queue asked stays with it. */
export function asksLeft(
  config: Config,
  contact: Pick<Contact, 'asks' | 'language'>,
  needs: readonly Need[],
): Contact['asks'] {
  const asks = asksOf(contact);
  const own = ownNeeds(config, asks);
  const left = needs.filter(({ skill }) => own.some((need) => need.skill === skill));
  const { priority } = wanted(config, { queue: '', ...asks });
  return { wants: { needs: left, priority }, isLeft: true };
}
