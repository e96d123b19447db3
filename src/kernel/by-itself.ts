// SPDX-License-Identifier: GPL-2.0-or-later
// What does the program do of itself, and what for whoever has just asked something of it, at once or later?

import { AsyncResource } from 'node:async_hooks';

/** Made when the program is loaded: nobody has asked anything yet. */
const ITSELF = new AsyncResource('spillway');

/**
 * Runs `work` as what the program does of itself, also amid somebody's command: alarms that fire later, threads and rounds that go on
 * when the command is over. What `AsyncLocalStorage` carries from one await to the next ends here.
 */
export function byItself<T>(work: () => T): T {
  return ITSELF.runInAsyncScope(work);
}

/** Runs work in the name of whoever asked for it. */
export type InHisName = <T>(work: () => T) => T;

/** Of whoever asks something now: what has no time until a later turn is his doing all the same. */
export function inHisName(): InHisName {
  const asked = new AsyncResource('spillway asked');
  return (work) => asked.runInAsyncScope(work);
}
