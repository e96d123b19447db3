// SPDX-License-Identifier: GPL-2.0-or-later
// Which step leads where a value says? To a queue, a flow, an agent, a station or a number that is looked at first.

import { z } from 'zod';
import type { StepParts } from './parts.js';

/** What a transfer can lead to; each is what a value of a look-up can be. */
export const TRANSFER_KINDS = ['queue', 'flow', 'agent', 'station', 'number'] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

const text = () => z.string().min(1).max(256);

export const transfer = ({ next }: StepParts) =>
  z.strictObject({
    transfer: z
      .union(
        [
          z.strictObject({ queue: text().describe('Where he waits, such as {firm_queue}.') }),
          z.strictObject({ flow: text().describe('A dialogue by its name.') }),
          z.strictObject({ agent: text().describe('By his id; his telephone rings.') }),
          z.strictObject({ station: text().describe('This telephone rings, such as {extension}.') }),
          z.strictObject({ number: text().describe('Called outside; only one that a look-up gives as `outside`.') }),
        ],
        { error: `is not where a caller is transferred: write one of ${TRANSFER_KINDS.join(', ')}` },
      )
      .transform((written) => {
        const [[kind, to] = ['queue', '']] = Object.entries(written);
        return { kind: kind as TransferKind, to };
      })
      .describe('Where he goes: a value in braces says to which queue, flow, agent, station or number.'),
    failed: next().describe('Where he goes on when there is no such place; default: `fallback`.').exactOptional(),
  });
