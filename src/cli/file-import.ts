// SPDX-License-Identifier: GPL-2.0-or-later
// How does a file of the shop's get into the box? Read here, in UTF-8 or GBK, and sent piece by piece; all of it holds, or nothing.

import { readFileSync } from 'node:fs';
import { TelephonyError } from '../faults.js';
import { type Bilingual, inLanguage, type LineProblem, type ReadRows, recognise } from '../kernel/index.js';
import { EXIT, errorJson, many, type Output } from './output.js';
import { progressLine } from './progress.js';
import { askShop, isRunning, type ShopOptions } from './shop-client.js';
import { inFile } from './written.js';

const LARGEST_PIECE = 40_000; // characters of JSON; in UTF-8 and with its frame within what a box takes in one question
const MOST_PROBLEMS = 20; // that people are shown

/** What is taken in, and how. */
export interface FileAsked {
  readonly file: string;
  /** What the line of progress says. */
  readonly says: Bilingual;
  readonly method: string;
  readonly read: (text: string) => ReadRows<string>;
}

/** What the box has answered; with `problems` it has taken in nothing. */
interface Taken {
  readonly problems?: readonly LineProblem[];
  readonly wrong?: number;
}

/** Takes a file in: `told` says what became of it, on one that is wrong it is said line by line here. */
export async function importFile<Answer extends Taken>(
  output: Output,
  asked: FileAsked,
  options: ShopOptions & { readonly replace?: boolean },
  told: (answer: Answer) => void,
): Promise<void> {
  const { file } = asked;
  const { rows, problems } = asked.read(textOf(file));
  if (problems.length > 0) {
    refuseFile(output, file, problems.slice(0, MOST_PROBLEMS), problems.length);
    return;
  }
  const answer = (await send(output, asked, rows, options)) as Answer;
  if (answer.problems !== undefined) refuseFile(output, file, answer.problems, answer.wrong ?? answer.problems.length);
  else if (options.json) output.write(JSON.stringify(answer, null, 2));
  else told(answer);
}

/** What stands in a file. Throws REFUSED for one that is neither UTF-8 nor GBK. */
export function textOf(file: string): string {
  const text = recognise(inFile(file, () => readFileSync(file)))?.text;
  if (text === undefined) throw new TelephonyError('REFUSED', `${file} is no text: save it as CSV in UTF-8 or GBK`);
  return text;
}

async function send(
  output: Output,
  { says, method }: FileAsked,
  rows: readonly unknown[],
  options: ShopOptions & { readonly replace?: boolean },
): Promise<unknown> {
  const progress = progressLine(output, { import: says }, options);
  const whole = !(await isRunning(options));
  const replace = options.replace === true;
  try {
    let answer: unknown;
    let at = 0;
    do {
      const piece = whole ? rows : pieceFrom(rows, at);
      answer = await askShop(options, { method, params: { at, of: rows.length, rows: piece, replace } });
      at += piece.length;
      progress.tell('import', rows.length === 0 ? 1 : at / rows.length);
    } while (at < rows.length);
    return answer;
  } finally {
    progress.end();
  }
}

/** As many rows as go into one question; one at least. */
function pieceFrom(rows: readonly unknown[], at: number): readonly unknown[] {
  let [end, size] = [at, 0];
  while (end < rows.length && (end === at || size < LARGEST_PIECE)) {
    size += Buffer.byteLength(JSON.stringify(rows[end]));
    end++;
  }
  return rows.slice(at, size > LARGEST_PIECE && end - at > 1 ? end - 1 : end);
}

function refuseFile(output: Output, file: string, problems: readonly LineProblem[], wrong: number): void {
  process.exitCode = EXIT.failed;
  const lines = problems.map(
    ({ line, says }) => `${file}:${line}: ${inLanguage(says, output.json ? 'en' : output.language)}`,
  );
  if (output.json) {
    output.complain(
      errorJson(new TelephonyError('REFUSED', [`${wrong} errors, nothing was taken in`, ...lines].join('\n'))),
    );
    return;
  }
  for (const line of lines) output.complain(line);
  const more = wrong - problems.length;
  const [en, zh] = more > 0 ? [` (${more} more)`, `（另有 ${more} 处）`] : ['', ''];
  output.complain(
    inLanguage(
      {
        en: `${many(wrong, 'error')}${en}: nothing was taken in; mend the file and import it again`,
        zh: `${wrong} 处错误${zh}：未导入任何内容；请修改文件后重新导入`,
      },
      output.language,
    ),
  );
}
