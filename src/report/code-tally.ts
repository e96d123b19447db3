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
    const counts = new Map<string, number>();
    for (const coded of this.#coded.filter(isMeant))
      counts.set(coded.code, (counts.get(coded.code) ?? 0) + coded.calls);
    return Object.fromEntries([...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)));
  }
}
