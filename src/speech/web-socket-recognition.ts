// SPDX-License-Identifier: GPL-2.0-or-later
// How does a recogniser at a web socket understand an utterance? In the words of vosk-server: config, sound as it comes, eof; texts come back.

import { WebSocket } from 'ws';
import { type Clock, deferred } from '../kernel/index.js';
import type { HearingEngine, ListeningFor } from './ports.js';
import { bytesOf, type Recognition } from './recognition.js';

const RATE = 8_000;
const LARGEST_ANSWER = 1024 * 1024;
const MOST_WAITING = 16_000 * 20; // bytes that it has not taken
const EOF = '{"eof" : 1}'; // to the letter: vosk-server compares it

/** Connects, and sends what comes as soon as it is open. */
export function webSocketRecognition(
  clock: Clock,
  { url, headers }: Extract<HearingEngine, { readonly kind: 'http' | 'webSocket' }>,
  { language, phrases }: ListeningFor,
): Recognition {
  const ended = deferred<string>();
  ended.promise.catch(() => {});
  const texts: string[] = [];
  const waiting: (Buffer | string)[] = [configOf(language, phrases)];
  const socket = new WebSocket(url, { headers, maxPayload: LARGEST_ANSWER, followRedirects: false });
  const send = (data: Buffer | string) => {
    if (socket.readyState === WebSocket.CONNECTING) waiting.push(data);
    else if (socket.readyState === WebSocket.OPEN && socket.bufferedAmount < MOST_WAITING) socket.send(data);
  };
  socket.on('open', () => {
    for (const data of waiting.splice(0)) socket.send(data);
  });
  socket.on('message', (data) => {
    const { text, isFinal } = answerOf(String(data));
    if (text !== undefined && text !== '') texts.push(text);
    if (isFinal) ended.resolve(texts.join(' '));
  });
  socket.on('error', (error) => ended.reject(new Error(`${url}: ${error.message}`)));
  socket.on('close', () => ended.resolve(texts.join(' ')));
  return {
    feed: (samples) => send(Buffer.from(bytesOf(samples))),
    finish: (within) => {
      const cancel = clock.at(clock.now() + within, () => {
        if (texts.length > 0) ended.resolve(texts.join(' '));
        ended.reject(new Error(`${url}: no answer within ${within} ms`));
      });
      send(EOF);
      return ended.promise.finally(() => {
        cancel();
        socket.terminate();
      });
    },
    abort: () => socket.terminate(),
  };
}

function configOf(language: string, phrases: readonly string[]): string {
  const list = phrases.length > 0 ? { phrase_list: [...phrases, '[unk]'] } : {};
  return JSON.stringify({ config: { sample_rate: RATE, language, ...list } });
}

/** Partial texts are passed over. `final: true` says that nothing follows. */
function answerOf(data: string): { readonly text?: string; readonly isFinal: boolean } {
  try {
    const answer = JSON.parse(data) as { readonly text?: unknown; readonly final?: unknown };
    return {
      ...(typeof answer.text === 'string' && { text: answer.text.replaceAll('[unk]', '').trim() }),
      isFinal: answer.final === true,
    };
  } catch {
    return { isFinal: false };
  }
}
