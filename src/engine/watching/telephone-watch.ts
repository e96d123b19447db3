// SPDX-License-Identifier: GPL-2.0-or-later
// Which telephones lie beside their hooks, or have a dead port or a shorted line? Nobody could be rung there, so it is told.

import type { Rooms } from '../rooms/index.js';

/** Raises TELEPHONE_OFF_HOOK and TELEPHONE_PORT_DEAD, and clears them when the telephone is on its hook, or has its voltage, again. */
export function watchTelephones({ alarms, lines, stations }: Pick<Rooms, 'alarms' | 'lines' | 'stations'>): void {
  stations.each((station) => station.leftOff.on(({ on }) => alarms.set(on, 'TELEPHONE_OFF_HOOK', station.number)));
  lines.battery.on(({ channel, present }) => {
    if (channel.kind !== 'fxs') return;
    alarms.set(!present, 'TELEPHONE_PORT_DEAD', stations.at(channel.index)?.number ?? channel.name);
  });
}
