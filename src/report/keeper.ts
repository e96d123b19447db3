// SPDX-License-Identifier: GPL-2.0-or-later
// Whose records are summed, and what of the file do the sums go by? The box asks so, and the web process beside it.

import { type Config, trunkChannelCount } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import type { Duration, Instant } from '../kernel/index.js';
import type { Reach, Records } from '../store/index.js';
import { periodOf, type ReportName } from './days.js';
import type { Period } from './metrics.js';
import { DIVISIONS, type Division } from './report-asked.js';

/** What of the file reports go by. */
export interface ReportShop {
  readonly zone: string;
  readonly queues: readonly { readonly name: string; readonly serviceLevel: Duration }[];
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  readonly accessNumbers: readonly { readonly number: string; readonly name?: string | undefined }[];
  /** B-channels that are there. */
  readonly channels: number;
  /** Showings of advertisements. */
  readonly slots: Config['surge']['slots'];
  readonly rates: Config['rates'];
  /** Wrap-up codes that are a sale. */
  readonly sales: readonly string[];
  /** What the shop has put together itself. */
  readonly customReports: Config['customReports'];
}

export interface ReportKeeper {
  readonly records: () => Records;
  readonly shop: () => ReportShop;
  /** What the time is, UTC: what goes on goes on to this. */
  readonly now: () => Instant;
  /** Of these queues and agents alone; undefined: of the whole shop. */
  readonly reach?: Reach | undefined;
}

/** What a report is asked for by: `name`, `day`, `month`, `year`, `from`, `to`, `by`, `station`, `recount`. */
export type ReportParams = Readonly<Record<string, unknown>>;

export function reportShopOf(config: Config): ReportShop {
  const { zone, queues, agents, accessNumbers, surge, rates, customReports } = config;
  const codes = queues.flatMap(({ wrapUpCodes }) => wrapUpCodes.filter(({ sale }) => sale).map(({ name }) => name));
  const sales = [...new Set(codes)];
  const channels = trunkChannelCount(config);
  return { zone, queues, agents, accessNumbers, rates, sales, channels, customReports, slots: surge.slots };
}

/** A word that is said; undefined: it is not. */
export function said(params: ReportParams, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The time that is asked for; none: the latest `usual`. Throws REFUSED. */
export function periodSaid({ shop, now }: ReportKeeper, params: ReportParams, usual: ReportName = 'day'): Period {
  const [day, month, year] = [said(params, 'day'), said(params, 'month'), said(params, 'year')];
  const time = { day, month, year, from: said(params, 'from'), to: said(params, 'to') };
  return periodOf(time, usual, { zone: shop().zone, now: now() });
}

/** Throws REFUSED for a word that is none. */
export function divisionSaid(params: ReportParams): Division | undefined {
  const by = said(params, 'by');
  const found = DIVISIONS.find((one) => one === by);
  if (by !== undefined && found === undefined)
    throw new TelephonyError('REFUSED', `${by}: ${DIVISIONS.join(', ')} would be right`);
  return found;
}
