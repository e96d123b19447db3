// SPDX-License-Identifier: GPL-2.0-or-later
// What does a caller know after a step, and what is handed on? Values by name, texts with values in braces; pure.

import type { FlowStep } from '../config/index.js';
import { namesInto, render } from '../expression/index.js';

/** What is known of the caller, by name. */
export type Values = Readonly<Record<string, string>>;

/** `$order` is the caller's order, as `{order}` is; everything else is itself. */
export function given(wanted: Values, values: Values): Values {
  const meant = (text: string) => (text.startsWith('$') ? (values[text.slice(1)] ?? '') : render(text, values));
  return Object.fromEntries(Object.entries(wanted).map(([key, text]) => [key, meant(text)]));
}

/** Each text with the values of before; they do not see each other. */
export function rendered(wanted: Values, values: Values): Values {
  return Object.fromEntries(Object.entries(wanted).map(([key, text]) => [key, render(text, values)]));
}

/** What a look-up gave, by the names that the step has for it. */
export function called(values: Values, into: Extract<FlowStep, { readonly kind: 'lookUp' }>['into']): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => namesInto(into, name).map((known) => [known, value])),
  );
}

/** Those of these names. */
export function picked(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
}
