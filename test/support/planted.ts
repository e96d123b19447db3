// SPDX-License-Identifier: GPL-2.0-or-later
// Would a test find a fault? A copy of a room with a fault planted in it, loaded beside the right one.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Test } from 'tap';

const rooms = new URL('../../src/', import.meta.url);

/** A fault: this text of a file, which stands in it once, reads otherwise. */
export interface Fault {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The door of a room with a fault in it. Throws when the text to be changed is not there once. */
export async function planted<Door>(t: Test, room: string, { file, from, to }: Fault): Promise<Door> {
  const copy = mkdtempSync(join(tmpdir(), 'spillway-planted-'));
  t.teardown(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(new URL(`${room}/`, rooms), copy, { recursive: true });
  for (const name of readdirSync(copy).filter((entry) => entry.endsWith('.js'))) {
    const path = join(copy, name);
    const text = readFileSync(path, 'utf8').replaceAll("from '../", `from '${rooms.href}`);
    if (name === file && text.split(from).length !== 2) throw new Error(`${file} has "${from}" not once`);
    writeFileSync(path, name === file ? text.replace(from, to) : text);
  }
  writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
  return (await import(pathToFileURL(join(copy, 'index.js')).href)) as Door;
}
