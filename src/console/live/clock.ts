// SPDX-License-Identifier: GPL-2.0-or-later
// What time is it for who looks at a screen? The one file of the console that reads the browser's clock; figures tick with the box's.

import { readonly, ref } from 'vue';

const SECOND_MS = 1_000;
let ahead = 0;
const second = ref(Date.now());

setInterval(() => {
  second.value = Date.now() + ahead;
}, SECOND_MS);

/** The box's time now, UTC milliseconds, moved on once a second: what durations on screens go by. */
export const ticking = readonly(second);

/** The box's time now, UTC milliseconds. */
export function now(): number {
  return Date.now() + ahead;
}

/** The browser's clock may be minutes wrong: from now on durations go by the box's, whose time is `at`. */
export function follow(at: number): void {
  ahead = at - Date.now();
  second.value = at;
}

/** Milliseconds since the page was opened, whatever the clock on the wall does: how long something has been silent. */
export function elapsed(): number {
  return performance.now();
}

/** Does something once, after so many milliseconds; gives what calls it off. */
export function after(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

/** Does something again and again; gives what ends it. */
export function every(ms: number, act: () => void): () => void {
  const timer = setInterval(act, ms);
  return () => clearInterval(timer);
}
