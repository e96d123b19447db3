// SPDX-License-Identifier: GPL-2.0-or-later
// What is posted to a web hook that wants fields of its own? Texts with values of the message in braces; pure.

import { render } from '../expression/index.js';

/** A field of JSON for each key, its text with values in braces: those of nested fields joined by `_`, as `{contact_number}`. */
export function filled(template: Readonly<Record<string, string>>, message: object): Readonly<Record<string, string>> {
  const values = Object.fromEntries(valuesOf('', message));
  return Object.fromEntries(Object.entries(template).map(([key, text]) => [key, render(text, values)]));
}

function valuesOf(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, one]) => valuesOf(name === '' ? key : `${name}_${key}`, one));
}
