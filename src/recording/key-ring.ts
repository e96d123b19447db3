// SPDX-License-Identifier: GPL-2.0-or-later
// Which keys are there? A text file outside the data directory: a line for each, `ID 64-HEX-DIGITS`; the last one seals, all of them open.

import { randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { TelephonyError } from '../faults.js';

const KEY_BYTES = 32;
const LINE = /^([A-Za-z0-9._-]{1,32}) ([0-9a-f]{64})$/;

/** A key and what files call it. */
export interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

/** The keys of a file. */
export interface KeyRing {
  /** The one that seals. */
  readonly current: Key;
  /** Throws RECORDING_LOCKED when it is not in the file. */
  find(id: string): Key;
}

/** Throws RECORDING_LOCKED when the file cannot be read, or a line of it is no key. */
export function readKeys(file: string): KeyRing {
  const keys = linesOf(file).map((line, index) => {
    const [, id, hex] = LINE.exec(line) ?? [];
    if (id === undefined || hex === undefined)
      throw new TelephonyError('RECORDING_LOCKED', `${file}: key ${index + 1} is no key: ID and 64 hexadecimal digits`);
    return { id, bytes: Buffer.from(hex, 'hex') };
  });
  const current = keys.at(-1);
  if (current === undefined) throw new TelephonyError('RECORDING_LOCKED', `${file} has no key`);
  const find = (id: string) => {
    const key = keys.find((one) => one.id === id);
    if (key === undefined) throw new TelephonyError('RECORDING_LOCKED', `${file} has not the key ${id}`);
    return key;
  };
  return { current, find };
}

function linesOf(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TelephonyError('RECORDING_LOCKED', `${file}: ${(cause as Error).message}`, { cause });
  }
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Adds a key to the file, or makes the file; gives the key's id. It is on the disk when this returns. Throws REFUSED for an id that is there. */
export function addKey(file: string, id: string): string {
  if (existsSync(file) && linesOf(file).some((line) => line.startsWith(`${id} `)))
    throw new TelephonyError('REFUSED', `${file} has a key ${id} already: name another`);
  const line = `${id} ${randomBytes(KEY_BYTES).toString('hex')}\n`;
  appendFileSync(file, line, { mode: 0o640 });
  const handle = openSync(file, 'r');
  fsyncSync(handle);
  closeSync(handle);
  return id;
}
