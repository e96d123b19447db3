// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls did the engine refuse by itself? A SETUP without a channel is a call all the same: it stands in the books.

import { type CallHistory, closeCall, openCall } from '../cdr/index.js';
import { normalise } from '../dialling/index.js';
import type { Unsubscribe } from '../kernel/index.js';
import type { RefusedFact } from '../native/index.js';
import type { Office } from './office.js';
import type { TurnedAway } from './turned-away.js';

/** Writes refused SETUPs down from now on. */
export function keepRefusals(office: Office, turnedAway: TurnedAway): Unsubscribe {
  const spans = new Set(office.lines.spans.map(({ index }) => index));
  return office.media.onFact((fact) => {
    if (fact.type !== 'refused' || !spans.has(fact.span)) return;
    if (turnedAway.closed) turnedAway.note();
    else write(office, fact);
  });
}

function write(office: Office, fact: RefusedFact): void {
  const { books, ids, log } = office;
  const at = books.now();
  const history = refusal(office, fact, { call: ids.next('call'), leg: ids.next('leg') }, at);
  const batch = books.batch();
  openCall(batch, history);
  closeCall(batch, history);
  void books.commit(batch, 'call.refused', { finishing: true });
  log.info({ span: fact.span, channel: fact.channel, cause: fact.cause }, 'a call without a channel was refused');
}

/** The whole history of a call that ended where it began. */
function refusal(
  office: Office,
  fact: RefusedFact,
  id: { readonly call: string; readonly leg: string },
  at: number,
): CallHistory {
  const { lines, media, plan } = office;
  const withheld = fact.presentation !== 'allowed';
  const span = media.spans.find(({ index }) => index === fact.span)?.name ?? null;
  const slot = lines.channel(fact.channel)?.slot ?? null;
  const number = withheld ? undefined : normalise(fact.calling, plan, fact.callingType);
  const cleared = { cause: fact.cause, by: 'box' as const };
  const calling = withheld ? null : fact.calling;
  return {
    call: {
      id: id.call,
      direction: 'inbound',
      calling: number?.number ?? null,
      callingRaw: calling,
      callingType: fact.callingType,
      callingPresentation: fact.presentation,
      called: fact.called,
      accessNumber: fact.called,
    },
    facts: [
      { type: 'offered', at },
      { type: 'legBegan', at, leg: { id: id.leg, kind: 'trunk', direction: 'inbound', span, slot, number: calling } },
      { type: 'refused', at, reason: 'noChannel' },
      { type: 'legCleared', at, leg: id.leg, ...cleared },
      { type: 'ended', at, cause: fact.cause },
    ],
  };
}
