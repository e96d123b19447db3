// SPDX-License-Identifier: GPL-2.0-or-later
// Does docs/faults.md have a section for each fault and each alarm, and is each one that can happen?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ALARM_CODES, alarmText, isAlarmCode } from '../../src/alarm/index.js';
import { FAULTS } from '../../src/faults.js';

const codes = [...new Set([...Object.keys(FAULTS), ...Object.keys(ALARM_CODES)])];

/** What is said when it happens, in each language; of an alarm that is a fault, too, the fault's sentence. */
function saidOf(code: string): readonly string[] {
  const fault = (FAULTS as Readonly<Record<string, string>>)[code];
  if (fault !== undefined || !isAlarmCode(code)) return [fault ?? ''];
  const { en, zh } = alarmText(code, '…');
  return [en, zh];
}

/** Code -> text of its section. */
const sections = new Map(
  readFileSync('docs/faults.md', 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0] ?? '', section]),
);

t.test('docs/faults.md has a section for every fault and every alarm, and none besides', async (t) => {
  t.same([...sections.keys()].sort(), [...codes].sort());
});

t.test('a section quotes the fault or alarm, says cause and way out, and says it in Chinese too', async (t) => {
  for (const [code, section] of sections) {
    for (const sentence of saidOf(code)) {
      t.ok(section.includes(`\n> ${sentence}\n`), `${code} quotes "${sentence}"`);
    }
    t.match(section, /^\*\*Cause\.\*\* \S/m, `${code}: cause`);
    t.match(section, /^\*\*What to do\.\*\* \S/m, `${code}: what to do`);
    t.match(section, /^\*\*中文[.。]\*\* .*[\u4e00-\u9fff]/m, `${code}: Chinese`);
  }
});

t.test('every fault and every alarm is raised somewhere', async (t) => {
  const sources = ['src', 'native']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => /\.(ts|cc|h)$/.test(file) && !['src/faults.ts', 'src/alarm/codes.ts'].includes(file))
    .map((file) => readFileSync(file, 'utf8'));
  for (const code of codes) {
    const quoted = new RegExp(`['"]${code}['"]`);
    t.ok(
      sources.some((text) => quoted.test(text)),
      code,
    );
  }
});
