// SPDX-License-Identifier: GPL-2.0-or-later
// A web process for tests of the console alone: the built files, the contract's routes with made-up data, a live stream that tests command.

import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { LIVE_PATH, type LiveMessage, routesOf } from '../../../src/api/contract/index.js';
import { ANSWERS, type FakeWorld, meOf } from './fake-answers.js';
import { colleaguesOf, customers, nowOf, standing } from './fake-data.js';
import { FakeLine } from './fake-line.js';

const folder = path.join(process.cwd(), 'dist/console');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
/** What the web process says of the page: nothing inline, nothing from elsewhere. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const parameters = (path: string): number => path.split('/:').length;

/** Each route as an expression of its path; those without parameters first, as the real one has it. */
const ROUTES = [...routesOf()]
  .sort(([, a], [, b]) => parameters(a.path) - parameters(b.path))
  .map(([name, route]) => {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, one]) => one ?? '');
    return {
      name,
      method: route.method,
      names,
      path: new RegExp(`^${route.path.replace(/[.]/g, '\\.').replace(/:\w+/g, '([^/]+)')}$`),
    };
  });

export class FakeServer {
  readonly world: FakeWorld;
  readonly #server: Server;
  readonly #live = new WebSocketServer({ noServer: true });
  readonly #sockets = new Map<WebSocket, string>();
  #n = 4_711;
  /** Refuses connections of the live stream while it is so. */
  deaf = false;
  /** Every request that came, `GET /api/v1/today`. */
  readonly heard: string[] = [];
  /** What came with those that change something. */
  readonly bodies: [line: string, body: unknown][] = [];

  private constructor() {
    const now = nowOf;
    const line = new FakeLine('1001', '李娜', now, () => this.tell({ type: 'line', at: now(), line: line.line }));
    const messages = [
      {
        id: 2,
        from: 'wang',
        fromName: '王建军',
        to: '1001',
        toName: '李娜',
        text: '浪涌期间先不要小休，七点半轮换。',
        at: now() - 8 * 60_000,
      },
      {
        id: 1,
        from: '1002',
        fromName: '王芳',
        to: '1001',
        toName: '李娜',
        text: '尾号 8899 的客户换货已登记。',
        at: now() - 50 * 60_000,
        readAt: now(),
      },
    ];
    this.world = {
      now,
      line,
      saved: new Map(),
      notes: [],
      messages,
      known: customers(now()),
      moods: new Map(),
      language: 'zh-CN',
      theme: 'light',
    };
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
    this.#server.on('upgrade', (request, socket, head) => {
      const person = personOf(request);
      if (this.deaf || person === undefined || !request.url?.startsWith(LIVE_PATH)) return void socket.destroy();
      this.#live.handleUpgrade(request, socket, head, (client) => this.#welcome(client, person));
    });
  }

  static async start(port = 0): Promise<FakeServer> {
    const fake = new FakeServer();
    await new Promise<void>((resolve) => fake.#server.listen(port, '127.0.0.1', resolve));
    return fake;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Says something to everybody who listens. */
  tell(message: LiveMessage): void {
    for (const client of this.#sockets.keys()) client.send(JSON.stringify(message));
  }

  /** The live stream is lost, and not to be had until `deaf` is false again. */
  cut(): void {
    this.deaf = true;
    for (const client of this.#sockets.keys()) client.terminate();
  }

  async close(): Promise<void> {
    for (const client of this.#sockets.keys()) client.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #welcome(client: WebSocket, person: string): void {
    const me = meOf(this.world, person);
    if (me === undefined) return;
    this.#sockets.set(client, person);
    client.on('close', () => this.#sockets.delete(client));
    const at = this.world.now();
    const message: LiveMessage = {
      ...{ type: 'snapshot', n: ++this.#n, at, me, colleagues: colleaguesOf(this.world), unread: 1 },
      ...(me.isAgent && { line: this.world.line.line }),
      ...(me.rights.includes('status.read') && { standing: standing(at) }),
    };
    client.send(JSON.stringify(message));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.address);
    this.heard.push(`${request.method} ${pathname}`);
    if (!pathname.startsWith('/api/')) return file(pathname, request, response);
    const found = ROUTES.find(({ method, path: of }) => method === request.method && of.test(pathname));
    if (found === undefined) return json(response, 404, { code: 'NOT_FOUND', detail: pathname });
    const body = await bodyOf(request);
    if (request.method !== 'GET') this.bodies.push([`${request.method} ${decodeURIComponent(pathname)}`, body]);
    if (found.name === 'session.signIn') return this.#signIn(body, response);
    if (found.name.endsWith('.hear') || found.name.endsWith('.sound'))
      return void response.writeHead(200, { 'content-type': 'audio/wav' }).end(silence());
    const me = meOf(this.world, personOf(request) ?? '');
    if (me === undefined) return json(response, 401, { code: 'SIGN_IN', detail: 'sign in first' });
    const mood = this.world.moods.get(found.name);
    if (mood === 'never') return;
    if (mood === 'failed')
      return json(response, 503, {
        code: 'BOX_DOWN',
        detail: this.world.language === 'en' ? 'the box cannot be reached' : '数据库暂时不可用',
      });
    if (mood === 'edited') return json(response, 409, { code: 'EDITED', detail: '刚被改过', now: this.world.edited });
    if (mood === 'noRight')
      return json(response, 403, { code: 'FORBIDDEN', detail: 'agent 1001 has not the right calls.read' });
    const values = found.path.exec(pathname)?.slice(1).map(decodeURIComponent) ?? [];
    const params = Object.fromEntries(found.names.map((name, index) => [name, values[index] ?? '']));
    if (found.name.startsWith('verbs.')) return this.#act(found.name.slice('verbs.'.length), body, response);
    const answer = ANSWERS[found.name]?.(this.world, { me, params, query: Object.fromEntries(searchParams), body });
    if (answer === undefined) return void response.writeHead(204).end();
    json(response, 200, mood === 'empty' ? emptied(answer) : answer);
  }

  #signIn(body: Readonly<Record<string, unknown>>, response: ServerResponse): undefined {
    const me = meOf(this.world, String(body.id));
    if (me === undefined || body.password === 'wrong')
      return json(response, 401, { code: 'WRONG_PASSWORD', detail: 'wrong' });
    response.setHeader('set-cookie', `session=${me.id}; HttpOnly; SameSite=Strict; Path=/`);
    json(response, 200, me);
  }

  #act(verb: string, body: Readonly<Record<string, unknown>>, response: ServerResponse): undefined {
    if (this.world.moods.get(`verbs.${verb}`) === 'empty') return json(response, 200, { taken: true }); // taken, and nothing happens
    if (this.world.line.act(verb, body)) json(response, 200, { taken: true });
    else json(response, 409, { code: 'REFUSED', detail: `${verb}: not now` });
  }
}

function personOf({ headers }: IncomingMessage): string | undefined {
  return /session=([^;]+)/.exec(headers.cookie ?? '')?.[1];
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text.startsWith('{') ? (JSON.parse(text) as Readonly<Record<string, unknown>>) : {};
}

function json(response: ServerResponse, status: number, value: unknown): undefined {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response
    .writeHead(status, { 'content-type': type })
    .end(JSON.stringify(status < 400 ? value : { status, title: '', type: '', ...(value as object) }));
}

/** Compressed as it lies there, with the policy of the real web process. */
function file(pathname: string, { headers }: IncomingMessage, response: ServerResponse): void {
  const name = pathname === '/' ? '/index.html' : pathname;
  const place = path.join(folder, path.normalize(name));
  if (!place.startsWith(folder) || !existsSync(place)) return void response.writeHead(404).end();
  const gzip = String(headers['accept-encoding']).includes('gzip') && existsSync(`${place}.gz`);
  response.writeHead(200, {
    'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream',
    'content-security-policy': POLICY,
    ...(name.startsWith('/assets/') && { 'cache-control': 'max-age=3600, immutable' }), // as the real one does
    ...(gzip && { 'content-encoding': 'gzip' }),
  });
  response.end(readFileSync(gzip ? `${place}.gz` : place));
}

function emptied(answer: unknown): unknown {
  if (Array.isArray(answer)) return [];
  return { ...(answer as object), rows: [], messages: [], next: undefined };
}

/** A second of nothing, A-law. */
function silence(): Buffer {
  const samples = Buffer.alloc(8_000, 0xd5);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(6, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
