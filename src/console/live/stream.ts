// SPDX-License-Identifier: GPL-2.0-or-later
// How does the console hear what happens? One WebSocket: a snapshot, then everything after it; when it is lost it goes on where it was.

import { ref } from 'vue';
import type { LiveMessage } from '../../api/contract/index.js';
import { speaksFor } from './client.js';
import { after, elapsed, every, now } from './clock.js';

const PATH = '/api/v1/live';
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
const BEAT_MS = 10_000;
/** The server says something every 10 s: after this the connection is dead, whatever the browser thinks. */
const SILENCE_MS = 25_000;
const SIGNED_OUT_CODES = [4001, 4010];

type Take = (message: LiveMessage) => void;

/** Since when there is no connection; undefined: there is one. */
export const lostSince = ref<number>();

const takers = new Set<Take>();
let socket: WebSocket | undefined;
let last: number | undefined;
let heardAt = 0;
/** The same by the clock that nobody sets. */
let heardOf = 0;
let retries = 0;
let stopBeats: (() => void) | undefined;
let stopRetry: (() => void) | undefined;
let onSignedOut: () => void = () => {};

/** Each message, in its order; gives what ends it. */
export function hear(take: Take): () => void {
  takers.add(take);
  return () => takers.delete(take);
}

/** Connects, and stays connected until `disconnect`. */
export function connect(signedOut: () => void): void {
  onSignedOut = signedOut;
  disconnect();
  last = undefined;
  open();
  stopBeats = every(BEAT_MS, beat);
  window.addEventListener('offline', lose);
  window.addEventListener('online', again);
}

export function disconnect(): void {
  stopBeats?.();
  stopRetry?.();
  window.removeEventListener('offline', lose);
  window.removeEventListener('online', again);
  const old = socket;
  socket = undefined;
  old?.close();
  lostSince.value = undefined;
}

function open(): void {
  const { protocol, host } = window.location;
  const asked = new URLSearchParams({ person: speaksFor() ?? '', ...(last !== undefined && { from: String(last) }) });
  const mine = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}${PATH}?${asked}`);
  socket = mine;
  heardAt = now();
  heardOf = elapsed();
  mine.onmessage = ({ data }) => take(mine, JSON.parse(String(data)) as LiveMessage);
  mine.onclose = ({ code }) => {
    if (socket !== mine) return;
    socket = undefined;
    if (SIGNED_OUT_CODES.includes(code)) onSignedOut();
    else retry();
  };
}

function take(from: WebSocket, message: LiveMessage): void {
  if (socket !== from) return;
  heardOf = elapsed();
  retries = 0;
  lostSince.value = undefined;
  if (message.type === 'snapshot' || message.type === 'event') last = message.n;
  if (message.type === 'gone') {
    last = undefined; // what was missed is not kept any more: all anew
    lose();
    return;
  }
  for (const one of takers) one(message);
  heardAt = now(); // by the box's clock, which the message itself may have told
}

function retry(): void {
  lostSince.value ??= heardAt;
  // Two hundred consoles whose server restarts do not come back in one instant.
  const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** retries++) * (0.5 + Math.random());
  stopRetry?.();
  stopRetry = after(wait, open);
}

function beat(): void {
  if (socket === undefined) return;
  if (elapsed() - heardOf > SILENCE_MS) lose();
  else if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'beat' }));
}

/** What is lost is let go at once: a browser waits long for the other end of a connection that is dead to close it. */
function lose(): void {
  const old = socket;
  if (old === undefined) return;
  socket = undefined;
  old.close();
  retry();
}

/** The network is back: nobody waits for the next try. */
function again(): void {
  if (lostSince.value === undefined || socket !== undefined) return;
  stopRetry?.();
  open();
}
