// SPDX-License-Identifier: GPL-2.0-or-later
// What has the shop changed in its lists? The events of numbers and customers.

import type { Instant } from '../kernel/index.js';

/** Facts of lists, by type. Numbers are personal. */
export interface DirectoryEvents {
  'doNotCall.added': {
    readonly number: string;
    readonly reason: string;
    readonly agent?: string;
    readonly call?: string;
  };
  'doNotCall.removed': { readonly number: string };
  /** Calls from there are refused, until then. */
  'blocked.added': { readonly number: string; readonly reason: string; readonly until?: Instant };
  /** `expired`: its time was over. */
  'blocked.removed': { readonly number: string; readonly reason?: 'expired' };

  /** A customer is known, or something of him is changed: the fields, their values stand in the directory. */
  'customer.changed': { readonly customer: string; readonly fields: readonly string[] };
  /** A customer has another PIN; or somebody keyed in a wrong one, or is locked out after such. */
  'member.pinChanged': { readonly customer: string };
  'member.refused': { readonly customer: string; readonly reason: string };
  'customer.removed': { readonly customer: string };
  /** A file of customers was taken in whole. */
  'customers.imported': { readonly added: number; readonly changed: number; readonly removed: number };
}
