// SPDX-License-Identifier: GPL-2.0-or-later
// What small things does the API speak of everywhere?

import { z } from 'zod';

/** Milliseconds since 1970 UTC. */
export const instant = () => z.number();
/** Milliseconds. */
export const duration = () => z.number();
/** 0 to 1. */
export const share = () => z.number();
/** Ids as commands name them. */
export const id = () => z.string().min(1).max(64);
/** A telephone number; `138****5678` for who has not the right `numbers.see`. Personal. */
export const number = () => z.string().max(40);
/** `agent:1002`, `station:802`, `number:13912345678`, `queue:sales`, `flow:menu`, `message:BOX`; a bare number is an agent's, a station's or one outside. */
export const destination = () => z.string().min(1).max(80);
export const language = z.enum(['zh-CN', 'en']);
export const direction = z.enum(['inbound', 'outbound', 'internal']);
export const bilingual = z.object({ en: z.string(), zh: z.string() });

/** A list by pages: give `after` back as it came to have the next one. */
export const pageQuery = {
  after: z.string().max(200).optional().describe('The cursor `next` of the page before.'),
  most: z.coerce.number().int().min(1).max(500).default(50),
};
/** `next` undefined: that was all. `unwritten`: the database cannot be written now, and what was decided since is missing. */
export const pageOf = <S extends z.ZodType>(row: S) =>
  z.object({
    rows: z.array(row),
    next: z.string().optional(),
    unwritten: z.object({ batches: z.number(), since: instant() }).optional(),
  });

/** From and to: an instant, or as people write it in the shop's zone (`2026-12-01`, `yesterday`, `3d`). */
export const timeQuery = {
  since: z.union([z.coerce.number(), z.string().max(40)]).optional(),
  until: z.union([z.coerce.number(), z.string().max(40)]).optional(),
};

export const done = z.object({ done: z.literal(true) });
export const agentParams = z.object({ agent: id() });
