// SPDX-License-Identifier: GPL-2.0-or-later
// What is kept of a customer's PIN? Its hash, and how often it was keyed in wrong.

import type { Reads } from './question.js';

/** Null: he has none. */
export async function memberPin(reads: Reads, { customer }: { readonly customer: string }) {
  return (await reads.selectFrom('memberPin').selectAll().where('id', '=', customer).executeTakeFirst()) ?? null;
}
