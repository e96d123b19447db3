// SPDX-License-Identifier: GPL-2.0-or-later
// Has an agent his whole time to lift when his telephone rings later than it was asked to, because others of its bank ring?

import type { Acd } from '../../acd/index.js';
import type { Stations } from '../../station/index.js';

/** An offer's time counts from the first ring that is heard. */
export function followLateRings(stations: Stations, acd: Acd): void {
  stations.each((station) => station.rangLate.on(({ offer, late }) => acd.agentRangLate(offer, late)));
}
