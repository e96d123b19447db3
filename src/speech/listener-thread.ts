// SPDX-License-Identifier: GPL-2.0-or-later
// Where are callers listened to? In a thread of its own: their samples and the engines' programs touch no call.

import { parentPort, workerData } from 'node:worker_threads';
import { type Duration, SystemClock } from '../kernel/index.js';
import { openStream, type StreamHandle } from '../native/index.js';
import { Listener } from './listener.js';
import type { HearingEngine, ListeningFor, Understood } from './ports.js';
import { openRecognition } from './recognition.js';
import { SherpaServer } from './sherpa-server.js';

/** What the thread is asked. */
export type HearRequest =
  | {
      readonly n: number;
      readonly type: 'hear';
      readonly stream: StreamHandle;
      readonly engine: HearingEngine;
      readonly what: ListeningFor;
      readonly longest: Duration;
      readonly within: Duration;
    }
  | { readonly n: number; readonly type: 'stop' }
  | { readonly n: 0; readonly type: 'prepare'; readonly engine: HearingEngine };

/** What it tells. */
export type HearNews =
  | { readonly n: number; readonly type: 'begun' }
  | { readonly n: number; readonly type: 'understood'; readonly understood: Understood }
  | { readonly n: 0; readonly type: 'failing'; readonly why: string | undefined };

/** This file may be loaded in threads that are begun for something else. */
if (parentPort !== null && workerData === 'spillway-listener') {
  const port = parentPort;
  const clock = new SystemClock(); // engines take real time
  const listeners = new Map<number, Listener>();
  const tell = (news: HearNews) => port.postMessage(news);
  let server: SherpaServer | undefined;

  const sherpa = (engine: Extract<HearingEngine, { readonly kind: 'sherpa' }>): SherpaServer => {
    if (server?.is(engine)) return server;
    server?.close();
    server = new SherpaServer(clock, engine, (why) => tell({ n: 0, type: 'failing', why }));
    return server;
  };

  const hear = ({ n, stream, engine, what, longest, within }: Extract<HearRequest, { readonly type: 'hear' }>) => {
    const understood = (told: Understood) => {
      listeners.delete(n);
      tell({ n, type: 'understood', understood: told });
    };
    try {
      const open = () =>
        openRecognition(clock, engine, what, () =>
          sherpa(engine as Extract<HearingEngine, { readonly kind: 'sherpa' }>),
        );
      const begun = () => tell({ n, type: 'begun' });
      listeners.set(n, new Listener(clock, openStream(stream), { open, longest, within, begun, understood }));
    } catch (error) {
      understood({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  };

  port.on('message', (request: HearRequest) => {
    if (request.type === 'hear') hear(request);
    else if (request.type === 'stop') listeners.get(request.n)?.stop();
    else if (request.engine.kind === 'sherpa') sherpa(request.engine).start();
  });
}
