// SPDX-License-Identifier: GPL-2.0-or-later
// What do rows for tests look like? The least that the schema takes.

import type { Insertable } from 'kysely';
import type { Tables } from '../../../src/store/index.js';

const AT = Date.UTC(2026, 0, 5, 1, 0, 0);

export function aCall(id: string, more: Partial<Insertable<Tables['call']>> = {}): Insertable<Tables['call']> {
  return { id, direction: 'inbound', calling: '+8613800138000', accessNumber: '88880001', offeredAt: AT, ...more };
}

export function aStay(call: string): Insertable<Tables['segment']> {
  return { contact: call, call, n: 1, leg: 'leg-1', kind: 'waiting', role: 'customer', fromAt: AT, toAt: null };
}

export function aRequest(
  id: string,
  number: string,
  more: Partial<Insertable<Tables['callbackRequest']>> = {},
): Insertable<Tables['callbackRequest']> {
  return {
    id,
    number,
    queue: 'orders',
    state: 'open',
    promised: true,
    createdAt: AT,
    enqueuedAt: AT,
    captures: 1,
    due: AT,
    expiresAt: AT + 86_400_000,
    attempts: 0,
    ...more,
  };
}
