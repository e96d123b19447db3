// SPDX-License-Identifier: GPL-2.0-or-later
// Where does the log of a box go? Standard error, or a file that logrotate may move away. A full disk never ends the box.

import pino, { type Logger } from 'pino';
import type { Config } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import type { Language } from '../kernel/index.js';
import { logLine } from './log-lines.js';

export interface BoxLog {
  readonly log: Logger;
  /** Opens the file anew, after it was moved away; standard error stays as it is. */
  readonly reopen: () => void;
}

const PERSONAL = { paths: ['personal', '*.personal'], censor: '[personal]' };
const MODE = 0o640;
const MOST_WAITING = 1 << 20; // characters, while the disk takes none

/** What is known only when the box is started. */
export interface LogForm {
  /** Standard error is a terminal, and nobody asked for JSON. */
  readonly people: boolean;
  readonly language: Language;
  readonly zone: string;
}

/**
 * Numbers, names and digits stand in fields that are not shown. JSON lines in a file and where no person reads along; lines for people at a
 * terminal; by `form` of the file the one or the other everywhere.
 */
export function boxLog({ file, level, form }: Config['log'], { people, language, zone }: LogForm): BoxLog {
  const destination = open(file);
  destination.on('error', () => {}); // the next line tries again; nobody could be told but by this log
  const inLines = form === undefined ? people && file === undefined : form === 'lines';
  const lines = { write: (json: string) => destination.write(`${logLine(json.trimEnd(), { language, zone })}\n`) };
  const options = { base: null, level, redact: PERSONAL, timestamp: pino.stdTimeFunctions.isoTime };
  const log = pino(options, inLines ? lines : destination);
  return { log, reopen: () => (file === undefined ? undefined : destination.reopen(file)) };
}

function open(file: string | undefined) {
  if (file === undefined) return pino.destination({ fd: 2, sync: true });
  try {
    return pino.destination({ dest: file, sync: true, mkdir: true, mode: MODE, maxLength: MOST_WAITING });
  } catch (cause) {
    throw new TelephonyError('REFUSED', `the log ${file} cannot be opened: ${(cause as Error).message}`, { cause });
  }
}
