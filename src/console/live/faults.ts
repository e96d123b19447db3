// SPDX-License-Identifier: GPL-2.0-or-later
// Why did the web process say no? Its problem documents (RFC 9457) as errors, with the fault codes of docs/faults.md.

/** A refusal, or no answer at all (`status` 0: nobody there). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** The document as it came. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, detail: string, body: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

/** Whatever was thrown, as a problem. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  return new Problem(0, 'UNREACHABLE', thrown instanceof Error ? thrown.message : String(thrown));
}

/** Begins something whose end nobody here waits for; what fails is told where it is done, and what is not told is at the browser's console. */
export function unattended(work: Promise<unknown> | undefined): void {
  work?.catch((thrown: unknown) => console.error(thrown));
}
