// SPDX-License-Identifier: GPL-2.0-or-later
// What does a request keep of the call that it comes from? Its grade, what it asks of agents, how urgent it is, by which way it came.

import type { CaptureRow, RequestAbout } from '../../callback/index.js';
import type { Contact } from '../contacts/index.js';
import { ownNeeds, queueOf, type Rooms, wanted } from '../rooms/index.js';
import { asksOf } from './asks.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'records'>;

/** `queue`: the one that he leaves for a callback; none: a computer agent of the surge serves him. */
export function aboutOf(
  { config, records }: Needs,
  contact: Contact,
  { queue, source }: { readonly queue: string | undefined; readonly source: CaptureRow['source'] },
): Partial<RequestAbout> {
  const grade = records.customerOf(contact.call.id)?.grade ?? 0;
  const asks = asksOf(contact);
  const { gradePriority = 0 } = queueOf(config, queue ?? '') ?? {};
  const { priority } = wanted(config, { queue: queue ?? '', ...asks });
  const { claims } = contact;
  const wants = {
    needs: [...ownNeeds(config, asks), ...(claims.needs ?? [])].filter(isFirst),
    priority: priority + claims.priority + grade * gradePriority,
  };
  const isHidden = source === 'callingNumber' && contact.leg.calling.presentation === 'restricted';
  return {
    origin: queue === undefined ? 'surge' : 'queue',
    grade,
    ...((wants.needs.length > 0 || wants.priority !== 0) && { wants }),
    ...(isHidden && { hidden: true }),
  };
}

const isFirst = (need: { readonly skill: string }, index: number, all: readonly { readonly skill: string }[]) =>
  all.findIndex(({ skill }) => skill === need.skill) === index;
