// SPDX-License-Identifier: GPL-2.0-or-later
// How does a command ask a running box? One connection, one question, perhaps a stream of items before the answer.

import { connect } from 'node:net';
import { FAULTS, type FaultCode, TelephonyError } from '../faults.js';
import { inBoth } from '../kernel/index.js';
import {
  type ControlError,
  type ControlResponse,
  LineReader,
  LONGEST_ANSWER,
  type NotInList,
} from '../protocol/index.js';
import { noEntry } from './no-entry.js';

export interface AskOptions {
  readonly params?: Readonly<Record<string, unknown>>;
  /** Called for each item of a stream. */
  readonly item?: (item: unknown) => void;
  readonly signal?: AbortSignal;
}

/** Asks the box that listens on `path`. Rejects with BOX_NOT_RUNNING when none does, else with the box's own fault. */
export function askBox(path: string, method: string, options: AskOptions = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const reader = new LineReader(LONGEST_ANSWER);
    const end = (settle: () => void) => {
      socket.destroy();
      settle();
    };
    options.signal?.addEventListener('abort', () => end(() => resolve(null)), { once: true });
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(`${JSON.stringify({ id: 1, method, params: options.params ?? {} })}\n`));
    socket.on('error', (cause) => end(() => reject(unreachable(path, cause))));
    socket.on('close', () => reject(new TelephonyError('BOX_NOT_RUNNING', `${path}: the box ended the connection`)));
    socket.on('data', (chunk: string) => {
      for (const line of reader.take(chunk)) {
        const response = JSON.parse(line) as ControlResponse;
        if ('item' in response) options.item?.(response.item);
        else if (response.error !== undefined) end(() => reject(toError(response.error as ControlError)));
        else if ('result' in response) end(() => resolve(toResult(response)));
      }
    });
  });
}

/** Nobody listens there; or somebody does, and this user may not ask him. */
function unreachable(path: string, cause: Error): TelephonyError {
  if ('code' in cause && (cause.code === 'EACCES' || cause.code === 'EPERM'))
    return new TelephonyError('FORBIDDEN', inBoth(noEntry(path)), { cause });
  return new TelephonyError('BOX_NOT_RUNNING', `${path}: start one with: spillway start`, { cause });
}

/** A list that may lack what is not written yet says so, as `Listed` does. */
function toResult({ result, unwritten }: { readonly result: unknown; readonly unwritten?: NotInList }): unknown {
  return unwritten === undefined || !Array.isArray(result) ? result : Object.assign(result, { unwritten });
}

function toError(error: ControlError): Error {
  if (!Object.hasOwn(FAULTS, error.code)) return new Error(error.message);
  const code = error.code as FaultCode;
  const detail = error.message.replace(`${FAULTS[code]} `, '').replace(` [${code}]`, '');
  return new TelephonyError(code, detail);
}
