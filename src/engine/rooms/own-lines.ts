// SPDX-License-Identifier: GPL-2.0-or-later
// Which analog lines are not as the others: tones of another exchange, gains? As the native engine takes it; pure.

import { type Config, exchangeOf, spansOf } from '../../config/index.js';
import {
  type EngineOptions,
  type OwnLine,
  type PlannedTone,
  parseTone,
  planOf,
  toneZone,
  zoneOf,
} from '../../native/index.js';

type Exchange = ReturnType<typeof exchangeOf>;

/** Lines with tones or gains of their own; those of one exchange share its plan. */
export function ownLines(config: Pick<Config, 'boards' | 'country'>): Pick<EngineOptions, 'lines' | 'otherTones'> {
  const plans = new Map<string, { readonly index: number; readonly plan: readonly PlannedTone[] }>();
  const indexOf = (exchange: Exchange) => {
    const plan = tonesOf(exchange, config.country);
    if (plan === undefined) return undefined;
    const key = JSON.stringify(plan);
    const found = plans.get(key) ?? { index: plans.size, plan };
    plans.set(key, found);
    return found.index;
  };
  const lines = spansOf(config).flatMap((span): OwnLine[] => {
    if (span.kind !== 'analog' || span.ports !== 'fxo') return [];
    const ports = 'count' in span ? span.count : span.channels.length;
    return Array.from({ length: ports }, (_, at) => at + 1).flatMap((slot) => {
      const exchange = exchangeOf(span, slot);
      const { receive: receiveDb = 0, send: sendDb = 0 } = exchange.gain ?? {};
      const plan = indexOf(exchange);
      if (plan === undefined && receiveDb === 0 && sendDb === 0) return [];
      return [{ span: span.name, slot, receiveDb, sendDb, ...(plan !== undefined && { plan }) }];
    });
  });
  return { lines, otherTones: [...plans.values()].map(({ plan }) => plan) };
}

/** Of the exchange at a line. Undefined: they are those of the country. */
export function tonesOf({ tones }: Pick<Exchange, 'tones'>, country: string): readonly PlannedTone[] | undefined {
  if (tones === undefined) return undefined;
  const { zone = country, ...written } = tones;
  const own = Object.entries(written).map(([name, text]) => [name, parseTone(text)] as const);
  return planOf({ ...toneZone(zoneOf(zone)), ...Object.fromEntries(own) });
}
