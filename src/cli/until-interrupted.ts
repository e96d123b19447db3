// SPDX-License-Identifier: GPL-2.0-or-later
// How long does a command that shows things as they happen go on? Until Ctrl-C, or until nobody reads what it prints any more.

import { say } from '../words/index.js';
import { EXIT, type Output, refuse } from './output.js';

/** A stretch of work that ends early. */
export interface Interruptible {
  readonly signal: AbortSignal;
  /** Ends it. Idempotent. */
  stop(): void;
}

/** Begins one; `stop()` it when the work has ended by itself, or Ctrl-C would be taken for it still. */
export function untilInterrupted(): Interruptible {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = () => {
    process.off('SIGINT', stop);
    process.stdout.off('error', stop);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.stdout.on('error', stop); // EPIPE: `spillway trace | head`
  return { signal, stop };
}

/**
 * A reader of ours that has seen enough (`spillway calls | head -1`) is no error. What else is wrong with standard output, a full disk say, is
 * told in one line, and the command has failed.
 */
export function forgiveClosedPipe(output: Output, json: boolean): void {
  let told = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || told) return;
    told = true;
    const en = `what was printed could not be written: ${error.message}`;
    refuse({ ...output, json }, { en, zh: `输出无法写入：${say(error.message, 'zh-CN')}` }, EXIT.failed);
    // Who has something to end in order, processes of his own say, ends as when he is asked to.
    if (!process.emit('SIGTERM')) process.exit(EXIT.failed);
  });
}
