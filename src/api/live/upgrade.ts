// SPDX-License-Identifier: GPL-2.0-or-later
// Who may follow live? Whoever has a session and comes from a page of ours; or a program with its token.

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { LIVE_CLOSES, LIVE_PATH } from '../contract/index.js';
import { askerOf, isOwnOrigin } from '../http/guard.js';
import type { Web } from '../web.js';

const LONGEST_SAID = 4_096; // a browser says nothing but that it lives
const MOST = 1_000;

/** Takes upgrades of the one path; everything else is closed. */
export function liveUpgrades(server: Server, web: Web): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_SAID, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const url = urlOf(request);
    if (url?.pathname !== LIVE_PATH) return refuse(socket, '404 Not Found');
    if (sockets.clients.size >= MOST) return refuse(socket, '503 Service Unavailable');
    const asker = askerOf(request, web.sessions, web.secure, web.clock.now(), url.searchParams.get('person'));
    const isOurs = asker?.program !== undefined || isOwnOrigin(request, web.config.origins);
    const from = Number(url.searchParams.get('from') ?? Number.NaN);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      // A close code tells a browser why; a status of HTTP it would not see.
      if (!isOurs) ws.close(LIVE_CLOSES.foreignOrigin, 'foreignOrigin');
      else if (asker === undefined || asker.session?.mustChange === true) ws.close(LIVE_CLOSES.noSession, 'noSession');
      else
        web.hub.join(ws, asker, Number.isSafeInteger(from) && from >= 0 ? from : undefined).catch(() => ws.terminate());
    });
  });
  return sockets;
}

/** Undefined for what is no path, such as `//`: whoever asks for it must not end the process. */
function urlOf({ url = '/' }: IncomingMessage): URL | undefined {
  return URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost') : undefined;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
