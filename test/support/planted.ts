// SPDX-License-Identifier: GPL-2.0-or-later
// Would a test find a fault? A copy of a room with a fault planted in it, loaded beside the right one.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Test } from 'tap';
import ts from 'typescript';

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
  for (const [name, text] of modulesOf(room)) {
    if (name === file && text.split(from).length !== 2) throw new Error(`${file} has "${from}" not once`);
    writeFileSync(join(copy, name), name === file ? text.replace(from, to) : text);
  }
  writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
  return (await import(pathToFileURL(join(copy, 'index.js')).href)) as Door;
}

const compiled = new Map<string, ReadonlyMap<string, string>>();

/** A room's modules one by one, as JavaScript; what they take of other rooms is what is shipped. */
function modulesOf(room: string): ReadonlyMap<string, string> {
  const known = compiled.get(room);
  if (known !== undefined) return known;
  const folder = join('src', room);
  const options = { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true };
  const modules = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => {
        const { outputText } = ts.transpileModule(readFileSync(join(folder, name), 'utf8'), {
          compilerOptions: options,
        });
        return [name.replace(/\.ts$/, '.js'), outputText.replaceAll("from '../", `from '${rooms.href}`)];
      }),
  );
  compiled.set(room, modules);
  return modules;
}
