// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about the board, its spans, trunk groups and stations?

import { z } from 'zod';
import { dtmfTimes, moduleSettings, portCount, portKind, ringingSettings } from './analog-schema.js';
import { exchangeSettings } from './exchange-schema.js';
import { bankSettings, telephoneSettings } from './telephone-schema.js';
import { count, digits, duration, name, numberList } from './values.js';

const signalling = z
  .strictObject({
    role: z
      .enum(['cpe', 'network'])
      .default('cpe')
      .describe('`cpe` towards the public network; `network` towards a PBX.'),
    restartAtStart: z
      .boolean()
      .default(true)
      .describe('Restart each B-channel at start, so that no ghost call is left.'),
    restartLimit: duration({ least: '1s', most: '24h' })
      .prefault('2min')
      .describe('A channel whose RESTART is not acknowledged for so long takes the next SETUP for it all the same.'),
    overlapReceiving: z.boolean().default(false).describe('The exchange sends the called number in parts.'),
    overlapDigits: count(1).max(32).default(20).describe('The number is whole with so many digits, whatever they are.'),
    overlapTimeout: duration({ least: '1s', most: '60s' })
      .prefault('15s')
      .describe('Q.931 T302: no digit came for so long, so none will. An access number does not wait for it.'),
    automaticProceeding: duration({ most: '5s' })
      .prefault('500ms')
      .describe('PROCEEDING by itself when no decision came by then.'),
  })
  .prefault({})
  .describe('How box and exchange speak on the D-channel (EuroISDN).');

const carrierType = '`listen`, `connect`: by a Unix socket; `loop`: to another span of this board.';

const carrier = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('listen').describe(carrierType),
      path: z.string().min(1).describe('Unix socket that the far end connects to.'),
    }),
    z.strictObject({
      type: z.literal('connect').describe(carrierType),
      path: z.string().min(1).describe('Unix socket on which the far end listens.'),
    }),
    z.strictObject({
      type: z.literal('loop').describe(carrierType),
      peer: name().describe('The span of this board at the other end.'),
    }),
  ])
  .describe('How a virtual span reaches its far end.');

/** How long an echo the driver's canceller takes out; `off`: it is not switched on. */
export const ECHO_CANCELLERS = ['off', '16ms', '32ms', '64ms'] as const;

const echo = (standard: (typeof ECHO_CANCELLERS)[number]) => ({
  echoCanceller: z
    .enum(ECHO_CANCELLERS)
    .default(standard)
    .describe("The driver's echo canceller while a call is up: how long an echo it takes out; `docs/echo.md`."),
  exceptions: z
    .array(
      z.strictObject({
        channels: numberList().describe('Of the channels of this span.'),
        echoCanceller: z.enum(ECHO_CANCELLERS).describe('For these channels.'),
      }),
    )
    .default([])
    .describe('Channels of this span that want another `echoCanceller`.'),
});

const spanName = () => name().describe('As status and commands call it.');
const kindWords = '`e1`: 30 B-channels and a D-channel; `analog`: ports for telephones or lines.';
const channels = () => numberList().describe('DAHDI channel numbers, in the order of the slots or ports.');

const virtualSpan = z.discriminatedUnion('kind', [
  z.strictObject({
    name: spanName(),
    kind: z.literal('e1').describe(kindWords),
    carrier,
    dSlot: count(1).max(31).default(16).describe('Time slot of the D-channel; the same at the far end.'),
    signalling,
  }),
  z.strictObject({
    name: spanName(),
    kind: z.literal('analog').describe(kindWords),
    carrier,
    ports: portKind(),
    dtmf: dtmfTimes(),
    count: portCount(),
    ...bankSettings,
    ...exchangeSettings,
    ...ringingSettings,
  }),
]);

const dahdiSpan = z.discriminatedUnion('kind', [
  z.strictObject({
    name: spanName(),
    kind: z.literal('e1').describe(kindWords),
    channels: channels().describe('B-channels, such as [1-15, 17-31].'),
    dChannel: count(1).describe('The D-channel, such as 16.'),
    signalling,
    ...echo('off'), // a digital line has no echo of its own; the far end's is the carrier's to cancel
  }),
  z.strictObject({
    name: spanName(),
    kind: z.literal('analog').describe(kindWords),
    channels: channels(),
    ports: portKind(),
    dtmf: dtmfTimes(),
    ...bankSettings,
    ...exchangeSettings,
    ...ringingSettings,
    ...moduleSettings,
    ...echo('32ms'),
  }),
]);

const boardType = '`dahdi`: a card; `virtual`: no card, sockets in its place.';
const spansWords = 'Its E1 spans and banks of analog ports.';

/** The board: a telephony card by DAHDI, or the virtual one that needs none. */
export const board = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('virtual').describe(boardType),
    waitForPeers: z.boolean().default(false).describe('Do not begin before every far end is connected.'),
    spans: z.array(virtualSpan).min(1).describe(spansWords),
  }),
  z.strictObject({
    type: z.literal('dahdi').describe(boardType),
    spans: z.array(dahdiSpan).min(1).describe(spansWords),
  }),
]);

const dialling = z
  .strictObject({
    outsideLine: z
      .string()
      .regex(/^\d*$/, 'is not digits')
      .default('')
      .describe('Dialled first, where a PBX stands between.'),
    nationalPrefix: z
      .string()
      .regex(/^\d*$/, 'is not digits')
      .default('0')
      .describe('Dialled before a number of another area.'),
    internationalPrefix: z
      .string()
      .regex(/^\d*$/, 'is not digits')
      .default('00')
      .describe('Dialled before a number of another country.'),
    mobilePrefix: z
      .enum(['never', 'always', 'byArea'])
      .default('never')
      .describe('0 before a mobile number: when its home area is another one (byArea), always, or never.'),
  })
  .prefault({})
  .describe('What is dialled before a number.');

/** Channels used alike. */
export const trunkGroup = z.strictObject({
  name: name().describe('As `callback.trunkGroup` names it.'),
  spans: z.array(name()).min(1).describe('Spans towards the exchange, by their names.'),
  slots: numberList().describe('Only these slots or ports of the spans; default: all.').exactOptional(),
  order: z
    .enum(['ascending', 'descending', 'leastUsed', 'roundRobin'])
    .default('descending')
    .describe('In which order calls out take channels; choose the end that the exchange does not.'),
  overflowTo: name()
    .describe('The trunk group that calls out take while all channels of this one are busy or out of service.')
    .exactOptional()
    .meta({ applies: 'nextCall' }),
  class: name()
    .describe(
      'The class of service of its lines: what it does not let out goes by the group of `overflowTo`, or not at all. Emergency numbers go by any line.',
    )
    .exactOptional()
    .meta({ applies: 'nextCall' }),
  presentable: z.array(digits()).default([]).describe('Numbers that the carrier lets us show, the usual one first.'),
  earlyMedia: z
    .boolean()
    .default(false)
    .describe(
      'Callers hear what is said before the call is answered, as `spillway lines test-early-media` has shown: `surge.ways` may use `earlyMedia` here.',
    )
    .meta({ applies: 'nextCall' }),
  transferBy: z
    .enum(['box', 'flash'])
    .default('box')
    .describe(
      'How a caller is given to a number outside: `box` dials it on a second line and connects both; `flash`: the exchange does, where the carrier lets analog lines transfer calls.',
    )
    .meta({ applies: 'nextCall' }),
  dialling,
});

/** Where an agent talks: a port of a station bank. */
export const station = z.strictObject({
  number: z
    .string()
    .regex(/^\d{1,12}$/, 'is not a station number: write 1 to 12 digits')
    .describe('Of the telephone, as commands and lists call it.'),
  span: name().describe('The bank of telephones that it is at.'),
  port: count(1).describe('Of the bank, counted from 1.'),
  agent: z.string().describe('Signed in here from the start, without a PIN.').exactOptional(),
  waitingLamp: z
    .enum(['fsk', 'neon', 'reversal', 'off'])
    .default('fsk')
    .describe(
      'How its lamp is lit for new messages, beside the stutter of its dial tone: by a message (`fsk`, in the standard of `callerId`), by voltage (`neon`), by reversed polarity, or `off`.',
    ),
  ...telephoneSettings,
  class: name()
    .describe('Its class of service while nobody is signed in; default: `dialling.stationClass`.')
    .exactOptional(),
});
