// SPDX-License-Identifier: GPL-2.0-or-later
// Is every event that is declared written by somebody?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';

/** All of src/ but the list itself. */
function sources(): { readonly list: string; readonly rest: string } {
  const files = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  const read = (file: string) => readFileSync(file, 'utf8');
  const isList = (file: string) => file === join('src', 'bus', 'events.ts');
  return {
    list: files.filter(isList).map(read).join(''),
    rest: files
      .filter((file) => !isList(file))
      .map(read)
      .join('\n'),
  };
}

/** Names that are put together: `callback.${fact}`, and the facts that there are. */
const MADE = /^callback\.(\w+)$/;

t.test('every event that is declared is written', async (t) => {
  const { list, rest } = sources();
  const declared = [...list.matchAll(/^ {2}'([\w]+\.[\w]+)':/gm)].map(([, name = '']) => name);
  t.ok(declared.length > 50, `${declared.length} events`);
  const written = (name: string) => {
    const whole = new RegExp(`(?<!on\\()'${name.replace('.', '\\.')}'`);
    const [, fact] = MADE.exec(name) ?? [];
    return whole.test(rest) || (fact !== undefined && new RegExp(`'${fact}'`).test(rest));
  };
  t.same(
    declared.filter((name) => !written(name)),
    [],
  );
  t.notOk(written('call.conferred'), 'one that nobody writes is found');
});
