// SPDX-License-Identifier: GPL-2.0-or-later
// How do the contracts become a server? Each route is guarded, read, carried out and answered in one way.

import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { TelephonyError } from '../../faults.js';
import type { Language } from '../../kernel/index.js';
import { type RouteContract, routesOf } from '../contract/index.js';
import { json } from '../masking.js';
import { ROUTES } from '../routes/index.js';
import type { Asker } from '../sessions.js';
import type { Given, Handler, Web } from '../web.js';
import { Acts, actKey } from './acts.js';
import { crossOrigin } from './cross-origin.js';
import { askerOf, assertMay, isOwnOrigin } from './guard.js';
import { fieldWords, inWords, languageOf } from './languages.js';
import { problemOf, Refusal } from './problems.js';

const BODY = 1_048_576;
/** Larger bodies, by the route's name. */
const LARGE: Readonly<Record<string, number>> = { 'customers.import': 17_000_000, 'prompts.put': 6_000_000 };
/** So many requests a minute of one person or address; a console asks for a page of everything it shows. */
const A_MINUTE = 600;
/** Of those who are not signed in. */
const PUBLIC_A_MINUTE = 60;

export interface ServerOptions {
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly log?: FastifyBaseLogger;
  /** Answers are held against their contracts; for tests. */
  readonly strict?: boolean;
}

/** The server, with all routes of the API; the console's files are added to it. */
export async function apiServer(web: Web, { tls, log, strict = false }: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    ...(tls !== undefined && { https: { ...tls, minVersion: 'TLSv1.2' as const } }),
    ...(log === undefined ? { logger: false as const } : { loggerInstance: log }),
    trustProxy: web.config.proxy,
    bodyLimit: BODY,
    logController: new LogController({ disableRequestLogging: true }), // paths have numbers in them
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => answerError(error, request, reply),
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
  } as object) as FastifyInstance;
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'media-src': ["'self'", 'blob:'],
        'connect-src': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    strictTransportSecurity: web.secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: true,
  });
  await server.register(rateLimit, {
    global: true,
    timeWindow: 60_000,
    max: (request: FastifyRequest) => (asking(web, request) === undefined ? PUBLIC_A_MINUTE : A_MINUTE),
    keyGenerator: (request: FastifyRequest) => asking(web, request)?.id ?? request.ip,
    allowList: (request: FastifyRequest) => !request.url.startsWith('/api/'),
  });
  server.addContentTypeParser('text/csv', { parseAs: 'string' }, (_, body, done) => done(null, body));
  server.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  server.setNotFoundHandler((request, reply) => {
    return answerError(
      new TelephonyError('NOT_FOUND', `${request.method} ${request.url.split('?')[0]}`),
      request,
      reply,
    );
  });
  const acts = new Acts(web.database, web.clock);
  for (const [name, contract] of routesOf()) {
    const handler = (ROUTES as Readonly<Record<string, Handler<RouteContract> | undefined>>)[name];
    if (handler === undefined) throw new TypeError(`${name} has no handler`);
    const options = { bodyLimit: LARGE[name] ?? BODY };
    server.route({
      method: contract.method,
      url: contract.path,
      ...options,
      handler: (request, reply) => run(web, { name, contract, handler, acts, strict }, request, reply),
    });
  }
  crossOrigin(server, web);
  return server;
}

interface Route {
  readonly name: string;
  readonly contract: RouteContract;
  readonly handler: Handler<RouteContract>;
  readonly acts: Acts;
  readonly strict: boolean;
}

const known = new WeakMap<FastifyRequest, { readonly asker: Asker | undefined }>();

/** Who asks; looked up once a request. */
function asking(web: Web, request: FastifyRequest): Asker | undefined {
  const found = known.get(request) ?? { asker: askerOf(request.raw, web.sessions, web.secure, web.clock.now()) };
  known.set(request, found);
  return found.asker;
}

async function run(web: Web, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { name, contract, handler, acts, strict } = route;
  const asker = asking(web, request);
  const isChange = contract.method !== 'GET';
  if (
    isChange &&
    asker?.program === undefined &&
    name !== 'callbacks.ask' &&
    !isOwnOrigin(request.raw, web.config.origins)
  )
    throw new TelephonyError('FORBIDDEN', 'the request comes from a page that is not ours');
  const language = languageOf(request.headers['accept-language']);
  const read = {
    params: parsed(contract.params, request.params, 'params', language),
    query: parsed(contract.query, request.query, 'query', language),
    body: parsed(contract.body, request.body ?? undefined, 'body', language),
  };
  try {
    assertMay(asker, contract, aboutOf(contract, read));
  } catch (error) {
    if (asker !== undefined) noteRefusal(web, asker, contract);
    throw error;
  }
  const ask = (method: string, params?: Readonly<Record<string, unknown>>) =>
    web.box.ask(method, { params, person: asker?.id, program: asker?.program?.name });
  const given = { ...read, web, asker, request, reply, ask } as unknown as Given<RouteContract>;
  const key = contract.idempotent
    ? actKey(asker?.id ?? '', name, request.url, request.headers['idempotency-key'])
    : undefined;
  const answer = await acts.once(key, async () => handler(given));
  if (reply.sent) return reply;
  reply.header('cache-control', 'no-store');
  if (contract.media !== undefined) return reply.type(contract.media).send(answer);
  if (contract.response === undefined) return reply.code(204).send();
  const told = strict ? contract.response.parse(answer) : answer;
  return reply.type('application/json; charset=utf-8').send(json(told, asker?.masked ?? true));
}

function aboutOf(
  { self }: RouteContract,
  { params, body }: { readonly params: unknown; readonly body: unknown },
): unknown {
  if (self === undefined) return undefined;
  return { ...(body as object | undefined), ...(params as object | undefined) }[self as never];
}

function parsed(schema: RouteContract['body'], value: unknown, where: string, language: Language): unknown {
  if (schema === undefined) return undefined;
  const read = schema.safeParse(value, fieldWords(language));
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => ({ path: [where, ...path].join('.'), message }));
  throw new Refusal('REFUSED', `${problems[0]?.path}: ${problems[0]?.message}`, { problems }, 400);
}

/** Who tried what he may not is in the audit. */
function noteRefusal({ box }: Web, asker: Asker, { method, path, right }: RouteContract): void {
  box.ask('console.refused', { params: { id: asker.id, what: `${method} ${path}`, right } }).catch(() => {});
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  const problem = inWords(problemOf(error), language);
  if (problem.status >= 500 && problem.code === 'FAULT') request.log.error({ err: error }, 'a route failed');
  if (problem.retryAfter !== undefined) reply.header('retry-after', Math.ceil(problem.retryAfter));
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .header('content-language', language)
    .header('vary', 'accept-language')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}
