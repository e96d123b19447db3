// SPDX-License-Identifier: GPL-2.0-or-later
// Over which channels does the box call out?

import { TelephonyError } from '../../faults.js';
import type { TrunkGroup } from '../../line/index.js';
import type { Rooms } from './rooms.js';

/** The group that the configuration names, or the first. Throws NO_CHANNEL when there is none. */
export function outgoingTrunks({ config, lines }: Pick<Rooms, 'config' | 'lines'>): TrunkGroup {
  const name = config.callback.trunkGroup ?? config.trunkGroups[0]?.name;
  if (name === undefined) throw new TelephonyError('NO_CHANNEL', 'the box has no trunk group');
  return lines.trunkGroup(name);
}
