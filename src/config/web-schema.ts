// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about the web process? Where it listens, by which certificate, who may ask from other pages.

import { z } from 'zod';
import { count, duration, name } from './values.js';

const origin = () =>
  z
    .string()
    .regex(/^https?:\/\/[^/\s]+$/, 'is not an origin: write https://www.example.com, without a path')
    .describe('A page’s origin, such as https://www.example.com.');

const certificate = z
  .union([
    z.enum(['made', 'none']),
    z.strictObject({
      cert: z.string().min(1).describe('The certificate with its chain, PEM; relative to this file.'),
      key: z.string().min(1).describe('Its private key, PEM; relative to this file.'),
    }),
  ])
  .default('made')
  .describe(
    'made: one that the web process makes itself, whose fingerprint `spillway doctor` shows; none: without TLS, at the loopback address alone, for a proxy before it.',
  );

/** The console and the API. */
export const web = z
  .strictObject({
    port: z.int().min(1).max(65_535).default(8443).describe('Where it listens.'),
    address: z
      .string()
      .min(1)
      .max(64)
      .default('0.0.0.0')
      .describe('At which address of this machine; `127.0.0.1`: for this machine alone.'),
    certificate,
    origins: z
      .array(origin())
      .max(20)
      .default([])
      .describe('Under which names browsers reach it, if not under the address itself: behind a proxy, say.'),
    proxy: z.boolean().default(false).describe('true: a proxy stands before it, and its X-Forwarded-For is believed.'),
    session: duration({ least: '5min', most: '7d' })
      .prefault('12h')
      .describe('A session ends when nothing was done for so long.'),
    callbacks: z
      .strictObject({
        secret: z
          .string()
          .min(16)
          .max(200)
          .describe('With it the shop’s own web server signs the tokens of its pages; docs/api.md says how.'),
        origins: z.array(origin()).min(1).max(20).describe('The pages that may ask for callbacks.'),
        queue: name().describe('Whose agents keep them.'),
        perNumber: count(1).max(100).default(2).describe('So many for one number in a day.'),
        perAddress: count(1).max(10_000).default(10).describe('So many from one address in an hour.'),
      })
      .describe('Visitors of the shop’s pages may ask to be called; default: they may not.')
      .exactOptional(),
  })
  .describe('The console and the API in a process of its own; without it there is none.');
