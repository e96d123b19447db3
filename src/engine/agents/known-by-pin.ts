// SPDX-License-Identifier: GPL-2.0-or-later
// Who is at a telephone? He keys in his number and his PIN; nobody hears or keeps the PIN.

import type { Access, Verdict } from '../../access/index.js';
import type { Origin } from '../../bus/index.js';
import type { Dialogue } from '../../ivr/index.js';
import type { Rooms } from '../rooms/index.js';

/** One more than a number or a PIN may have: a `#` is not left over for the next question. */
export const LONGEST_KEYED = 13;
/** How long a digit is waited for. */
export const KEYED_WITHIN = 10_000;

/** Asks for both, once each. Wrong PINs count, as brought about by `by`. Rejects with LEG_CLEARED when he is gone. */
export async function knownByPin(
  { records, store }: Pick<Rooms, 'records' | 'store'>,
  access: Access,
  { dialogue, by }: { readonly dialogue: Dialogue; readonly by: Origin },
): Promise<Verdict> {
  const ask = { max: LONGEST_KEYED, timeout: KEYED_WITHIN, attempts: 1 };
  const number = (await dialogue.collect({ ...ask, prompt: 'agent-key-in-number' })) ?? '';
  const pin = (await dialogue.collect({ ...ask, prompt: 'agent-key-in-pin', mask: 'PIN' })) ?? '';
  return store.actingFor(by, () => access.verify(number, pin, records.now()));
}
