// SPDX-License-Identifier: GPL-2.0-or-later
// Of what is the web process made, as its routes see it? And how does a route look that has a contract?

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/index.js';
import type { Clock } from '../kernel/index.js';
import type { ReportKeeper, TeamHours } from '../report/index.js';
import type { ListedCallback, RecordsBeside, WebDatabase } from '../store/index.js';
import type { BoxPort } from './box/box.js';
import type { contract, Me, Read, RouteContract } from './contract/index.js';
import type { Limits } from './http/limits.js';
import type { Feed } from './live/feed.js';
import type { Hub } from './live/hub.js';
import type { People } from './people.js';
import type { Asker, Sessions } from './sessions.js';
import type { Shared } from './shared.js';

/** `web:` of the file. */
export type WebConfig = NonNullable<Config['web']>;

export interface Web {
  readonly config: WebConfig;
  readonly clock: Clock;
  readonly box: BoxPort;
  readonly people: People;
  readonly records: RecordsBeside;
  readonly database: WebDatabase;
  readonly sessions: Sessions;
  readonly feed: Feed;
  readonly hub: Hub;
  readonly limits: Limits;
  /** What reports are made of. */
  readonly reports: ReportKeeper;
  /** Reports of times that are over, by their times. */
  readonly pastReports: Map<string, Promise<unknown>>;
  /** Those that are open, the first of them; every agent's page shows his. */
  readonly openCallbacks: Shared<readonly ListedCallback[]>;
  /** What each agent did in each hour of the day so far. */
  readonly teamHours: Shared<TeamHours>;
  readonly version: string;
  /** Over TLS, or behind a proxy that is. */
  readonly secure: boolean;
  readonly me: (asker: Asker) => Me;
}

/** What a handler is given: what was read by its contract, and who asks; of a public route nobody. */
export type Given<R extends RouteContract> = Read<R> & {
  readonly web: Web;
  readonly asker: Asker;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Asks the box in his name. */
  readonly ask: (method: string, params?: Readonly<Record<string, unknown>>) => Promise<unknown>;
};

export type Handler<R extends RouteContract> = (given: Given<R>) => unknown | Promise<unknown>;

type Contract = typeof contract;
/** The handlers of a subject: one for each of its routes, or it does not compile. */
export type Handlers<S extends keyof Contract> = {
  readonly [K in keyof Contract[S]]: Contract[S][K] extends RouteContract ? Handler<Contract[S][K]> : never;
};
