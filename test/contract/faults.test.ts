// SPDX-License-Identifier: GPL-2.0-or-later
// Does docs/faults.md have a section for each fault, and is each fault one that can happen?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { FAULTS, type FaultCode } from '../../src/faults.js';

const codes = Object.keys(FAULTS) as FaultCode[];

/** Code -> text of its section. */
const sections = new Map(
  readFileSync('docs/faults.md', 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0] ?? '', section]),
);

t.test('docs/faults.md has a section for every fault and none besides', async (t) => {
  t.same([...sections.keys()].sort(), [...codes].sort());
});

t.test('a section quotes the fault, says cause and way out, and says it in Chinese too', async (t) => {
  for (const [code, section] of sections) {
    const sentence = FAULTS[code as FaultCode];
    t.ok(section.includes(`\n> ${sentence}\n`), `${code} quotes "${sentence}"`);
    t.match(section, /^\*\*Cause\.\*\* \S/m, `${code}: cause`);
    t.match(section, /^\*\*What to do\.\*\* \S/m, `${code}: what to do`);
    t.match(section, /^\*\*中文[.。]\*\* .*[\u4e00-\u9fff]/m, `${code}: Chinese`);
  }
});

t.test('every fault is raised somewhere', async (t) => {
  const sources = ['src', 'native']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => /\.(ts|cc|h)$/.test(file) && file !== 'src/faults.ts')
    .map((file) => readFileSync(file, 'utf8'));
  for (const code of codes) {
    const quoted = new RegExp(`['"]${code}['"]`);
    t.ok(
      sources.some((text) => quoted.test(text)),
      code,
    );
  }
});
