// SPDX-License-Identifier: GPL-2.0-or-later
// How does a command print? A table or sentences for people, JSON for programs; errors with the way out and a code.

import Table from 'cli-table3';
import { TelephonyError } from '../faults.js';
import { type Bilingual, inLanguage, type Language, systemLanguage } from '../kernel/index.js';
import { errorWords } from '../words/index.js';
import { widthOf, wrapped } from './width.js';

/** Exit codes that scripts can rely on. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notRunning: 3 } as const;

export interface Output {
  readonly language: Language;
  /** The shop's time zone, once a box has told it. */
  readonly zone?: string | undefined;
  /** A program reads: errors are JSON, too. */
  readonly json?: boolean;
  /** How wide the terminal is; undefined: none is there, lines may be as long as they like. */
  readonly columns?: number | undefined;
  readonly write: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** Standard output and error in the system's language. */
export function terminal(environment: Readonly<Record<string, string | undefined>> = process.env): Output {
  return {
    language: systemLanguage(environment),
    columns: process.stdout.isTTY ? process.stdout.columns || undefined : undefined,
    write: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  };
}

export function say(output: Output, sentence: Bilingual): void {
  output.write(fitted(output, inLanguage(sentence, output.language)));
}

/** In lines that fit the terminal; where none is, as it is. What goes on stands below the text, not below its indentation. */
export function fitted({ columns }: Pick<Output, 'columns'>, text: string): string {
  if (columns === undefined) return text;
  return text
    .split('\n')
    .map((line) => {
      const [indent = ''] = /^ */.exec(line) ?? [];
      return indent + wrapped(line.trimStart(), Math.max(20, columns - indent.length)).replaceAll('\n', `\n${indent}`);
    })
    .join('\n');
}

/** `1 call`, `2 calls`: English only. */
export function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Rows under headings, no lines around them: easy to read and to cut. On a terminal that is too narrow, each row in lines of its own. */
export function table(
  output: Output,
  headings: readonly Bilingual[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const empty = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
  };
  const none = {
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  };
  const grid = new Table({
    head: headings.map((heading) => inLanguage(heading, output.language)),
    chars: { ...empty, ...none },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) grid.push(row.map(String));
  const lines = grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  const { columns = Number.POSITIVE_INFINITY } = output;
  if (lines.every((line) => widthOf(line) <= columns)) output.write(lines.join('\n'));
  else for (const row of rows) output.write(rowInLines(output, headings, row, columns));
}

/** `span: e1  busy: 3`, as many as fit; what is empty is left out. */
function rowInLines(
  { language }: Output,
  headings: readonly Bilingual[],
  row: readonly (string | number)[],
  columns: number,
): string {
  const colon = inLanguage({ en: ': ', zh: '：' }, language);
  const cells = row.flatMap((cell, index) => {
    const heading = headings[index];
    const said = String(cell).trim();
    return said === '' || heading === undefined ? [] : [`${inLanguage(heading, language).trim()}${colon}${said}`];
  });
  const lines: string[] = [];
  for (const cell of cells) {
    const last = lines.at(-1);
    const longer = `${last}  ${cell}`;
    if (last !== undefined && widthOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(lines.length === 0 ? cell : `  ${cell}`);
  }
  return lines.join('\n');
}

/** Prints an error for people and says with which code the command ends. */
export function report(output: Output, error: unknown): number {
  output.complain(output.json ? errorJson(error) : fitted(output, errorWords(error, output.language)));
  if (error instanceof TelephonyError && error.code === 'BOX_NOT_RUNNING') return EXIT.notRunning;
  return EXIT.failed;
}

/** Says why a command does not do what was asked, in the form that whoever reads it wants, and ends it so. */
export function refuse(output: Output, why: Bilingual | readonly Bilingual[], code: 1 | 2): void {
  const sentences = ('en' in why ? [why] : why).map((each) => inLanguage(each, output.json ? 'en' : output.language));
  if (output.json) output.complain(errorJson(sentences.join('\n'), code === EXIT.usage ? 'USAGE' : 'FAILED'));
  else for (const sentence of sentences) output.complain(fitted(output, sentence));
  process.exitCode = code;
}

/** `{"error":{"code":"NOT_FOUND","message":"..."}}`, in English; `code` is `USAGE` for what the command line cannot mean. */
export function errorJson(error: unknown, code = 'FAILED'): string {
  const message = error instanceof Error ? error.message : String(error);
  return JSON.stringify({ error: { code: error instanceof TelephonyError ? error.code : code, message } });
}
