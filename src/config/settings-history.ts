// SPDX-License-Identifier: GPL-2.0-or-later
// What would a change make of the file, and what did it say before? Drafts that are not written, and revisions that are kept.

import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import { appliesOf } from './applies.js';
import { type LoadOptions, loadConfig, loadText } from './load.js';
import { type Problem, problemLine } from './parse.js';
import type { Applies } from './schema.js';
import { type Changed, changedText, type SettingChange, writeSettings } from './settings-file.js';

/** What a file would be. Secrets are blotted out of both texts. */
export interface CheckedSettings {
  readonly problems: readonly Problem[];
  readonly hints: readonly string[];
  readonly text: string;
  readonly before: string;
  readonly applies: readonly { readonly path: string; readonly applies: Applies }[];
}

/** A text that the file had. */
export interface KeptRevision {
  readonly revision: string;
  /** Until when it had it. */
  readonly until: Instant;
  readonly path: string;
}

/** Keys whose values nobody but the operator sees. */
const SECRET = /^(pin|pinHash|secret|password|token|key|auth|user)$/;
const BLOT = '********';

/** What the file would be with these changes, and what would be wrong with it; nothing is written. */
export function checkSettings(given: string, changes: readonly SettingChange[], options: LoadOptions): CheckedSettings {
  const file = realpathSync(given);
  const before = readFileSync(file, 'utf8');
  const text = changedText(before, changes);
  const read = loadText(text, file, options);
  return {
    problems: 'problems' in read ? read.problems : [],
    hints: 'hints' in read ? read.hints.map(({ text: { en } }) => en) : [],
    text: textWithoutSecrets(text),
    before: textWithoutSecrets(before),
    applies: changes.map(({ path }) => ({ path, applies: appliesOf(path) ?? 'now' })),
  };
}

/** The file says again what it said in a revision. Throws NOT_FOUND, and CONFIG_INVALID when that is wrong by now. */
export function undoSettings(given: string, revision: string, options: LoadOptions): Changed {
  const file = realpathSync(given);
  const read = loadConfig(file, options);
  if ('problems' in read)
    throw new TelephonyError('CONFIG_INVALID', `\n${read.problems.map(problemLine).join('\n')}\n`);
  const kept = keptRevisions(read.config.data).find((one) => one.revision === revision);
  if (kept === undefined) throw new TelephonyError('NOT_FOUND', `revision ${revision}`);
  return writeSettings(file, { text: readFileSync(file, 'utf8'), written: readFileSync(kept.path, 'utf8') }, options);
}

/** The revisions that are kept, the newest first. */
export function keptRevisions(data: string): readonly KeptRevision[] {
  const folder = join(data, 'revisions');
  const names = namesIn(folder).filter((name) => /^\d+-[0-9a-f]+\.yaml$/.test(name));
  return names
    .sort()
    .reverse()
    .map((name) => {
      const path = join(folder, name);
      return { revision: name.replace(/^\d+-|\.yaml$/g, ''), until: Math.round(statSync(path).mtimeMs), path };
    });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A file's text as whoever may read settings sees it: where a secret stands, blots. */
export function textWithoutSecrets(text: string): string {
  const document = parseDocument(text);
  blot(document.contents);
  return document.toString({ lineWidth: 0, indentSeq: !/^\w+:[^\n]*\n- /m.test(text) });
}

function blot(node: unknown): void {
  if (isSeq(node)) for (const item of node.items) blot(item);
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    if (SECRET.test(String(isScalar(key) ? key.value : key)) && isScalar(value)) value.value = BLOT;
    else blot(value);
  }
}
