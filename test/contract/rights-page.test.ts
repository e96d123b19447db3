// SPDX-License-Identifier: GPL-2.0-or-later
// Do docs/rights.md and docs/rights.zh-CN.md say what the one table of rights says? Else run node tools/gen-rights.mjs
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import t from 'tap';
import { COMMANDS } from '../../src/access/index.js';
import { RIGHTS } from '../../src/config/index.js';
import { packageFolder } from '../../src/kernel/index.js';

const root = packageFolder();

t.test('both pages are what the generator makes of the table', async (t) => {
  const made = spawnSync(process.execPath, ['tools/gen-rights.mjs', '--check'], { cwd: root, encoding: 'utf8' });
  t.equal(made.status, 0, made.stderr);
});

t.test('each right has a row of its own, each command of a right stands in it', async (t) => {
  for (const page of ['docs/rights.md', 'docs/rights.zh-CN.md']) {
    const rows = readFileSync(`${root}/${page}`, 'utf8').split('\n');
    const rowOf = (right: string) => rows.find((line) => line.startsWith(`| \`${right}\` |`)) ?? '';
    for (const right of RIGHTS) t.not(rowOf(right), '', `${page}: ${right}`);
    for (const [name, { right }] of Object.entries(COMMANDS))
      if (right !== 'operator' && right !== 'web') t.ok(rowOf(right).includes(`\`${name}\``), `${page}: ${name}`);
  }
});
