// SPDX-License-Identifier: GPL-2.0-or-later
// What may be asked about leads? Who came in a time, by calls and web pages, and how far anybody has got with him.

import { TelephonyError } from '../faults.js';
import { reportShopOf } from '../report/index.js';
import { LEAD_STATES, type Lead, type Listing } from '../store/index.js';
import { MOST, mostOf, numberAsked, type Params, type RecordKeeper, span, USUAL } from './record-keeper.js';
import { optional } from './shop-methods.js';

const USUAL_DAYS = 30;
const DAY = 86_400_000;

/** What changes nothing. */
export function leadReads(keeper: RecordKeeper): Readonly<Record<string, (params: Params) => unknown>> {
  return { leads: (params) => leadsAsked(keeper, params) };
}

async function leadsAsked(keeper: RecordKeeper, params: Params): Promise<Listing<Lead>> {
  const said = optional(params, 'state');
  const state = LEAD_STATES.find((one) => one === said);
  if (said !== undefined && state === undefined)
    throw new TelephonyError('REFUSED', `${said}: ${LEAD_STATES.join(', ')} would be right`);
  const now = keeper.now();
  const { since = now - USUAL_DAYS * DAY, until = now + DAY } = span(keeper, params);
  const { number } = numberAsked(keeper, params);
  const { sales } = reportShopOf(keeper.config());
  const accessNumber = optional(params, 'accessNumber');
  const asked = { since, until, sales, state, accessNumber, number: number?.canonical, reach: keeper.reach };
  const isNarrow =
    params.since !== undefined || said !== undefined || number !== undefined || accessNumber !== undefined;
  return keeper.records().list('leads', asked, { most: mostOf(params, isNarrow ? MOST : USUAL) });
}
