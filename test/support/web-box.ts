// SPDX-License-Identifier: GPL-2.0-or-later
// What do tests of the web process begin with? A whole box over the stepped world, its sockets, a web process beside it, browsers.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Test } from 'tap';
import { WebSocket } from 'ws';
import { type LiveMessage, liveMessage, type RouteContract, routesOf } from '../../src/api/contract/index.js';
import { openWeb, type RunningWeb } from '../../src/api/index.js';
import { ConfigFile } from '../../src/config/index.js';
import { ControlServer, controlMethods, webDoor } from '../../src/host/index.js';
import { type Clock, SystemClock } from '../../src/kernel/index.js';
import { agentId, type BoxOptions, type BoxWorld, openBox } from './box.js';

export const PASSWORD = 'horse battery 9';

export const PEOPLE = [
  { id: 'chen', name: 'Chen', role: 'supervisor' },
  { id: 'owner', name: 'Zhao', role: 'administrator' },
  { id: 'night', name: 'Night', role: 'watcher' },
];
const ROLES = [{ name: 'watcher', rights: ['status.read', 'calls.read', 'agents.self'] }];

export interface WebBox extends BoxWorld {
  readonly web: RunningWeb;
  readonly socket: string;
  /** The box's end of `web.sock`. */
  readonly server: ControlServer;
  /** Work that needs the world to go on meanwhile. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Somebody's browser, signed in. */
  browser(id: string, password?: string): Promise<Browser>;
}

interface WebOptions {
  /** Its section of the file. */
  readonly web?: object;
  /** The built app. */
  readonly console?: string;
  /** Clock and log of the web process. */
  readonly clock?: Clock;
  readonly webLog?: FastifyBaseLogger;
}

/** Ends with the test. */
export async function webBox(
  t: Test,
  { web = {}, console, clock = new SystemClock(), webLog, ...options }: BoxOptions & WebOptions = {},
): Promise<WebBox> {
  const section = { port: 8443, address: '127.0.0.1', certificate: 'none', ...web };
  const more = { people: PEOPLE, roles: ROLES, web: section, ...options.config };
  const place = await openBox(t, { telephones: 2, ...options, config: more });
  const { world, box } = place;
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'), { menus: [], functions: [] });
  const socket = join(world.folder, 'web.sock');
  const methods = controlMethods(box, file, new AbortController());
  const server = await ControlServer.open(
    socket,
    methods,
    webDoor(() => file.current),
  );
  const config = file.current.web;
  if (config === undefined) throw new Error('the file has no web');
  const folders = {
    data: join(world.folder, 'data'),
    own: join(world.folder, 'web'),
    console: console ?? join(world.folder, 'none'),
  };
  const running = await openWeb({
    config,
    file: file.file,
    socket,
    ...folders,
    version: '1',
    clock,
    strict: true,
    ...(webLog && { log: webLog }),
    port: 0,
  });
  const during = async <T>(work: Promise<T>): Promise<T> => {
    let over = false;
    const ended = work.finally(() => {
      over = true;
    });
    ended.catch(() => {});
    while (!over) {
      await world.advance(20);
      await sleep(10); // the world runs far quicker than a browser: a telephone would have rung out
    }
    return ended;
  };
  t.teardown(async () => {
    await running.close();
    await server.close();
  });
  for (const id of ['chen', 'owner', 'night']) await during(box.access.passwords.set(id, PASSWORD, 0));
  await during(until(() => running.web.people.isKnown && running.web.feed.now !== undefined));
  const browser = async (id: string, password = /^\d+$/.test(id) ? '4711' : PASSWORD) => {
    const made = new Browser(`http://127.0.0.1:${running.port}`);
    const answer = await during(made.signIn(id, password));
    if (answer.status !== 200) throw new Error(`${id}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return made;
  };
  return { ...place, web: running, socket, server, during, browser };
}

const OWNER_IDS = ['owner', 'owner2', 'owner3', 'owner4'];
/** The people, with several administrators: one alone would soon be told that he asks too much. */
export const OWNERS = [...PEOPLE, ...OWNER_IDS.slice(1).map((id) => ({ id, name: id, role: 'administrator' }))];
export async function owners({ box, during, browser }: Pick<WebBox, 'box' | 'during' | 'browser'>): Promise<Browser[]> {
  const made: Browser[] = [];
  for (const id of OWNER_IDS) {
    await during(box.access.passwords.set(id, PASSWORD, 0));
    made.push(await browser(id));
  }
  return made;
}

/** Looks again and again, at real time, for up to a minute. */
export async function until(so: () => boolean): Promise<void> {
  const clock = new SystemClock();
  for (const limit = clock.now() + 60_000; !so(); await sleep(5))
    if (clock.now() > limit) throw new Error(`not reached: ${so}`);
}

// biome-ignore lint/suspicious/noExplicitAny: the body of any route
export type Answered = { readonly status: number; readonly body: any; readonly headers: Headers };

/** A browser at the console: it keeps its cookie and names its origin. */
export class Browser {
  readonly base: string;
  cookie = '';

  constructor(base: string) {
    this.base = base;
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const response = await fetch(this.base + path, {
      method,
      headers: {
        ...(this.cookie !== '' && { cookie: this.cookie }),
        ...(method !== 'GET' && { origin: this.base }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const set = response.headers.get('set-cookie');
    if (set !== null) this.cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      body: isJson && text !== '' ? JSON.parse(text) : text,
      headers: response.headers,
    };
  }

  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered> {
    return this.ask('GET', path, undefined, headers);
  }

  post(path: string, body: unknown = {}, headers?: Readonly<Record<string, string>>): Promise<Answered> {
    return this.ask('POST', path, body, headers);
  }

  signIn(id: string, password: string): Promise<Answered> {
    return this.post('/api/v1/session', { id, password });
  }

  /** Follows live; every message is held against the contract. */
  live(query = '', headers: Readonly<Record<string, string>> = {}): Live {
    const url = `${this.base.replace('http', 'ws')}/api/v1/live${query}`;
    return new Live(new WebSocket(url, { headers: { cookie: this.cookie, origin: this.base, ...headers } }));
  }
}

/** What a browser has heard live. */
export class Live {
  readonly messages: LiveMessage[] = [];
  readonly wrong: string[] = [];
  closed: number | undefined;
  readonly socket: WebSocket;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      const read = liveMessage.safeParse(JSON.parse(String(data)));
      if (read.success) this.messages.push(read.data);
      else this.wrong.push(JSON.stringify(read.error.issues.slice(0, 3)));
    });
    socket.on('close', (code) => {
      this.closed = code;
    });
    socket.on('error', () => {});
  }

  of<T extends LiveMessage['type']>(type: T): Extract<LiveMessage, { type: T }>[] {
    return this.messages.filter((message) => message.type === type) as Extract<LiveMessage, { type: T }>[];
  }

  events(type: string) {
    return this.of('event').filter(({ event }) => event.type === type);
  }
}

/** Paths of routes with something in the place of each parameter. */
export function pathOf({ path }: RouteContract, values: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? (name === 'agent' ? agentId(1) : 'x1'));
}

export const ROUTES = routesOf();
