// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about where flows look things up? Web addresses, databases, and tables in CSV files.

import { z } from 'zod';
import { duration, name } from './values.js';

/** What a value is that a look-up gives: text; what is counted with; or the name of a place, which must be there. */
export const VALUE_KINDS = [
  'text',
  'whole',
  'number',
  'yesNo',
  'queue',
  'flow',
  'agent',
  'station',
  'outside',
] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** How values of flows are called. */
export const VALUE_NAME = /^[a-z][A-Za-z0-9_]{0,63}$/;

const valueName = () =>
  z.string().regex(VALUE_NAME, 'is not the name of a value: write a small letter first, such as order');

/** A credential never stands in the file itself. */
const secret = () =>
  z.union(
    [
      z.strictObject({ environment: z.string().min(1).describe('The name of a variable of the environment.') }),
      z.strictObject({ file: z.string().min(1).describe('A file that has it alone; relative to this file.') }),
    ],
    { error: 'is not where a secret stands: write { environment: NAME } or { file: PATH }' },
  );

const given = z.union(
  [
    z.enum(VALUE_KINDS).transform((kind) => ({ from: undefined, as: kind })),
    z
      .strictObject({
        from: z.string().min(1).max(128).describe('The column, or where it stands in the answer: `data.0.state`.'),
        as: z.enum(VALUE_KINDS).default('text').describe('What it is.'),
      })
      .transform((written): { readonly from: string | undefined; readonly as: ValueKind } => written),
  ],
  { error: `is not what a value is: write one of ${VALUE_KINDS.join(', ')}, or { from: COLUMN, as: KIND }` },
);

const gives = z
  .record(valueName(), given)
  .default({})
  .transform((written) =>
    Object.fromEntries(Object.entries(written).map(([key, { from = key, as }]) => [key, { from, as }])),
  )
  .describe(
    'The values that it gives, and what each is: text, whole, number, yesNo, or the name of a queue, flow, agent, station, or an outside number.',
  );

const timeout = duration({ least: '100ms', most: '10s' })
  .prefault('3s')
  .describe('How long it may take; then it has failed.');
const cache = duration({ most: '1d' })
  .prefault('0s')
  .describe('For so long the same question has the same answer, without asking again; 0s: it is always asked.');

/** No value may choose the host: it is written out. */
const FIXED_HOST = /^https?:\/\/[^/?#{}@\s\\]+(?:[/?#]|$)/;

const web = z.strictObject({
  url: z
    .string()
    .max(2_000)
    .regex(FIXED_HOST, 'is not a web address: write http:// or https://, and the host without braces or user')
    .refine((url) => URL.canParse(url.replaceAll(/[{}]/g, '')), 'is not a web address')
    .describe('What is asked; a value in braces, `{order}`, is put in URL-encoded. The host is always this one.'),
  method: z.enum(['GET', 'POST']).default('GET').describe('POST with `body`.'),
  body: z
    .record(z.string().min(1), z.string().max(1_000))
    .describe('Posted as JSON; values in braces.')
    .exactOptional(),
  headers: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'is not the name of a header'), secret())
    .default({})
    .describe('Such as Authorization: each from the environment or a file.'),
  private: z
    .boolean()
    .default(false)
    .describe(
      'true: the host may be in a network of your own. An address written out as digits, or localhost, may always.',
    ),
  gives,
  timeout,
  cache,
});

const query = z.strictObject({
  query: z
    .string()
    .min(1)
    .max(4_000)
    .describe('One statement of SQL; a value stands after a colon, `:order`, and is a parameter, never part of it.'),
  database: name().describe('One of `databases`.'),
  write: z.boolean().default(false).describe('true: it may change something there; else it is refused.'),
  gives,
  timeout,
  cache,
});

const table = z.strictObject({
  table: z
    .string()
    .min(1)
    .describe('A CSV file with headings; relative to this file. It is read again when it changes.'),
  key: z
    .string()
    .min(1)
    .describe('The column by which a row is found; what it must be, in full, is asked with as `key`.'),
  gives,
});

/** What flows look up, by name. */
export const lookups = z
  .record(
    name(),
    z.union([web, query, table], {
      error: 'is not a look-up: write url, query with database, or table with key: docs/lookups.md',
    }),
  )
  .default({})
  .describe('Where flows look things up, for `lookUp` steps: docs/lookups.md.')
  .meta({ page: 'lookups.md' });

const ca = () =>
  z.strictObject({
    ca: z
      .string()
      .min(1)
      .describe('A file with the certificates that are trusted, PEM; relative to this file. No others are then.'),
  });
/** Whoever has a certificate that the machine trusts may be the server, if nobody compares its name: the driver of MySQL does not. */
const NO_NAME =
  'is not how MySQL is encrypted: write { ca: FILE } with the certificates that you trust for it, as its driver compares no names, or false in a network of your own only';
const encrypted = {
  postgres: z
    .union([z.boolean(), ca()])
    .default(true)
    .describe(
      'true: encrypted, the certificate is one that the machine trusts and has the name of `host`; { ca: FILE }: one of your own; false: without, in a network of your own only.',
    ),
  mysql: z
    .union([z.literal(false), ca()], { error: NO_NAME })
    .describe('{ ca: FILE }: encrypted, by a certificate of these; false: without, in a network of your own only.'),
};

const server = (port: number) => ({
  host: z.string().min(1).describe('The server.'),
  port: z.int().min(1).max(65_535).default(port).describe('Its port.'),
  database: z.string().min(1).describe('The name of the database there.'),
  user: z.union([z.string().min(1), secret()]).describe('As whom the box signs in there: one who may only read.'),
  password: secret().describe('{ environment: NAME } or { file: PATH }; default: none.').exactOptional(),
});

/** The databases that look-ups ask, by name. */
export const databases = z
  .record(
    name(),
    z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('sqlite').describe('A file of this machine.'),
        file: z.string().min(1).describe('Relative to this file.'),
      }),
      z.strictObject({ type: z.literal('postgres').describe('PostgreSQL.'), ...server(5432), tls: encrypted.postgres }),
      z.strictObject({ type: z.literal('mysql').describe('MySQL or MariaDB.'), ...server(3306), tls: encrypted.mysql }),
    ]),
  )
  .default({})
  .describe('Databases of the shop that look-ups ask; the box keeps nothing in them.');

export type LookupConfig = z.output<typeof lookups>[string];
export type WebLookup = z.output<typeof web>;
export type QueryLookup = z.output<typeof query>;
export type TableLookup = z.output<typeof table>;
export type DatabaseConfig = z.output<typeof databases>[string];
