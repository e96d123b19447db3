// SPDX-License-Identifier: GPL-2.0-or-later
// How does a file of numbers to call back get into the box? Read here, in UTF-8 or GBK, and sent piece by piece; bad lines are left out and told.

import { ASKED_COLUMNS } from '../../callback/index.js';
import type { AskedImport, AskedLine } from '../../engine/index.js';
import { inLanguage, type LineProblem, readRows } from '../../kernel/index.js';
import type { BoxOptions } from '../command.js';
import { askBox } from '../control-client.js';
import { textOf } from '../file-import.js';
import { EXIT, many, type Output, say } from '../output.js';
import { progressLine } from '../progress.js';

const AT_ONCE = 100; // lines of one question
const MOST_TOLD = 50; // problems that people are shown

/** Takes the file in, and says which lines could not be. */
export async function importCallbacks(output: Output, file: string, options: BoxOptions): Promise<void> {
  const { lines, problems } = readLines(file);
  const progress = progressLine(output, { import: { en: 'taking in callbacks', zh: '正在导入回呼' } }, options);
  let [created, merged, sent] = [0, 0, 0];
  try {
    for (; sent < lines.length; sent += AT_ONCE) {
      const rows = lines.slice(sent, sent + AT_ONCE);
      const taken = (await askBox(options.socket, 'callbacks.import', { params: { rows } })) as AskedImport;
      created += taken.created;
      merged += taken.merged;
      problems.push(...taken.problems);
      progress.tell('import', Math.min(1, (sent + AT_ONCE) / lines.length));
    }
  } finally {
    progress.end();
  }
  problems.sort((a, b) => a.line - b.line);
  if (problems.length > 0) process.exitCode = EXIT.failed;
  if (options.json) output.write(JSON.stringify({ created, merged, problems }, null, 2));
  else sayTaken(output, file, { created, merged, problems });
}

function readLines(file: string): { readonly lines: readonly AskedLine[]; readonly problems: LineProblem[] } {
  const { rows, problems } = readRows(textOf(file), ASKED_COLUMNS);
  return { lines: rows, problems: [...problems] };
}

function sayTaken(output: Output, file: string, { created, merged, problems }: AskedImport): void {
  for (const { line, says } of problems.slice(0, MOST_TOLD))
    output.complain(`${file}:${line}: ${inLanguage(says, output.language)}`);
  const bad = new Set(problems.map(({ line }) => line)).size;
  const [en, zh] = bad > 0 ? [`; ${many(bad, 'line')} left out`, `；${bad} 行未导入`] : ['', ''];
  say(output, {
    en: `${many(created, 'request')} put in, ${merged} joined to open ones${en}`,
    zh: `登记 ${created} 个回呼，${merged} 个并入已有回呼${zh}`,
  });
}
