// SPDX-License-Identifier: GPL-2.0-or-later
// What may be asked of a route, as its contract says it? Values that it takes, so that what stands behind it is reached; now and then one that is hostile.
import fc from 'fast-check';
import { z } from 'zod';

/** JSON Schema, as far as contracts have it. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Names that the box knows, by the name of the field. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

const HOSTILE = fc.constantFrom<unknown>(
  '../../etc/passwd',
  "'; drop table call; --",
  '__proto__',
  '\u0000',
  '9'.repeat(300),
  '',
  -1,
  1e300,
  null,
  [],
  { $ne: 1 },
);
const MOST = 3;

/** Of a contract's params, query or body; `undefined`: it takes none. */
export function plausible(schema: z.ZodType | undefined, known: Known): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined);
  return of(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, known);
}

function of(schema: Schema, known: Known, name = ''): fc.Arbitrary<unknown> {
  const taken = known[name] === undefined ? takenBy(schema, known) : fc.constantFrom(...known[name]);
  return name === '' ? taken : fc.oneof({ weight: 24, arbitrary: taken }, { weight: 1, arbitrary: HOSTILE });
}

function takenBy(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => takenBy(one, known)));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'array': {
      const minLength = schema.minItems ?? 0;
      return fc.array(takenBy(schema.items ?? {}, known), { minLength, maxLength: minLength + MOST });
    }
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -1_000),
        max: Math.min(schema.maximum ?? 1_000, 100_000),
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return textOf(schema);
  }
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  known: Known,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, of(one, known, name)]));
  const fixed = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  if (typeof additionalProperties !== 'object') return fixed;
  const more = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), takenBy(additionalProperties, known), {
    maxKeys: MOST,
  });
  return fc.tuple(fixed, more).map(([a, b]) => ({ ...b, ...(a as object) }));
}

function textOf({ pattern, format, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('2026-01-05', '2025-12-31', '2026-02-29');
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) });
}
