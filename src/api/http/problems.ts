// SPDX-License-Identifier: GPL-2.0-or-later
// How does a refusal look over HTTP? RFC 9457: a status, the fault's code, and what would be right.

import { FAULTS, type FaultCode, TelephonyError } from '../../faults.js';
import type { Problem } from '../contract/index.js';
import { storeFault } from '../unwritten.js';

const STATUS: Readonly<Partial<Record<FaultCode, number>>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  BARRED: 403,
  REFUSED: 409,
  EDITED: 409,
  STORE_CONFLICT: 409,
  GONE: 410,
  CONFIG_INVALID: 422,
  PROMPT_UNUSABLE: 422,
  NOT_SIGNED_IN: 401,
  LOCKED_OUT: 423,
  TOO_MANY: 429,
  LIMIT_REACHED: 429,
  BOX_NOT_RUNNING: 503,
  BOX_SILENT: 504,
  STORE_READ_LATE: 504,
  RECORDING_DAMAGED: 410,
  RECORDING_LOCKED: 503,
  STORE_UNREADABLE: 503,
  STORE_FULL: 507,
  STORE_FAILED: 503,
};

/** A refusal with more than its code: what stands now, which fields are wrong, when to come again. */
export class Refusal extends TelephonyError {
  readonly more: Partial<Pick<Problem, 'problems' | 'revision' | 'now' | 'retryAfter'>>;
  readonly status: number | undefined;

  constructor(code: FaultCode, detail: string, more: Refusal['more'] = {}, status?: number) {
    super(code, detail);
    this.more = more;
    this.status = status;
  }
}

/** What is told of an error; what is no refusal of ours is told without its text. */
export function problemOf(error: unknown): Problem {
  if (error instanceof TelephonyError) {
    const more = error instanceof Refusal ? error.more : {};
    const status = (error instanceof Refusal && error.status) || STATUS[error.code] || 500;
    return { ...plain(error.code, status, error.detail), ...more };
  }
  const stored = storeFault(error);
  if (stored !== undefined) return plain(stored, STATUS[stored] ?? 503, 'what was asked is not kept');
  const status = statusOf(error);
  if (status === 413) return plain('TOO_MANY', 413, 'the body is too large');
  if (status === 414) return plain('REFUSED', 414, 'the path is too long');
  if (status === 415) return plain('REFUSED', 415, 'application/json would be right');
  if (status === 429) return plain('TOO_MANY', 429, 'requests of this address or person');
  if (status >= 400 && status < 500) return plain('REFUSED', status, 'the request cannot be read');
  return {
    type: 'about:blank',
    title: 'A fault of the program.',
    status: 500,
    code: 'FAULT',
    detail: 'it is in the log',
  };
}

function plain(code: FaultCode, status: number, detail: string): Problem {
  return {
    type: `https://spillway.invalid/docs/faults#${code.toLowerCase()}`,
    title: FAULTS[code],
    status,
    code,
    detail,
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}
