// SPDX-License-Identifier: GPL-2.0-or-later
// What were calls about? Wrap-up codes counted in all, by queue and by agent.

/** So many calls of a queue were this to an agent. */
export interface CodedCalls {
  readonly queue: string;
  readonly agent: string;
  readonly code: string;
  readonly calls: number;
}

/** Calls by their code; the most frequent first. */
export type CodeCounts = Readonly<Record<string, number>>;

/** Of one of them, or of all. */
export function countOf(codes: CodeCounts, code: string | undefined): number {
  if (code !== undefined) return Object.hasOwn(codes, code) ? (codes[code] ?? 0) : 0;
  return Object.values(codes).reduce((all, calls) => all + calls, 0);
}

/** Those of several times together. */
export function addedCodes(each: readonly CodeCounts[]): CodeCounts {
  return inOrder(each.flatMap((codes) => Object.entries(codes)));
}

function inOrder(coded: readonly (readonly [code: string, calls: number])[]): CodeCounts {
  const counts = new Map<string, number>();
  for (const [code, calls] of coded) counts.set(code, (counts.get(code) ?? 0) + calls);
  return Object.fromEntries([...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)));
}

/** Codes as they come. */
export class CodeTally {
  readonly #coded: CodedCalls[] = [];

  add(coded: CodedCalls): void {
    this.#coded.push(coded);
  }

  get whole(): CodeCounts {
    return this.#counts(() => true);
  }

  ofQueue(queue: string): CodeCounts {
    return this.#counts((coded) => coded.queue === queue);
  }

  ofAgent(agent: string): CodeCounts {
    return this.#counts((coded) => coded.agent === agent);
  }

  #counts(isMeant: (coded: CodedCalls) => boolean): CodeCounts {
    return inOrder(this.#coded.filter(isMeant).map(({ code, calls }) => [code, calls]));
  }
}
