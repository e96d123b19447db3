// SPDX-License-Identifier: GPL-2.0-or-later
// How does the exchange itself connect a caller on an analog line with another number? By a flash: the call needs no second line then.

import type { Leg } from '../../call/index.js';
import { divertName } from '../../control/index.js';
import { toDial } from '../../dialling/index.js';
import type { FxoLine } from '../../fxo/index.js';
import { type Duration, sleep } from '../../kernel/index.js';
import { assertOutside, type OutsideRooms, type Rooms, trunkOf, unattended } from '../rooms/index.js';
import { customerOf, noteTransfer, type Part } from './parts.js';
import type { TransferTo } from './reach.js';

/** What is needed of the box. */
type Needs = OutsideRooms & Pick<Rooms, 'exchangeLines' | 'log' | 'records'>;

/** From the flash until the exchange takes digits, and from the last digit until it knows whom to connect. */
const [DIAL_TONE, TAKEN]: readonly [Duration, Duration] = [1_500, 1_000];
const DIGITS = { onMs: 80, offMs: 80 };

/**
 * Whether the exchange does it: the customer's line is of a trunk group with `transferBy: flash`, and he is to talk with a number
 * outside. It is dialled behind a flash, and the line put down: the exchange connects them, or calls us back. The agent is out of it
 * as soon as it is dialled. Throws as a call outside does.
 */
export function transferredByFlash(rooms: Needs, part: Part, to: TransferTo): boolean {
  if (!('number' in to)) return false;
  const { leg } = customerOf(part);
  const line = rooms.exchangeLines?.line(leg.channel.index);
  const group = line && flashGroup(rooms, leg);
  if (line === undefined || group === undefined) return false;
  const { agent, station } = part;
  const verdict = assertOutside(rooms, { digits: to.number, cause: 'transfer', agent, station });
  const digits = verdict.emergency
    ? verdict.digits
    : toDial(verdict.number, trunkOf(rooms.config, group).dialling).digits;
  noteTransfer(rooms.records, part, divertName(to), 'singleStepTransfer');
  unattended(rooms, 'asking the exchange to transfer a call', send(rooms, line, leg, digits));
  return true;
}

function flashGroup({ config, lines }: Needs, leg: Leg): string | undefined {
  const group = lines.trunkGroups.find(({ channels }) => channels.some(({ index }) => index === leg.channel.index));
  const isBy = config.trunkGroups.some(({ name, transferBy }) => name === group?.name && transferBy === 'flash');
  return isBy ? group?.name : undefined;
}

async function send({ clock }: Needs, line: FxoLine, leg: Leg, digits: string): Promise<void> {
  line.send({ type: 'flash' });
  await sleep(clock, DIAL_TONE, leg.signal);
  await leg.sendDigits(digits, DIGITS).finished;
  await sleep(clock, TAKEN, leg.signal);
  leg.clear();
}
