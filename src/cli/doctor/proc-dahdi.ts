// SPDX-License-Identifier: GPL-2.0-or-later
// What does the DAHDI driver say about its spans? Reads the text of /proc/dahdi/<span>.

import type { Machine } from './machine.js';

export const PROC = '/proc/dahdi';

/** The driver's words for alarms, as it writes them. */
export const DRIVER_ALARMS = ['BLUE', 'YELLOW', 'RED', 'LOOP', 'RECOVERING', 'NOTOPEN'] as const;
export type DriverAlarm = (typeof DRIVER_ALARMS)[number];

export interface DriverChannel {
  readonly number: number;
  readonly name: string;
  /** As the driver writes it: `Clear`, `HDLCFCS`, `FXOKS`, `Unconfigured`. */
  readonly signalling: string;
  /** A program has it open. */
  readonly inUse: boolean;
  /** The echo canceller that is attached, as the driver writes it: `MG2`, the card's own `VPMADT032`. */
  readonly canceller?: string;
}

export interface DriverSpan {
  readonly number: number;
  readonly name: string;
  /** What the driver calls it: `T2XXP (PCI) Card 0 Span 1`. */
  readonly description: string;
  /** Line coding, framing and CRC4 that 'dahdi_cfg' has set, such as `HDB3/CCS/CRC4`; empty: none. */
  readonly lineConfig: string;
  readonly alarms: readonly DriverAlarm[];
  readonly channels: readonly DriverChannel[];
}

/**
 * One span. Its first line ends with line coding, alarms and clock source, its channels have a line each:
 *
 *     Span 1: TE2/0/1 "T2XXP (PCI) Card 0 Span 1" (MASTER) HDB3/CCS/CRC4 RED
 *
 *     	   1 TE2/0/1/1 Clear (In use) RED (EC: MG2 - INACTIVE)
 */
export function parseSpan(text: string): DriverSpan | undefined {
  const [first = '', ...rest] = text.split('\n');
  const head = /^Span (\d+): (\S+) "(.*)"(.*)$/.exec(first);
  if (!head) return undefined;
  const words = (head[4] ?? '').split(/\s+/);
  return {
    number: Number(head[1]),
    name: head[2] ?? '',
    description: head[3] ?? '',
    lineConfig: words.find((word) => /^(HDB3|B8ZS|AMI|CCS|CAS|ESF|D4|CRC4|\/)+$/.test(word)) ?? '',
    alarms: DRIVER_ALARMS.filter((alarm) => words.includes(alarm)),
    channels: rest.flatMap((line) => parseChannel(line)),
  };
}

function parseChannel(line: string): readonly DriverChannel[] {
  const match = /^\s+(\d+) (\S+) (.*)$/.exec(line);
  if (!match) return [];
  const rest = match[3] ?? '';
  // A channel without signalling has none of these words, and is not configured.
  const signalling = /^(Clear|Hardware-assisted HDLC|[A-Z&+0-9-]{3,})(?= |$)/.exec(rest)?.[1] ?? 'Unconfigured';
  const isAlarm = DRIVER_ALARMS.some((alarm) => alarm === signalling);
  return [
    {
      number: Number(match[1]),
      name: match[2] ?? '',
      signalling: isAlarm ? 'Unconfigured' : signalling,
      inUse: rest.includes('(In use)'),
      ...cancellerIn(rest),
    },
  ];
}

/**
 * The canceller of a channel's line, by the driver's age. An old one tells besides which one works at the moment; a card whose
 * own has failed has no name for it.
 *
 *     (EC: MG2 - INACTIVE)        since 2.4
 *     (SWEC: MG2) (EC: MG2)       2.1 to 2.3: attached, and at work
 *     (EC: mg2)                   2.0
 */
function cancellerIn(line: string): Pick<DriverChannel, 'canceller'> {
  const attached = /\(SWEC: ([^)]+)\)/.exec(line) ?? /\(EC: (\(null\)|[^()]+?)(?: - (?:IN)?ACTIVE)?\)/.exec(line);
  const name = attached?.[1]?.trim().toUpperCase() ?? '';
  return name === '' || name === '(NULL)' ? {} : { canceller: name };
}

/** Every span of the driver, or none when it is not loaded. */
export function driverSpans(machine: Machine): readonly DriverSpan[] {
  return machine
    .list(PROC)
    .map((name) => parseSpan(machine.read(`${PROC}/${name}`) ?? ''))
    .filter((span) => span !== undefined)
    .sort((a, b) => a.number - b.number);
}
