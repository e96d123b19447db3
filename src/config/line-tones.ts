// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones of exchanges does a running box take from a new file? Those of lines of which nothing else was changed. Pure.

import { isDeepStrictEqual } from 'node:util';
import { PORTS_A_BANK } from './analog-schema.js';
import { exchangeOf, USUAL_EXCHANGE } from './exchange-schema.js';
import type { BoardConfig } from './schema.js';

type Span = BoardConfig['spans'][number];

/** A board as it runs, with the tones that its lines have in the new file. */
export function withNewTones(running: BoardConfig, next: BoardConfig | undefined): BoardConfig {
  const spans = running.spans.map((span: Span) => {
    const now = next?.spans.find(({ name }) => name === span.name);
    if (span.kind !== 'analog' || now?.kind !== 'analog' || !isSameButTones(span, now)) return span;
    return { ...span, exchange: now.exchange };
  });
  return { ...running, spans } as BoardConfig;
}

type Bank = Extract<Span, { kind: 'analog' }>;

/** Line by line, for an entry may have become two. */
function isSameButTones(one: Bank, other: Bank): boolean {
  for (let port = 1; port <= PORTS_A_BANK; port++) {
    const [before, after] = [one, other].map((bank) => {
      const { tones: _, ...rest } = { ...USUAL_EXCHANGE, ...exchangeOf(bank, port) };
      return rest;
    });
    if (!isDeepStrictEqual(before, after)) return false;
  }
  return true;
}
