// SPDX-License-Identifier: GPL-2.0-or-later
// Which cards do the proposals' tests look at? /proc/dahdi and sysfs as the driver writes them: a TE420, a TE122, a TDM400 with
// three modules, two Astribanks, and the dynamic spans of tools/dahdi-vm (recorded there).

type Files = Readonly<Record<string, string>>;

const three = (value: number) => String(value).padStart(3, '0');

interface SpanText {
  readonly number: number;
  readonly head: string;
  readonly first: number;
  /** Each channel's name below its span's, and what follows it. */
  readonly channels: readonly (readonly [name: string, rest: string])[];
  readonly spantype?: string;
  /** Of each channel. */
  readonly sigcap?: readonly string[];
}

function spanFiles({ number, head, first, channels, spantype, sigcap }: SpanText): Files {
  const lines = channels.map(([name, rest], i) => `\t${`${first + i}`.padStart(4)} ${name} ${rest}`);
  return {
    '/sys/module/dahdi/version': '3.1.0\n',
    [`/proc/dahdi/${number}`]: [`Span ${number}: ${head} `, '', ...lines, ''].join('\n'),
    ...(spantype && { [`/sys/bus/dahdi_spans/devices/span-${number}/spantype`]: `${spantype}\n` }),
    ...Object.fromEntries(
      (sigcap ?? []).map((words, i) => [
        `/sys/bus/dahdi_channels/devices/dahdi!chan!${three(number)}!${three(i + 1)}/sigcap`,
        `${words}\n`,
      ]),
    ),
  };
}

const slots = (name: string, rest: (slot: number) => string) =>
  Array.from({ length: 31 }, (_, i) => [`${name}/${i + 1}`, rest(i + 1)] as const);
const configured = (slot: number) => (slot === 16 ? 'HDLCFCS (In use) ' : 'Clear (In use) ');

/** Four E1 of one card, not yet configured; nothing is plugged into the first. */
export const TE420: Files = Object.assign(
  {},
  ...[1, 2, 3, 4].map((number) =>
    spanFiles({
      number,
      head: `TE4/0/${number} "T4XXP (PCI) Card 0 Span ${number}"${number === 1 ? ' (MASTER)  RED' : ''}`,
      first: (number - 1) * 31 + 1,
      channels: slots(`TE4/0/${number}`, () => ''),
      spantype: 'E1',
    }),
  ),
);

/** One E1 that is in use without CRC4, and the driver is too old to have sysfs. */
export const TE122: Files = spanFiles({
  number: 1,
  head: 'WCT1/0 "Wildcard TE122 Card 0" (MASTER) HDB3/CCS ClockSource',
  first: 1,
  channels: slots('WCT1/0', configured),
});

/** A card as T1, as it comes out of its box. */
export const T1: Files = spanFiles({
  number: 1,
  head: 'TE2/0/1 "T2XXP (PCI) Card 0 Span 1" (MASTER)',
  first: 1,
  channels: Array.from({ length: 24 }, (_, i) => [`TE2/0/1/${i + 1}`, ''] as const),
  spantype: 'T1',
});

const FXS = 'FXOLS FXOGS FXOKS E&M Clear SF (ToneOnly)';
const FXO = 'FXSLS FXSKS Clear SF (ToneOnly)';

/** Two FXS modules, one FXO, an empty place; after another card's E1, so that it begins at 32. */
export const TDM400: Files = spanFiles({
  number: 2,
  head: 'WCTDM/4 "Wildcard TDM400P REV I Board 5"',
  first: 32,
  channels: [0, 1, 2, 3].map((port) => [`WCTDM/4/${port}`, port === 3 ? 'Reserved ' : ''] as const),
  spantype: 'ANALOG_MIXED',
  sigcap: [FXS, FXS, FXO, ''],
});

/** An old driver: only what 'dahdi_cfg' has set tells what the modules are. */
export const A400: Files = spanFiles({
  number: 1,
  head: 'WCTDM/0 "OpenVox A400P REV E/F Board 1"',
  first: 1,
  channels: [
    ['WCTDM/0/0', 'FXOKS (In use) (EC: MG2 - INACTIVE) '],
    ['WCTDM/0/1', 'FXSKS RED (EC: MG2 - INACTIVE) '],
    ['WCTDM/0/2', ''],
    ['WCTDM/0/3', ''],
  ],
});

/** Recorded in the machine of tools/dahdi-vm: an E1 and eight lines, both dynamic. */
const ANY = 'FXSLS FXSGS FXSKS FXOLS FXOGS FXOKS E&M Clear SF (ToneOnly) CAS DACS+RBS';
export const DYNAMIC: Files = {
  ...spanFiles({
    number: 1,
    head: `DYN/loc/0:0 "Dynamic 'loc' span at '0:0'"`,
    first: 1,
    channels: slots('DYN/loc/0:0', () => 'Clear '),
    spantype: 'DYNAMIC',
    sigcap: Array.from({ length: 31 }, () => ANY),
  }),
  ...spanFiles({
    number: 3,
    head: `DYN/loc/1:0 "Dynamic 'loc' span at '1:0'"`,
    first: 63,
    channels: Array.from({ length: 8 }, (_, i) => [`DYN/loc/1:0/${i + 1}`, 'FXOKS '] as const),
    spantype: 'DYNAMIC',
    sigcap: Array.from({ length: 8 }, () => ANY),
  }),
};

/** ISDN BRI, and a span that says nothing of itself. */
export const STRANGE: Files = {
  ...spanFiles({
    number: 1,
    head: 'B4/0/1 "B4XXP (PCI) Card 0 Span 1" RED',
    first: 1,
    channels: [1, 2, 3].map((slot) => [`B4/0/1/${slot}`, ''] as const),
    spantype: 'BRI_TE',
  }),
  ...spanFiles({ number: 2, head: 'X/0 ""', first: 4, channels: [['X/0/1', '']] }),
};
