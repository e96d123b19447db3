// SPDX-License-Identifier: GPL-2.0-or-later
// How is the web process put together? The box's socket, its records, its own database, people, live, routes, files: wired, and decided nothing.

import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, resolve } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type Clock, every } from '../kernel/index.js';
import { type Report, teamHours } from '../report/index.js';
import { RecordsBeside, WebDatabase } from '../store/index.js';
import { BoxPort } from './box/box.js';
import { type Certificate, fingerprintOf, madeCertificate } from './http/certificate.js';
import { consoleFiles } from './http/files.js';
import { Limits } from './http/limits.js';
import { apiServer } from './http/server.js';
import { Feed } from './live/feed.js';
import { Hub } from './live/hub.js';
import { liveUpgrades } from './live/upgrade.js';
import { followErasures } from './own-erasures.js';
import { People } from './people.js';
import { reportKeeper } from './reports.js';
import { meOf } from './routes/session.js';
import { Sessions } from './sessions.js';
import { Shared } from './shared.js';
import { isWritten } from './unwritten.js';
import type { Web, WebConfig } from './web.js';

export interface WebOptions {
  readonly config: WebConfig;
  /** The configuration file: certificates are named relative to it. */
  readonly file: string;
  /** The box's data directory, read only; and the folder that is the web process's own. */
  readonly data: string;
  readonly own: string;
  /** `web.sock`. */
  readonly socket: string;
  /** The built console. */
  readonly console: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log?: FastifyBaseLogger;
  /** Answers are held against their contracts; for tests. */
  readonly strict?: boolean;
  /** Default: that of the file. 0: any that is free. */
  readonly port?: number;
}

/** A web process that answers. */
export interface RunningWeb {
  readonly url: string;
  readonly port: number;
  /** Of its certificate; undefined: it speaks without TLS. */
  readonly fingerprint?: string;
  readonly web: Web;
  close(): Promise<void>;
}

const TIDY = 600_000;
/** So many open promises are looked through for whose they are. */
const OPEN_CALLBACKS = 500;

/** Begins to listen; the box may come later. Rejects when the address is taken. */
export async function openWeb(options: WebOptions): Promise<RunningWeb> {
  const { config, clock, data, own, socket, version } = options;
  const database = WebDatabase.open(own);
  const tls = certificateOf(options);
  const box = new BoxPort(socket, clock);
  const people = new People(box);
  const records = new RecordsBeside(data);
  const sessions = new Sessions(database, people, config.session);
  const feed = new Feed(box, people, records, clock);
  const me = (asker: Parameters<Web['me']>[0]) => meOf({ people, database, feed, clock }, asker);
  const hub = new Hub({ feed, box, clock, people, sessions, me, unread: (person) => database.messages.unread(person) });
  const secure = tls !== undefined || config.proxy;
  const parts = { config, clock, box, people, records, database, sessions, feed, hub, version, secure, me };
  const openCallbacks = new Shared(
    async () => (await records.page('listedCallbacks', { all: false }, { most: OPEN_CALLBACKS })).rows,
  );
  const reports = reportKeeper(parts);
  const hours = new Map<number, Promise<Report>>();
  const more = { openCallbacks, teamHours: new Shared(() => teamHours(reports, hours)) };
  const web: Web = { ...parts, ...more, reports, limits: new Limits(), pastReports: new Map() };
  const server = await apiServer(web, { ...options, ...(tls && { tls }) });
  consoleFiles(server, options.console, box);
  liveUpgrades(server.server as Server, web);
  box.changed.on((up) => up && people.refresh().catch(() => {}));
  followErasures(web);
  const tidy = every(clock, TIDY, () => {
    isWritten(() => database.tidy(Math.round(clock.now())));
  });
  await listen(server, options.port ?? config.port, config.address);
  const running = box.run();
  const { port } = server.server.address() as AddressInfo;
  const host = config.address === '0.0.0.0' || config.address === '::' ? 'localhost' : config.address;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${host}:${port}/`,
    port,
    ...(tls !== undefined && { fingerprint: fingerprintOf(tls.cert) }),
    web,
    close: async () => {
      tidy();
      hub.close();
      box.close();
      await server.close();
      await running;
      await records.close();
      database.close();
    },
  };
}

async function listen(server: FastifyInstance, port: number, host: string): Promise<void> {
  await server.listen({ port, host, backlog: 1_024 });
}

function certificateOf({ config, file, own, clock }: WebOptions): Certificate | undefined {
  const { certificate } = config;
  if (certificate === 'none') return undefined;
  if (certificate === 'made') return madeCertificate(own, clock.now());
  const read = (path: string) => readFileSync(resolve(dirname(file), path), 'utf8');
  return { cert: read(certificate.cert), key: read(certificate.key) };
}
