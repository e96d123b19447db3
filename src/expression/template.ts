// SPDX-License-Identifier: GPL-2.0-or-later
// How do values come into a text? By their names in braces, `order {order}`; nothing of a value is ever read as a name, or as code.

/** Values by their names. */
export type TemplateValues = Readonly<Record<string, string>>;

/** What is wrong with a text, so many characters from its beginning. */
export interface TemplateFault {
  readonly offset: number;
  readonly subject: string;
}

/** Braces that are said, or what stands behind an open brace as far as it is closed. */
const BRACES = /\{\{|\}\}|\{([^{}]*)(\}?)/g;
const NAME = /^[a-z][A-Za-z0-9_]{0,63}$/;

/** The names that a text has in braces, each once; or the first brace that is none. `{{` and `}}` are braces that are said. */
export function namesIn(text: string): readonly string[] | { readonly fault: TemplateFault } {
  const names = new Set<string>();
  for (const { 0: written, 1: name, 2: close, index: offset } of text.matchAll(BRACES)) {
    if (name === undefined) continue;
    if (!isName(name, close)) return { fault: { offset, subject: written } };
    names.add(name);
  }
  return [...names];
}

/**
 * The text with each name in braces replaced by its value; a value that there is not is nothing. `encode` is done to every value, never to
 * the text around it. What is no name in braces stays as it stands.
 */
export function render(text: string, values: TemplateValues, encode = (value: string): string => value): string {
  return text.replace(BRACES, (written: string, name?: string, close?: string) => {
    if (name === undefined) return written.slice(1);
    if (!isName(name, close)) return written;
    return encode(Object.hasOwn(values, name) ? (values[name] ?? '') : '');
  });
}

function isName(name: string, close: string | undefined): boolean {
  return close === '}' && NAME.test(name);
}

/** What a value of a look-up is called in the flow; of a list of names, one that is not in it is not kept. */
export function namesInto(into: string | Readonly<Record<string, string>> | undefined, name: string): string[] {
  if (into === undefined) return [name];
  if (typeof into === 'string') return [`${into}_${name}`];
  return Object.hasOwn(into, name) ? [into[name] ?? name] : [];
}
