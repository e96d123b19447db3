// SPDX-License-Identifier: GPL-2.0-or-later
// What is a caller called whose exchange has told his name? Attached to him, so that whoever answers sees it.

import type { Contact } from '../contacts/index.js';
import type { Rooms } from '../rooms/index.js';

/** Under this key of the attached data. */
export const CALLER_NAME = 'callerName';

export function attachSaidName({ exchangeLines }: Pick<Rooms, 'exchangeLines'>, contact: Contact): void {
  const name = exchangeLines?.nameOf(contact.leg.handle);
  if (name !== undefined) contact.attach({ [CALLER_NAME]: name });
}
