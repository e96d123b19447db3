// SPDX-License-Identifier: GPL-2.0-or-later
// How does a crash test tell what it found? One line a check, a sum at the end.

/** Counts checks and writes each down. */
export class Tally {
  readonly #write: (line: string) => void;
  #passed = 0;
  readonly #failed: string[] = [];

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  get passed(): number {
    return this.#passed;
  }

  /** What failed, in words. */
  get failed(): readonly string[] {
    return this.#failed;
  }

  /** A thing that must be so; `faults` says where it is not. */
  check(what: string, faults: readonly string[]): void {
    if (faults.length === 0) {
      this.#passed++;
      this.#write(`ok: ${what}`);
      return;
    }
    this.#failed.push(what);
    this.#write(`NOT OK: ${what}`);
    for (const fault of faults.slice(0, 20)) this.#write(`    ${fault}`);
    if (faults.length > 20) this.#write(`    and ${faults.length - 20} more`);
  }

  /** How it goes on. */
  tell(line: string): void {
    this.#write(line);
  }
}
