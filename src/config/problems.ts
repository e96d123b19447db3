// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong with the file, and what would be right? The schema's findings in words for whoever wrote it.

import type { z } from 'zod';
import type { Bilingual } from '../kernel/index.js';
import { suggestion } from './nearest.js';
import { type JsonSchema, jsonSchema } from './schema.js';

/** Where in the file: keys and list indexes from the top. */
export type Path = readonly PropertyKey[];

/** Something wrong, before its line is known. `onKey`: the key itself is wrong, not its value. */
export interface Finding {
  readonly path: Path;
  readonly text: string;
  readonly onKey?: boolean;
  /** So many characters from the beginning of the value. */
  readonly offset?: number;
}

/** Something that is read, and should be written otherwise, before its line is known: `path` is the place as it was written. */
export interface PathHint {
  readonly path: Path;
  readonly text: Bilingual;
}

/** `{ channels: 1-15,17-31 }`: in braces the comma ends the value. */
const A_RANGE = /^\d+(-\d+)?$/;
const IN_BRACES = 'in braces, write a list in brackets, such as [1-15, 17-31]';

/**
 * The schema's findings about `value`, one for each thing to mend. `source` gives the text as it was written; `written` says where
 * a path of what was read stands in `value`.
 */
export function findingsOf(
  error: z.ZodError,
  value: unknown,
  source: (path: Path) => string | undefined,
  written: (path: Path) => Path = (path) => path,
): Finding[] {
  return error.issues.flatMap(meantIssues).flatMap((read) => {
    const issue = { ...read, path: [...written(read.path)] };
    if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, text: sentence(issue, value, source) }];
    const known = knownKeys(issue.path, value);
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      text: `"${key}" is not known here: ${A_RANGE.test(key) ? IN_BRACES : suggestion(key, known)}`,
      onKey: true,
    }));
  });
}

/** Of a choice of forms the one that was meant, if only one is nearest to what was written: its own findings say more. */
function meantIssues(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  const below = (inner: z.core.$ZodIssue) => ({ ...inner, path: [...issue.path, ...inner.path] });
  if (issue.code === 'invalid_key') return issue.issues.map(below);
  if (issue.code !== 'invalid_union') return [issue];
  const options = issue.errors.map((issues) => ({ issues, off: issues.reduce((sum, one) => sum + distance(one), 0) }));
  const least = Math.min(...options.map(({ off }) => off));
  const [meant, ...others] = options.filter(({ off }) => off === least);
  if (meant === undefined || others.length > 0 || least === Number.POSITIVE_INFINITY) return [issue];
  return meant.issues.map(below).flatMap(meantIssues);
}

/** How far an issue is from the form: one that is of another kind altogether was not meant. */
function distance(issue: z.core.$ZodIssue): number {
  if (issue.path.length === 0 && issue.code !== 'unrecognized_keys') return Number.POSITIVE_INFINITY;
  return issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
}

function sentence(issue: z.core.$ZodIssue, value: unknown, source: (path: Path) => string | undefined): string {
  const key = String(issue.path.at(-1) ?? 'the file');
  const found = valueAt(value, issue.path);
  if (found === undefined) return `"${key}" is missing${expectation(issue)}`;

  const shown = `"${key}": ${show(found, source(issue.path))}`;
  switch (issue.code) {
    case 'invalid_type':
      if (ownWords(issue.message)) return `${shown} ${issue.message}`;
      if (issue.expected === 'string' && typeof found === 'number') {
        return `${shown} is read as a number and loses its zeros: write it in quotes, '${source(issue.path) ?? found}'`;
      }
      return `${shown} is not ${kind(issue.expected)}`;
    case 'invalid_value':
      return `${shown} is not possible: ${suggestion(String(found), issue.values.map(String))}`;
    case 'invalid_union':
      if (ownWords(issue.message)) return `${shown} ${issue.message}`;
      return `${shown} is not possible: ${suggestion(String(found), alternatives(issue))}`;
    case 'too_small':
      return `${shown} is too ${sizeWord(found, 'small')}: at least ${issue.minimum}`;
    case 'too_big':
      return `${shown} is too ${sizeWord(found, 'big')}: at most ${issue.maximum}`;
    case 'invalid_key': {
      const [wrong] = issue.issues;
      const why =
        wrong !== undefined && ownWords(wrong.message) ? wrong.message : 'is not a name: write 1 to 64 characters';
      return `"${key}" ${why}`;
    }
    default:
      return `${shown} ${issue.message}`;
  }
}

/** Our own texts begin with a verb; the library's with "Invalid" or "Too". */
function ownWords(message: string): boolean {
  return message.startsWith('is ');
}

function alternatives(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `: one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_union' && alternatives(issue).length > 0)
    return `: one of ${alternatives(issue).join(', ')}`;
  return issue.code === 'invalid_type' && !ownWords(issue.message) ? `: write ${kind(issue.expected)}` : '';
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (lines beginning with "- ")',
  object: 'a section (lines of "key: value")',
};

function kind(expected: string): string {
  return KINDS[expected] ?? expected;
}

function sizeWord(found: unknown, word: 'small' | 'big'): string {
  if (typeof found === 'number') return word;
  if (Array.isArray(found)) return word === 'small' ? 'short a list' : 'long a list';
  return word === 'small' ? 'short' : 'long';
}

function show(found: unknown, source: string | undefined): string {
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'object' && found !== null) return 'a section';
  const text = source ?? String(found);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at;
}

/** The keys that the section at `path` may have. */
function knownKeys(path: Path, value: unknown): string[] {
  let schema: JsonSchema | undefined = chosen(jsonSchema(), value);
  let at = value;
  for (const key of path) {
    at = valueAt(at, [key]);
    schema = typeof key === 'number' ? schema?.items : schema?.properties?.[String(key)];
    schema = schema && chosen(schema, at);
  }
  return Object.keys(schema?.properties ?? {});
}

/** Of alternatives, the one whose fixed values (`type: dahdi`) the section has. */
function chosen(schema: JsonSchema, value: unknown): JsonSchema {
  const fits = (option: JsonSchema) =>
    Object.entries(option.properties ?? {}).every(
      ([key, { const: fixed }]) => fixed === undefined || valueAt(value, [key]) === fixed,
    );
  return schema.oneOf?.find(fits) ?? schema;
}
