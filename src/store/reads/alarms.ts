// SPDX-License-Identifier: GPL-2.0-or-later
// Which alarms were raised?

import type { Instant } from '../../kernel/index.js';
import type { AlarmRow } from '../operating-rows.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';

/** Alarms that were raised since an instant, the newest first. */
export async function raisedAlarms(
  reads: Reads,
  { since }: { readonly since: Instant },
  { after, most }: PageAsked,
): Promise<Page<AlarmRow>> {
  const all = reads.selectFrom('alarm').selectAll().orderBy('raisedAt', 'desc').orderBy('id', 'desc');
  const meant = all.where('raisedAt', '>=', since);
  const behind =
    after === undefined
      ? meant
      : meant.where((is) => is(is.refTuple('raisedAt', 'id'), '<', is.tuple(after.at, after.id)));
  return pageOf(await behind.limit(most + 1).execute(), most, ({ raisedAt, id }) => ({ at: raisedAt, id }));
}
