// SPDX-License-Identifier: GPL-2.0-or-later
// Who writes the configuration? One room: it takes a change of one setting, keeps what people wrote around it, and what was before.

import { createHash } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import { TelephonyError } from '../faults.js';
import { withKeptLines } from './kept-lines.js';
import { nodeOf } from './kept-style.js';
import { type LoadOptions, loadText } from './load.js';
import { problemLine } from './parse.js';
import type { Config } from './schema.js';

/** A setting by its place: `surge.on`, `queues.0.wrapUp`, `agents.1001` (of a list, the entry with this id, name or number). */
export type SettingPath = string;

export interface SettingChange {
  readonly path: SettingPath;
  /** Undefined takes it out of the file: then the default holds. */
  readonly value: unknown;
}

/** What was written. */
export interface Changed {
  readonly file: string;
  readonly revision: string;
  /** What was in force before, to be read again with `revisions`. */
  readonly before: string;
  readonly config: Config;
}

const REVISIONS = 50;
const NAMES = ['id', 'name', 'number'] as const;

/** The file as it stands: its text's revision, and the value at a path (all of it without one). */
export function readSetting(
  file: string,
  path: SettingPath = '',
): { readonly revision: string; readonly value: unknown } {
  const text = readFileSync(file, 'utf8');
  const document = parseDocument(text);
  const value = path === '' ? document.toJS() : document.getIn(placeOf(document, path), false);
  return { revision: revisionOf(text), value: toPlain(value) };
}

/**
 * Writes changes into the file, all or none: what it says must be right then, and `revision` be the one that was read (undefined:
 * whatever it is). Comments and everything else stay. Throws CONFIG_INVALID with what would be wrong, REFUSED when somebody else changed it.
 */
export function changeSettings(
  given: string,
  changes: readonly SettingChange[],
  { revision, ...options }: LoadOptions & { readonly revision?: string | undefined } = {},
): Changed {
  const file = realpathSync(given);
  const text = readFileSync(file, 'utf8');
  const before = revisionOf(text);
  if (revision !== undefined && revision !== before)
    throw new TelephonyError(
      'REFUSED',
      `${file} was changed since it was read (${revision}, now ${before}): read it again`,
    );
  return writeSettings(file, { text, written: changedText(text, changes) }, options);
}

/** Writes a whole text in the place of `text`, as `changeSettings` does. */
export function writeSettings(
  file: string,
  { text, written }: { readonly text: string; readonly written: string },
  options: LoadOptions,
): Changed {
  const before = revisionOf(text);
  const read = loadText(written, file, options);
  if ('problems' in read)
    throw new TelephonyError('CONFIG_INVALID', `\n${read.problems.map(problemLine).join('\n')}\n`);
  keepRevision(join(read.config.data, 'revisions'), text, before);
  replace(file, written);
  return { file, revision: revisionOf(written), before, config: read.config };
}

/** The file's text with the changes in it; comments and everything else stay. Throws NOT_FOUND, REFUSED for a path that leads nowhere. */
export function changedText(text: string, changes: readonly SettingChange[]): string {
  const document = parseDocument(text);
  for (const { path, value } of changes) {
    const place = placeOf(document, path);
    if (value === undefined) document.deleteIn(place);
    else setNode(document, place, value);
  }
  const indentSeq = !/^\w+:[^\n]*\n- /m.test(text);
  return withKeptLines(text, document.toString({ lineWidth: 0, indentSeq }));
}

/** What people wrote beside the old value, and as they wrote it, stays. */
function setNode(document: Document, place: readonly (string | number)[], value: unknown): void {
  const parent: unknown = place.length === 1 ? document.contents : document.getIn(place.slice(0, -1), true);
  const [first] = isSeq(parent) ? parent.items : [];
  const beside = isMap(parent) ? parent.items.find((item) => isMap(item.value))?.value : first;
  document.setIn(place, nodeOf(document, value, document.getIn(place, true), beside));
}

/** The revisions that are kept, the newest last. */
export function revisionsIn(data: string): readonly string[] {
  const folder = join(data, 'revisions');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
    : [];
}

/** What a text is known by. */
export function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

type Document = ReturnType<typeof parseDocument>;

/** Keys and indexes; a step into a list is an index, or what names one of its entries. One behind the end adds to it. */
function placeOf(document: Document, path: SettingPath): (string | number)[] {
  const place: (string | number)[] = [];
  if (path === '') throw new TelephonyError('REFUSED', 'path: which setting? surge.on, for example');
  for (const step of path.split('.')) {
    const at = place.length === 0 ? document.contents : document.getIn(place, true);
    const isNewList = step === '+' && (at === undefined || at === null);
    place.push(isNewList ? 0 : isSeq(at) ? indexOf(at.toJSON() as readonly unknown[], step, path) : step);
  }
  return place;
}

function indexOf(list: readonly unknown[], step: string, path: SettingPath): number {
  if (step === '+') return list.length;
  const named = list.findIndex(
    (entry) =>
      typeof entry === 'object' &&
      entry !== null &&
      NAMES.some((key) => String((entry as Record<string, unknown>)[key]) === step),
  );
  if (named >= 0) return named;
  if (/^\d+$/.test(step) && Number(step) < list.length) return Number(step);
  throw new TelephonyError('NOT_FOUND', `setting ${path}: the list has no "${step}"`);
}

function toPlain(value: unknown): unknown {
  return isMap(value) || isSeq(value) ? value.toJSON() : value;
}

/** What was is kept before it is gone; the eldest of more than 50 goes. Only its owner reads it: it may have PINs in it. */
function keepRevision(folder: string, text: string, revision: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const next = Number(names.at(-1)?.split('-')[0] ?? 0) + 1;
  write(join(folder, `${String(next).padStart(6, '0')}-${revision}.yaml`), text, 0o600);
  for (const name of names.slice(0, Math.max(0, names.length + 1 - REVISIONS)))
    rmSync(join(folder, name), { force: true });
}

/** Whole or not at all, whatever happens: a new file beside it, on the disk, takes its name. Owner and rights stay. */
function replace(file: string, text: string): void {
  const { mode, uid, gid } = statSync(file);
  const draft = `${file}.new`;
  try {
    write(draft, text, mode & 0o777);
    if (process.geteuid?.() === 0) chownSync(draft, uid, gid);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw refusal(file, error);
  }
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function write(path: string, text: string, mode: number): void {
  const handle = openSync(path, 'w', mode);
  try {
    fchmodSync(handle, mode);
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function refusal(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') return error;
  const says = `${file} may not be written by this user (${code}): it must belong to whom the box runs as, and so must its folder`;
  return new TelephonyError('REFUSED', says, { cause: error });
}
