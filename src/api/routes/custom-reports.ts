// SPDX-License-Identifier: GPL-2.0-or-later
// Which custom reports does somebody see? Those that are for his role or for him; who defines them sees all.

import { TelephonyError } from '../../faults.js';
import type { CustomReport } from '../contract/index.js';
import type { Asker } from '../sessions.js';

type Ask = (method: string, params?: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** In the order of the file. */
export async function customReportsFor({ person, rights }: Pick<Asker, 'person' | 'rights'>, ask: Ask) {
  const all = (await ask('report.customs')) as readonly CustomReport[];
  const seen = ({ for: whom = [] }: CustomReport) =>
    rights.has('reports.define') || whom.length === 0 || whom.some((one) => one === person.id || one === person.role);
  return all.filter(seen);
}

/** Throws FORBIDDEN for one that is not for him. */
export async function assertSees(
  asker: Pick<Asker, 'person' | 'rights'>,
  ask: Ask,
  name: string | undefined,
): Promise<void> {
  const seen = await customReportsFor(asker, ask);
  if (!seen.some((one) => one.name === name)) throw new TelephonyError('FORBIDDEN', `custom report ${name ?? ''}`);
}
