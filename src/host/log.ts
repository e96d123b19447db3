// SPDX-License-Identifier: GPL-2.0-or-later
// Where does the log of a box go? Standard error, or a file that logrotate may move away. A full disk never ends the box.

import pino, { type Logger } from 'pino';
import type { Config } from '../config/index.js';
import { TelephonyError } from '../faults.js';

export interface BoxLog {
  readonly log: Logger;
  /** Opens the file anew, after it was moved away; standard error stays as it is. */
  readonly reopen: () => void;
}

const PERSONAL = { paths: ['personal', '*.personal'], censor: '[personal]' };
const MODE = 0o640;
const MOST_WAITING = 1 << 20; // characters, while the disk takes none

/** JSON lines; numbers, names and digits stand in fields that are not shown. `pretty`: without the time, for people. */
export function boxLog({ file, level }: Config['log'], { pretty }: { readonly pretty: boolean }): BoxLog {
  const destination = open(file);
  destination.on('error', () => {}); // the next line tries again; nobody could be told but by this log
  const timestamp = pretty && file === undefined ? () => '' : pino.stdTimeFunctions.isoTime;
  const log = pino({ base: null, level, redact: PERSONAL, timestamp }, destination);
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
