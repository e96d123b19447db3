// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls did the engine refuse by itself? A SETUP without a channel is a call all the same: it stands in the records.

import { CAUSE, calledDigits } from '../../call/index.js';
import { type CallHistory, closeCall, openCall } from '../../cdr/index.js';
import { normalise } from '../../dialling/index.js';
import type { Unsubscribe } from '../../kernel/index.js';
import type { RefusedFact } from '../../native/index.js';
import type { Rooms } from '../rooms/index.js';
import type { TurnedAway } from './turned-away.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'ids' | 'lines' | 'log' | 'media' | 'plan' | 'records'>;

/** Writes refused SETUPs down from now on. */
export function keepRefusals(rooms: Needs, turnedAway: TurnedAway): Unsubscribe {
  const spans = new Set(rooms.lines.spans.map(({ index }) => index));
  return rooms.media.onFact((fact) => {
    if (fact.type !== 'refused' || !spans.has(fact.span)) return;
    if (turnedAway.closed) turnedAway.note();
    else write(rooms, fact);
  });
}

function write(rooms: Needs, fact: RefusedFact): void {
  const { records, ids, log } = rooms;
  const at = records.now();
  // The SETUP came before: the fact may have waited, and so may the caller, for his own digits.
  const offeredAt = Math.round(at - Math.max(0, rooms.media.time() - fact.setupAt));
  const history = refusal(rooms, fact, { call: ids.next('call'), leg: ids.next('leg') }, { at, offeredAt });
  const batch = records.batch();
  openCall(batch, history);
  closeCall(batch, history);
  records.write(batch, 'call.refused');
  log.info({ span: fact.span, channel: fact.channel, cause: fact.cause }, 'the engine refused a call');
}

/** What stands in the records for the cause with which the engine refused a SETUP. */
function reasonOf(cause: number): string {
  switch (cause) {
    case CAUSE.noChannelAvailable:
    case CAUSE.requestedChannelNotAvailable:
    case CAUSE.channelDoesNotExist:
      return 'noChannel';
    case CAUSE.incompatibleDestination:
      return 'dataCall';
    default:
      return 'incompleteNumber'; // the caller gave up while he dialled
  }
}

/** The whole history of a call that ended where it began. */
function refusal(
  rooms: Needs,
  fact: RefusedFact,
  id: { readonly call: string; readonly leg: string },
  { at, offeredAt }: { readonly at: number; readonly offeredAt: number },
): CallHistory {
  const { lines, media, plan } = rooms;
  const withheld = fact.presentation !== 'allowed';
  const span = media.spans.find(({ index }) => index === fact.span)?.name ?? null;
  const slot = lines.channel(fact.channel)?.slot ?? null;
  const number = withheld ? undefined : normalise(fact.calling, plan, fact.callingType);
  const cleared = { cause: fact.cause, by: 'box' as const };
  const calling = withheld ? null : fact.calling;
  const called = calledDigits(fact);
  return {
    call: {
      id: id.call,
      direction: 'inbound',
      calling: number?.number ?? null,
      callingRaw: calling,
      callingType: fact.callingType,
      callingPresentation: fact.presentation,
      called,
      accessNumber: called,
    },
    facts: [
      { type: 'offered', at: offeredAt },
      {
        type: 'legBegan',
        at: offeredAt,
        leg: { id: id.leg, kind: 'trunk', direction: 'inbound', span, slot, number: calling },
      },
      { type: 'refused', at, reason: reasonOf(fact.cause) },
      { type: 'legCleared', at, leg: id.leg, ...cleared },
      { type: 'ended', at, cause: fact.cause },
    ],
  };
}
