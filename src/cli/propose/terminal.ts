// SPDX-License-Identifier: GPL-2.0-or-later
// Who answers the proposal's questions? The person at this terminal, if there is one.

import { createInterface } from 'node:readline/promises';
import { type Bilingual, inLanguage, type Language } from '../../kernel/index.js';

/** Puts questions to a person; an empty answer means the standard. Rejects when he goes away. */
export interface Asker {
  ask(question: string): Promise<string>;
  close(): void;
}

interface Streams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

const GONE: Bilingual = { en: 'Stopped; nothing was written.', zh: '已中止，未写入任何文件。' };

/** Undefined: nobody is there. Questions go to standard error, so that the proposal can be piped. */
export function terminalAsker(
  language: Language,
  { input, output }: Streams = { input: process.stdin, output: process.stderr },
): Asker | undefined {
  if (!input.isTTY || !output.isTTY) return undefined;
  const lines = createInterface({ input, output });
  lines.once('SIGINT', () => lines.close()); // Ctrl-C, as Ctrl-D
  const answers = lines[Symbol.asyncIterator](); // keeps what is typed ahead
  return {
    ask: async (question) => {
      lines.setPrompt(question);
      lines.prompt();
      const answer = await answers.next();
      if (answer.done) throw new Error(`\n${inLanguage(GONE, language)}`);
      return answer.value;
    },
    close: () => lines.close(),
  };
}
