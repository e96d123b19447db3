// SPDX-License-Identifier: GPL-2.0-or-later
// Who follows live, and what is each told? By his rights; whoever does not read fast enough is cut, never thinned.

import type { WebSocket } from 'ws';
import { type Cancel, type Clock, type Duration, every } from '../../kernel/index.js';
import type { BoxPort } from '../box/box.js';
import type { LiveEvent, LiveMessage, Me, StaffMessage, Standing } from '../contract/index.js';
import { LIVE_CLOSES } from '../contract/index.js';
import { json } from '../masking.js';
import type { People } from '../people.js';
import type { Asker, Sessions } from '../sessions.js';
import type { Feed } from './feed.js';
import { colleaguesOf, within } from './standing.js';

const BEAT: Duration = 10_000;
const SILENT: Duration = 30_000;
/** Bytes that wait for one browser. */
const MOST_UNREAD = 4_000_000;
const MOST_OF_ONE = 8;

/** What is of the audit, whoever may read events. */
const OF_AUDIT = /^(console|audit|person)\./;

interface Client {
  readonly socket: WebSocket;
  /** As he is now: his rights may change while he follows. */
  asker: Asker;
  /** Those of one variant are told the same text. */
  variant: string;
  heard: number;
  /** Events are kept back until its snapshot is out. */
  ready: boolean;
}

/** What is needed of the rest. */
export interface HubParts {
  readonly feed: Feed;
  readonly box: BoxPort;
  readonly clock: Clock;
  readonly people: People;
  readonly sessions: Sessions;
  readonly me: (asker: Asker) => Me;
  readonly unread: (person: string) => number;
}

export class Hub {
  readonly #parts: HubParts;
  readonly #clients = new Set<Client>();
  /** What was told of each section, by variant. */
  readonly #told = new Map<string, Map<string, string>>();
  readonly #ends: Cancel[];

  constructor(parts: HubParts) {
    this.#parts = parts;
    const { feed, box, clock, people, sessions } = parts;
    this.#ends = [
      feed.event.on((event) => this.#tellEvent(event)),
      feed.standing.on((standing) => this.#tellStanding(standing)),
      feed.line.on((line) => this.#tellLine(line.agent, JSON.stringify(line))),
      feed.gone.on(() => this.#tellAll({ type: 'gone', first: 0 })),
      box.changed.on((up) => this.#tellAll({ type: 'box', up, since: box.since })),
      people.changed.on(() => this.#lookAgain()),
      sessions.ended.on((hashes) => this.#signedOut(hashes)),
      every(clock, BEAT, () => this.#beat()),
    ];
  }

  get size(): number {
    return this.#clients.size;
  }

  /** Takes somebody in: the events after `from` first, then the snapshot, then whatever comes. */
  async join(socket: WebSocket, asker: Asker, from: number | undefined): Promise<void> {
    const { clock, feed } = this.#parts;
    const own = [...this.#clients].filter((client) => client.asker.id === asker.id);
    if (own.length >= MOST_OF_ONE) {
      this.#bye(socket, 'tooMany', LIVE_CLOSES.tooMany);
      return;
    }
    const client: Client = { socket, asker, variant: variantOf(asker), heard: clock.now(), ready: false };
    const heard = () => {
      client.heard = clock.now();
    };
    socket.on('pong', heard);
    socket.on('message', heard);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#clients.delete(client));
    this.#clients.add(client);
    const missed = from === undefined ? [] : await feed.after(from).catch(() => undefined);
    if (missed === undefined) this.#send(client, JSON.stringify({ type: 'gone', first: 0 }));
    // What came while the records were read is in memory by now.
    const last = missed?.at(-1)?.n ?? from ?? feed.last;
    const late = from === undefined ? [] : ((await feed.after(last).catch(() => [])) ?? []);
    for (const event of [...(missed ?? []), ...late])
      if (mayHear(asker, event)) this.#send(client, eventText(event, asker.masked));
    client.ready = true;
    this.#send(client, this.#snapshot(client));
  }

  /** To one person, wherever he is signed in. */
  tell(person: string, message: StaffMessage): void {
    const text = JSON.stringify({ type: 'message', message } satisfies LiveMessage);
    for (const client of this.#clients) if (client.asker.id === person) this.#send(client, text);
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const { socket } of this.#clients) this.#bye(socket, 'stopping', LIVE_CLOSES.stopping);
  }

  #snapshot(client: Client): string {
    const { feed, me, unread, clock } = this.#parts;
    const { asker } = client;
    const line = asker.person.isAgent ? feed.lineOf(asker.id) : undefined;
    const parts = [
      `"type":"snapshot","n":${feed.last},"at":${Math.round(clock.now())}`,
      `"me":${JSON.stringify(me(asker))},"unread":${unread(asker.id)}`,
      `"colleagues":${feed.now === undefined ? '[]' : this.#colleagues(feed.now)}`,
      ...(line === undefined ? [] : [`"line":${json(line, asker.masked)}`]),
      ...(feed.now !== undefined && asker.rights.has('status.read')
        ? [`"standing":${this.#whole(client, feed.now)}`]
        : []),
    ];
    return `{${parts.join(',')}}`;
  }

  readonly #wholes = new Map<string, { readonly of: Standing; readonly text: string }>();

  /** Two hundred who reload at once are told one text. */
  #whole({ variant, asker }: Client, now: Standing): string {
    const made = this.#wholes.get(variant);
    if (made?.of === now) return made.text;
    const text = json(within(now, asker.person), asker.masked);
    this.#wholes.set(variant, { of: now, text });
    return text;
  }

  #colleagues(now: Standing): string {
    const made = this.#wholes.get('colleagues');
    if (made?.of === now) return made.text;
    const text = JSON.stringify(colleaguesOf(now));
    this.#wholes.set('colleagues', { of: now, text });
    return text;
  }

  #tellEvent(event: LiveEvent): void {
    const texts = new Map<boolean, string>();
    for (const client of this.#clients) {
      const { asker, ready } = client;
      if (!ready || !mayHear(asker, event)) continue;
      const text = texts.get(asker.masked) ?? eventText(event, asker.masked);
      texts.set(asker.masked, text);
      this.#send(client, text);
    }
  }

  #tellLine(agent: string, line: string): void {
    for (const client of this.#clients) {
      if (!client.ready || client.asker.id !== agent) continue;
      const own = client.asker.masked ? json(JSON.parse(line), true) : line;
      this.#send(client, `{"type":"line","at":${Math.round(this.#parts.clock.now())},"line":${own}}`);
    }
  }

  #tellStanding(now: Standing): void {
    const texts = new Map<string, string | undefined>();
    for (const client of this.#clients) {
      if (!client.ready) continue;
      if (!texts.has(client.variant)) texts.set(client.variant, this.#changes(client, now));
      const text = texts.get(client.variant);
      if (text !== undefined) this.#send(client, text);
    }
    for (const variant of this.#told.keys()) if (!texts.has(variant)) this.#told.delete(variant);
  }

  /** The sections that are another way than this variant was told last; undefined: none. */
  #changes({ variant, asker }: Client, now: Standing): string | undefined {
    const told = this.#told.get(variant) ?? new Map<string, string>();
    this.#told.set(variant, told);
    const changed = (name: string, text: string) => {
      if (told.get(name) === text) return [];
      told.set(name, text);
      return [`${JSON.stringify(name)}:${text}`];
    };
    const colleagues = changed('colleagues', this.#colleagues(now));
    const seen = asker.rights.has('status.read') ? within(now, asker.person) : undefined;
    const sections = Object.entries(seen ?? {}).flatMap(([name, section]) =>
      name === 'at' ? [] : changed(name, json(section, asker.masked)),
    );
    if (colleagues.length + sections.length === 0) return undefined;
    const standing = sections.length === 0 ? [] : [`"standing":{"at":${now.at},${sections.join(',')}}`];
    return `{"type":"live","at":${now.at},${[...colleagues, ...standing].join(',')}}`;
  }

  #tellAll(message: LiveMessage): void {
    const text = JSON.stringify(message);
    for (const client of this.#clients) if (client.ready) this.#send(client, text);
  }

  #beat(): void {
    const { clock, feed } = this.#parts;
    const at = clock.now();
    const text = JSON.stringify({ type: 'beat', at: Math.round(at), n: feed.last } satisfies LiveMessage);
    for (const client of this.#clients) {
      if (at - client.heard > SILENT) client.socket.terminate();
      else if (this.#again(client) !== undefined) {
        client.socket.ping();
        this.#send(client, text);
      }
    }
  }

  /** People have changed: whoever may do something else than before begins anew with what he may see now. */
  #lookAgain(): void {
    for (const client of this.#clients) {
      const before = client.asker;
      const asker = this.#again(client);
      if (asker === undefined || isSame(before, asker)) continue;
      client.asker = asker;
      client.variant = variantOf(asker);
      if (client.ready) this.#send(client, this.#snapshot(client));
    }
  }

  /** As he is now; undefined: his session is over, and so is this. */
  #again({ asker, socket }: Client): Asker | undefined {
    const { clock, sessions } = this.#parts;
    const now = sessions.again(asker, clock.now());
    if (now === undefined) this.#bye(socket, 'signedOut', LIVE_CLOSES.signedOut);
    return now;
  }

  #signedOut(hashes: readonly string[]): void {
    for (const { asker, socket } of this.#clients)
      if (hashes.includes(asker.hash)) this.#bye(socket, 'signedOut', LIVE_CLOSES.signedOut);
  }

  #send({ socket }: Client, text: string): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_UNREAD) {
      this.#bye(socket, 'slow', LIVE_CLOSES.slow);
      socket.terminate();
      return;
    }
    socket.send(text);
  }

  #bye(socket: WebSocket, why: string, code: number): void {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify({ type: 'bye', why } satisfies LiveMessage));
    socket.close(code, why);
  }
}

const eventText = (event: LiveEvent, masked: boolean): string =>
  `{"type":"event","n":${event.n},"event":${json(event, masked)}}`;

/** Those of one's own, and by right those of one's teams; the audit's by its own right. */
export function mayHear({ id, person, rights }: Asker, { type, facts, actor }: LiveEvent): boolean {
  if (OF_AUDIT.test(type)) return rights.has('audit.read');
  if (facts.agent === id || actor === `person:${id}`) return true;
  if (!rights.has('events.read')) return false;
  const { supervises, reaches } = person;
  if (supervises === undefined || reaches === undefined) return true;
  if (typeof facts.agent === 'string') return reaches.includes(facts.agent);
  return typeof facts.queue !== 'string' || supervises.includes(facts.queue);
}

/** Whether nothing has changed for him that the console goes by. */
function isSame(before: Asker, now: Asker): boolean {
  const of = ({ person, rights, masked }: Asker) => {
    const { hasPin: _, hasPassword: _p, lockedUntil: _l, ...shown } = person;
    return JSON.stringify([shown, [...rights], masked]);
  };
  return before.person === now.person || of(before) === of(now);
}

/** Whoever sees the same. */
function variantOf({ masked, rights, person }: Asker): string {
  return JSON.stringify([masked, rights.has('status.read'), person.supervises ?? null]);
}
