// SPDX-License-Identifier: GPL-2.0-or-later
// Over which channels does the box call out? Those of a trunk group that lets the number out; when all of them are busy, those of the group
// that the file names for then.

import type { Config } from '../../config/index.js';
import { barredBy, PREMIUM_PREFIXES, type TelephoneNumber } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { TrunkGroup } from '../../line/index.js';
import { classNamed } from './classes.js';
import type { Rooms } from './rooms.js';

/** What is needed of the box. */
export type TrunkRooms = Pick<Rooms, 'clock' | 'config' | 'lines' | 'plan'>;

/** What is to go out. An emergency call takes any trunk group that has a channel, whatever its class. */
export type Outgoing = TelephoneNumber | 'emergency';

/**
 * The trunk group for a call out: of the group that the configuration names (or the first) and those that it overflows to, the first that
 * lets the number out and has an idle channel; where none has, the first that lets it out. Throws NO_CHANNEL when the box has no group,
 * BARRED when none lets it out.
 */
export function outgoingTrunks(rooms: TrunkRooms, outgoing?: Outgoing): TrunkGroup {
  const { config, lines } = rooms;
  const names = outgoing === 'emergency' ? everyGroup(config) : overflowOf(config);
  if (names.length === 0) throw new TelephonyError('NO_CHANNEL', 'the box has no trunk group');
  const bars = names.map((name) => (typeof outgoing === 'object' ? barOf(rooms, name, outgoing) : undefined));
  const open = names.filter((_, index) => bars[index] === undefined).map((name) => lines.trunkGroup(name));
  const [first] = open;
  if (first === undefined) throw new TelephonyError('BARRED', `class of the lines: ${bars[0]}`);
  return open.find(({ idle }) => idle > 0) ?? first;
}

/** Throws BARRED when the class of no trunk group lets the number out, whether a channel is idle or not. */
export function assertLetOut(rooms: TrunkRooms, number: TelephoneNumber): void {
  if (overflowOf(rooms.config).length > 0) outgoingTrunks(rooms, number);
}

/** The group that calls take, and those after it, each once. */
function overflowOf({ callback, trunkGroups }: Config): readonly string[] {
  const names = new Set<string>();
  let next = callback.trunkGroup ?? trunkGroups[0]?.name;
  while (next !== undefined && !names.has(next)) {
    names.add(next);
    next = trunkGroups.find(({ name }) => name === next)?.overflowTo;
  }
  return [...names];
}

function everyGroup(config: Config): readonly string[] {
  return [...new Set([...overflowOf(config), ...config.trunkGroups.map(({ name }) => name)])];
}

/** Why the class of a group's lines does not let a number out. */
function barOf({ clock, config, plan }: TrunkRooms, name: string, number: TelephoneNumber): string | undefined {
  const service = config.trunkGroups.find((group) => group.name === name)?.class;
  if (service === undefined) return undefined;
  const premium = config.dialling.premium ?? PREMIUM_PREFIXES;
  return barredBy(classNamed(config, service), number, { plan, premium, at: clock.utc(clock.now()) });
}
