// SPDX-License-Identifier: GPL-2.0-or-later
// What is each span of the card, and what can each of its ports be? From /proc/dahdi, and from sysfs where the driver has it.

import type { Machine } from '../doctor/machine.js';
import { type DriverChannel, type DriverSpan, driverSpans } from '../doctor/proc-dahdi.js';

/**
 * `e1`: 30B+D. `analog`: ports for telephones or lines. The rest Spillway cannot use: T1, BRI, and what the driver tells too
 * little of.
 */
export type SpanType = 'e1' | 'analog' | 't1' | 'bri' | 'unknown';

/** `fxs`: rings a telephone. `fxo`: is a telephone towards an exchange. `none`: no module in this place. */
export type Module = 'fxs' | 'fxo' | 'none' | 'unknown';

export interface Port {
  readonly channel: number;
  readonly module: Module;
}

export interface SpanFacts extends DriverSpan {
  readonly type: SpanType;
  /** Of a dynamic span (DYN/...): what its `dynamic=` line must name. */
  readonly dynamic?: { readonly driver: string; readonly address: string };
  /** The D-channel's HDLC is the card's work: `hardhdlc`, else `dchan`. */
  readonly hardHdlc: boolean;
  readonly ports: readonly Port[];
}

const E1_SLOTS = 31;
const T1_SLOTS = 24;
const D_SLOT = 16;

/** Every span of this machine. */
export function spanFacts(machine: Machine): readonly SpanFacts[] {
  return driverSpans(machine).map((span) => {
    const type = typeOf(span, machine);
    const dynamic = /^DYN\/([^/]+)\/(.+)$/.exec(span.name);
    return {
      ...span,
      type,
      ...(dynamic && { dynamic: { driver: dynamic[1] ?? '', address: dynamic[2] ?? '' } }),
      hardHdlc: sigcap(machine, span.number, D_SLOT) === 'Hardware-assisted HDLC',
      ports: span.channels.map((channel, i) => ({
        channel: channel.number,
        module: type === 'analog' ? moduleOf(channel, sigcap(machine, span.number, i + 1)) : 'none',
      })),
    };
  });
}

/** What a channel's place can be: words such as `FXOKS FXOLS`; undefined: the driver does not tell. */
function sigcap(machine: Machine, span: number, place: number): string | undefined {
  const three = (value: number) => String(value).padStart(3, '0');
  return machine.read(`/sys/bus/dahdi_channels/devices/dahdi!chan!${three(span)}!${three(place)}/sigcap`)?.trim();
}

function typeOf(span: DriverSpan, machine: Machine): SpanType {
  const told = machine.read(`/sys/bus/dahdi_spans/devices/span-${span.number}/spantype`)?.trim();
  switch (told) {
    case 'E1':
      return 'e1';
    case 'T1':
    case 'J1':
      return 't1';
    case 'FXS':
    case 'FXO':
    case 'ANALOG_MIXED':
      return 'analog';
    case 'BRI_NT':
    case 'BRI_TE':
    case 'BRI_SOFT':
      return 'bri';
    default:
      return guessed(span); // DYNAMIC says nothing, and older drivers do not tell
  }
}

/** By line configuration, signalling that is set already, and the number of channels. */
function guessed({ name, lineConfig, channels }: DriverSpan): SpanType {
  if (/^(WCTDM|WCFXO|XPP_FX[SO]|FX[SO])\b/.test(name)) return 'analog';
  if (channels.some(({ signalling }) => /^FX[SO][KLG]S$/.test(signalling))) return 'analog';
  if (/HDB3|CRC4/.test(lineConfig) || channels.length === E1_SLOTS) return 'e1';
  if (/B8ZS|ESF|D4/.test(lineConfig) || channels.length === T1_SLOTS) return 't1';
  return channels.length === 3 ? 'bri' : 'unknown';
}

/** A port for telephones is *signalled* as FXO, and the other way round; we say what it is. */
function moduleOf({ signalling, name }: DriverChannel, capabilities: string | undefined): Module {
  if (capabilities !== undefined && capabilities !== '') {
    const [fxs, fxo] = [/FXOKS/.test(capabilities), /FXSKS/.test(capabilities)];
    if (fxs !== fxo) return fxs ? 'fxs' : 'fxo';
    if (!fxs) return 'none';
  }
  if (capabilities === '' || signalling === 'Reserved') return 'none';
  if (/^FXO[KLG]S$/.test(signalling) || /\bXPP_FXS|^FXS\//.test(name)) return 'fxs';
  if (/^FXS[KLG]S$/.test(signalling) || /\bXPP_FXO|^FXO\/|^WCFXO\//.test(name)) return 'fxo';
  return 'unknown';
}
