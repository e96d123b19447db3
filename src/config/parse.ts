// SPDX-License-Identifier: GPL-2.0-or-later
// What does this text configure? Every problem with file, line and column, or the configuration.

import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
} from 'yaml';
import { type Bilingual, inBoth, inLanguage, type Language, utf8Of } from '../kernel/index.js';
import { check, type Surroundings } from './check.js';
import { tooDeep } from './nesting.js';
import { modern } from './old-keys.js';
import { outsideHints } from './outside-schema.js';
import { type Finding, findingsOf, type Path, type PathHint } from './problems.js';
import { resolve } from './resolve.js';
import { type Config, type ConfigInput, schema } from './schema.js';
import { waveHints } from './wave-hints.js';

const LARGEST = 4 * 1024 * 1024; // some hundred times the largest that a shop has written
const TOO_LARGE: Bilingual = {
  en: 'the file is larger than 4 MiB: lists go into CSV files',
  zh: '文件超过 4 MiB：名单请放入 CSV 文件',
};

/** Something to mend in the file. `line` and `column` count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong, and what would be right. */
  readonly text: string;
}

/** Something that is read, and should be written otherwise: an old form, or settings that together do what nobody wants. */
export interface Hint extends Omit<Problem, 'text'> {
  readonly text: Bilingual;
}

export type Parsed =
  | { readonly config: Config; readonly hints: readonly Hint[]; readonly restart: readonly string[] }
  | { readonly problems: readonly Problem[] };

/** `FILE:LINE:COLUMN: what is wrong, what would be right`. */
export function problemLine({ file, line, column, text }: Problem): string {
  return `${file}:${line}:${column}: ${text}`;
}

/** The text of a configuration file, or the one problem that it is no UTF-8, in both languages: its own is not known yet. Pure. */
export function configText(
  bytes: Uint8Array,
  file: string,
): { readonly text: string } | { readonly problems: readonly Problem[] } {
  if (bytes.length > LARGEST) return { problems: [{ file, line: 1, column: 1, text: inBoth(TOO_LARGE) }] };
  const read = utf8Of(bytes);
  if ('text' in read) return read;
  const { line, column, says } = read.fault;
  return { problems: [{ file, line, column, text: inBoth(says) }] };
}

/** `FILE:LINE:COLUMN: hint: what to write`, in the reader's language. */
export function hintLine({ text, ...place }: Hint, language: Language): string {
  const word = inLanguage({ en: 'hint', zh: '提示' }, language);
  return problemLine({ ...place, text: `${word}: ${inLanguage(text, language)}` });
}

/** Reads the text of a configuration; `file` is for the problems only. Pure. */
export function parseConfig(text: string, file: string, surroundings: Surroundings): Parsed {
  const deep = tooDeep(text);
  if (deep) return { problems: [{ file, line: deep, column: 1, text: 'this is nested too deeply to be read' }] };

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  if (document.errors.length > 0) {
    return { problems: document.errors.map((error) => ({ ...at(error.pos[0]), text: firstLine(error.message) })) };
  }

  const found = findInText(document, surroundings);
  if ('config' in found) {
    const hints = found.hints.map(({ path, text: says }) => ({
      ...at(offsetOf(document, { path, text: '' }, text)),
      text: says,
    }));
    return { config: found.config, hints, restart: found.restart };
  }
  const problems = found.map((finding) => ({ ...at(offsetOf(document, finding, text)), text: finding.text }));
  return { problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** The same for a configuration that a program gives as an object: its problems name the place, `queues[0].wrapUp: ...`. Pure. */
export function parseObject(
  input: ConfigInput,
  surroundings: Surroundings,
): { readonly config: Config } | { readonly problems: readonly string[] } {
  const found = find(input, surroundings, () => undefined);
  if ('config' in found) return { config: found.config };
  // What is said of lines is for files.
  const plain = (text: string) => text.replaceAll(/ \((lines beginning with "- "|lines of "key: value")\)/g, '');
  return { problems: found.map(({ path, text }) => `${placeOf(path)}: ${plain(text)}`) };
}

interface Found {
  readonly config: Config;
  readonly hints: readonly PathHint[];
  readonly restart: readonly string[];
}

function findInText(document: Document, surroundings: Surroundings): Found | Finding[] {
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return [{ path: [], text: error instanceof Error ? error.message : String(error) }];
  }
  if (value === null || value === undefined)
    return [{ path: [], text: 'the file is empty: see examples/spillway.yaml' }];
  return find(value, surroundings, (path) => sourceAt(document, path));
}

function find(
  value: unknown,
  surroundings: Surroundings,
  source: (path: Path) => string | undefined,
): Found | Finding[] {
  const today = modern(value);
  const read = schema.safeParse(today.value);
  if (!read.success) return findingsOf(read.error, value, source, today.written);
  const config = resolve(read.data);
  const findings = check(config, surroundings);
  if (findings.length > 0) return findings;
  const { config: taken, restart } = surroundings.reloaded?.(config) ?? { config, restart: [] };
  // As it would have been read: of one board, `boards` is only another name.
  const asRead = { ...taken, ...(taken.board && { boards: [taken.board] }) };
  const contradictions = restart.length === 0 ? [] : check(asRead, surroundings);
  const hints = [...today.hints, ...outsideHints(taken), ...waveHints(taken, surroundings)];
  if (contradictions.length === 0) return { config: taken, hints, restart };
  return contradictions.map((finding) => ({ ...finding, text: `${finding.text}; ${afterRestart(restart)}` }));
}

function afterRestart(restart: readonly string[]): string {
  return `what is changed in ${restart.join(', ')} is there after a restart of the box only: restart it, or change this later`;
}

function placeOf(path: Path): string {
  const steps = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return steps.join('').replace(/^\./, '') || 'configuration';
}

/** The parser's messages go on with a drawing of the line. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

function sourceAt(document: Document, path: Path): string | undefined {
  const node = document.getIn(path, true);
  return isScalar(node) ? (node.source ?? undefined) : undefined;
}

/** Where the finding is: its value, its key, or the nearest thing above that is there. */
function offsetOf(document: Document, { path, onKey, offset: within }: Finding, text: string): number {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, key] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (!pair) return offset;
      const keyOffset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value as Node | null;
      offset = isLast && !onKey && isScalar(node) ? (node.range?.[0] ?? keyOffset) : keyOffset;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key] as Node | undefined;
      offset = node?.range?.[0] ?? offset;
    }
  }
  return within !== undefined && isScalar(node) ? offset + placeWithin(text, node, within) : offset;
}

/** Where a character of a value stands in its text: behind a quotation mark, on a later line. 0 where folding has moved it. */
function placeWithin(text: string, { value, range }: Scalar, within: number): number {
  const [begin = 0, end = 0] = range ?? [];
  const [read, raw] = [String(value), text.slice(begin, end)];
  const from = read.lastIndexOf('\n', within - 1) + 1;
  const line = read.slice(from).split('\n', 1)[0] ?? '';
  const at = raw.indexOf(line);
  return at < 0 ? 0 : at + within - from;
}
