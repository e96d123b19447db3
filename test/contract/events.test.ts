// SPDX-License-Identifier: GPL-2.0-or-later
// Is every business event that is declared written by something?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';

const DECLARED = join('src', 'bus', 'events.ts');
const types = [...readFileSync(DECLARED, 'utf8').matchAll(/^ {2}'(\w+\.\w+)':/gm)].map((match) => match[1] ?? '');
const texts = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => join('src', file))
  .filter((file) => file.endsWith('.ts') && file !== DECLARED)
  .map((file) => readFileSync(file, 'utf8'));

/** Written by its name, or by a template whose rest stands in quotes in the same room's facts: `callback.${fact}`. */
function isWritten(type: string): boolean {
  const [room = '', fact = ''] = type.split('.');
  const byName = new RegExp(`(?:event|step|tell|write)\\w*\\(\\s*(?:\\w+, )?'${room}\\.${fact}'`);
  const byFact = new RegExp(`'${fact}'`);
  return texts.some(
    (text) =>
      byName.test(text) ||
      (text.includes(`\`${room}.\${`) && texts.some((other) => byFact.test(other))) ||
      (text.includes(`'${type}'`) && /\bEventType\b|\.event\(|\.step\(/.test(text)),
  );
}

t.test('every event that is declared is written', async (t) => {
  t.ok(types.length > 30, `${types.length} events`);
  for (const type of types) t.ok(isWritten(type), type);
  for (const type of ['leg.cleared', 'call.answered']) t.notOk(isWritten(type), `${type}: nobody does`);
});
