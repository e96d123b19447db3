// SPDX-License-Identifier: GPL-2.0-or-later
// What is said between the box and those who ask for it: a thread for servers and tables, a process for files of SQLite?

import { type Clock, SystemClock } from '../kernel/index.js';
import type { Answer, Question } from './question.js';
import { failed } from './row.js';
import type { Databases } from './sql.js';
import { Tables, type TableTold } from './tables.js';
import { askWeb } from './web.js';

/** To them. */
export type Said =
  | { readonly n: number; readonly question: Question }
  | { readonly watch: Parameters<Tables['watch']>[0] };

/** From them. */
export type Told = { readonly n: number; readonly answer: Answer } | { readonly told: TableTold };

/** Answers what is said to it, where it runs. */
export function answering(tell: (told: Told) => void, clock: Clock = new SystemClock()): (said: Said) => void {
  let databases: Promise<Databases> | undefined; // the drivers are loaded when one is wanted
  const opened = () => import('./sql.js').then(({ Databases }) => new Databases(clock));
  const tables = new Tables(clock, (told) => tell({ told }));
  const answer = (question: Question): Promise<Answer> => {
    switch (question.kind) {
      case 'web':
        return askWeb(clock, question);
      case 'sql':
        databases ??= opened();
        return databases.then((open) => open.ask(question));
      case 'table':
        return tables.ask(question);
    }
  };
  return (said) => {
    if ('watch' in said) {
      tables.watch(said.watch);
      return;
    }
    const { n } = said;
    answer(said.question).then(
      (answer) => tell({ n, answer }),
      (error: unknown) => tell({ n, answer: failed(error instanceof Error ? error.message : String(error)) }),
    );
  };
}
