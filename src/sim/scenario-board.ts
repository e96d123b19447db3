// SPDX-License-Identifier: GPL-2.0-or-later
// How does the exchange meet the box? Over Unix sockets, or over a telephony card, as the scenario file says.

import { z } from 'zod';
import { numbersOf } from '../kernel/index.js';
import type { BoardOptions, DahdiSpan, VirtualSpan } from '../native/index.js';

const E1_BEARERS = 30;
const name = z.string().min(1);

const channels = z
  .union([z.string(), z.int(), z.array(z.union([z.string(), z.int()]))])
  .transform((written, context) => {
    const numbers = numbersOf(String(written).replaceAll(' ', ''));
    if (numbers) return numbers;
    context.addIssue({ code: 'custom', message: 'is not a list of channels: write 32-46,48-62' });
    return z.NEVER;
  });

/** Sockets on which the exchange listens. */
export const virtualPlace = {
  board: z
    .literal('virtual', { error: 'is not a board: write virtual (Unix sockets) or dahdi (a card)' })
    .default('virtual'),
  spans: z.array(z.strictObject({ name, path: z.string().min(1) })).min(1),
  bank: z.strictObject({ name, path: z.string().min(1), ports: z.int().min(1).max(30) }).optional(),
};

/** Channels of a card: E1s on which the exchange is the network, FXO ports for the agents' telephones. */
export const dahdiPlace = {
  board: z.literal('dahdi'),
  spans: z.array(z.strictObject({ name, channels, dChannel: z.int().min(1) })).min(1),
  bank: z.strictObject({ name, channels }).optional(),
};

const virtual = z.object(virtualPlace);
const dahdi = z.object(dahdiPlace);
type Place = z.output<typeof virtual> | z.output<typeof dahdi>;

/** Where the exchange is, as a scenario file has it. */
export type ExchangePlace = z.input<typeof virtual> | z.input<typeof dahdi>;

/** What contradicts itself: a channel in two places, too many of them. */
export function wrongChannels(place: Place): readonly string[] {
  if (place.board === 'virtual') return [];
  const seen = new Set<number>();
  const repeated = [
    ...place.spans.flatMap((span) => [...span.channels, span.dChannel]),
    ...(place.bank?.channels ?? []),
  ].filter((channel) => seen.size === seen.add(channel).size);
  return [
    ...repeated.map((channel) => `channel ${channel} is in two places: it can be in one only`),
    ...place.spans
      .filter((span) => span.channels.length > E1_BEARERS)
      .map((span) => `span ${span.name} has ${span.channels.length} B-channels: an E1 has ${E1_BEARERS} at most`),
  ];
}

/** The engine's board for it. */
export function boardOf(place: Place): BoardOptions {
  if (place.board === 'dahdi') {
    const trunks = place.spans.map((span): DahdiSpan => ({ ...span, kind: 'e1' }));
    const telephones = place.bank ? [{ ...place.bank, kind: 'analog', side: 'telephone' } as const] : [];
    return { type: 'dahdi', spans: [...trunks, ...telephones] };
  }
  const listen = ({ name, path }: { readonly name: string; readonly path: string }) =>
    ({ name, carrier: { type: 'listen', path } }) as const;
  const trunks = place.spans.map((span): VirtualSpan => ({ ...listen(span), kind: 'e1' }));
  const { bank } = place;
  const telephones = bank ? [{ ...listen(bank), kind: 'analog', ports: bank.ports, side: 'telephone' } as const] : [];
  return { type: 'virtual', spans: [...trunks, ...telephones] };
}
