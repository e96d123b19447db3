// SPDX-License-Identifier: GPL-2.0-or-later
// How does a number go out of a text, whatever it is: the number alone, something that somebody wrote, or JSON that says either?

import { canonicalForms, replaceNumbers } from './written-numbers.js';

/** In SQL: `without_number(text, forms, name)`; `forms`: JSON, the canonical one first. */
export const WITHOUT_NUMBER = 'without_number';

type NameOf = (written: string) => string | undefined;

/** The text with `name` in the place of a number; it is the same where the number is not in it. */
export function withoutNumber(text: string, forms: readonly string[], name: string): string {
  const his = new Set(forms);
  const [canonical = ''] = forms;
  return without(text, (written) =>
    his.has(written) || canonicalForms(written).includes(canonical) ? name : undefined,
  );
}

/** The text with names in the place of numbers. What is JSON stays JSON. */
export function without(text: string, nameOf: NameOf): string {
  const whole = nameOf(text);
  if (whole !== undefined) return whole;
  if (!/^\s*[[{"]/.test(text)) return replaceNumbers(text, nameOf);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return replaceNumbers(text, nameOf);
  }
  const found = { any: false };
  const changed = walked(value, (written) => {
    const name = nameOf(written);
    if (name !== undefined) found.any = true;
    return name;
  });
  return found.any ? JSON.stringify(changed) : text;
}

const LEAST_NUMBER = 1_000_000; // what is written without quotes and smaller counts something

function walked(value: unknown, nameOf: NameOf): unknown {
  if (typeof value === 'string') return nameOf(value) ?? replaceNumbers(value, nameOf);
  if (typeof value === 'number')
    return (Number.isSafeInteger(value) && value > LEAST_NUMBER ? nameOf(String(value)) : undefined) ?? value;
  if (Array.isArray(value)) return value.map((one) => walked(one, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [nameOf(key) ?? replaceNumbers(key, nameOf), walked(one, nameOf)]),
  );
}

/** As much of a connection as is needed. */
interface Connection {
  function(name: string, options: { readonly deterministic: true }, work: (...given: unknown[]) => unknown): unknown;
}

/** Makes the function known to a connection: to each that writes, for statements may be taken up by a later start. */
export function knowsErasing(database: Connection): void {
  database.function(WITHOUT_NUMBER, { deterministic: true }, (text, forms, name) =>
    typeof text === 'string' ? withoutNumber(text, JSON.parse(String(forms)) as string[], String(name)) : text,
  );
}
