// SPDX-License-Identifier: GPL-2.0-or-later
// How is the API described to programs? OpenAPI 3.1, made of the contracts; docs/openapi.json is its text.

import { z } from 'zod';
import { problem, type RouteContract, routesOf } from '../contract/index.js';

type Json = Readonly<Record<string, unknown>>;

/** The document. */
export function openApi(version: string): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of routesOf()) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Spillway',
      version,
      description:
        'A call centre on one box. Instants are milliseconds since 1970 UTC, lengths milliseconds, shares 0 to 1.',
      license: { name: 'GPL-2.0-or-later', identifier: 'GPL-2.0-or-later' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { program: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-spillway' },
        program: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}

function operation(name: string, route: RouteContract): Json {
  const { summary, right, params, query, body, response, media, etag, idempotent } = route;
  const headers = [
    ...(idempotent ? [header('Idempotency-Key', false)] : []),
    ...(etag === 'wants' ? [header('If-Match', false)] : []),
  ];
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    summary,
    'x-right': right,
    ...(route.self !== undefined && { 'x-self': route.self }),
    ...(right === 'public' && { security: [] }),
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query'), ...headers],
    ...(body !== undefined && {
      requestBody: {
        content: {
          [name === 'customers.import' ? 'text/csv' : 'application/json']: { schema: schemaOf(body, 'input') },
        },
      },
    }),
    responses: {
      ...(media !== undefined
        ? { 200: { description: 'As it is.', content: { [media]: {} } } }
        : response === undefined
          ? { 204: { description: 'Done.' } }
          : {
              200: { description: 'Done.', content: { 'application/json': { schema: schemaOf(response, 'output') } } },
            }),
      default: {
        description: 'Refused: RFC 9457, with a code of docs/faults.md.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const header = (name: string, required: boolean) => ({ name, in: 'header', required, schema: { type: 'string' } });

function parameters(schema: RouteContract['params'], where: 'path' | 'query'): readonly Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, one]) => ({
    ...{ name, in: where, required: where === 'path' || required.includes(name), schema: one },
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & {
    $schema?: unknown;
  };
  return rest;
}
