// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of a caller when it is decided where he goes? His number, where it is at home, who he is to the shop, what is attached to him.

import type { TrunkLeg } from '../../call/index.js';
import { listKey } from '../../dialling/index.js';
import type { OfferedCall } from '../../reception/index.js';
import type { Contact } from '../contacts/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'areas' | 'customers'>;

/** What is known of one who is here. A number that is not to be shown is nobody's. */
export function knownOf(rooms: Needs, { leg, number, accessNumber, data }: Contact): OfferedCall {
  const withheld = leg.withheld !== undefined || (leg.calling.presentation ?? 'allowed') !== 'allowed';
  const known = number === undefined || withheld ? {} : knownBy(rooms, number.number);
  const { digits = '' } = leg.redirecting ?? {};
  return { accessNumber, withheld, ...known, data, ...(digits !== '' && { redirecting: digits }) };
}

/** What is known of whoever has this number. */
export function knownBy(
  { areas, customers }: Needs,
  number: string,
): Pick<OfferedCall, 'number' | 'area' | 'customer'> {
  const area = areas.of(number);
  const customer = customers.find(number);
  return { number, ...(area !== undefined && { area }), ...(customer !== undefined && { customer }) };
}

/** What the block list has a caller by. A number that is not to be shown is compared, if the file allows it, and not kept. */
export function listedAs({ config, plan }: Pick<Rooms, 'config' | 'plan'>, { calling, withheld }: TrunkLeg): string {
  const { digits, type } = withheld?.take() ?? calling;
  if (withheld !== undefined && config.restrictedNumbers === 'drop') return '';
  return listKey(digits, plan, type);
}
