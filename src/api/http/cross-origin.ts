// SPDX-License-Identifier: GPL-2.0-or-later
// Which pages of others may ask, and what? Those of the shop, for a callback, and nothing else.

import type { FastifyInstance } from 'fastify';
import type { Web } from '../web.js';

const PATH = '/api/v1/callbacks';

/** Answers preflights of the pages that `web.callbacks.origins` names (Fetch, "CORS protocol"). */
export function crossOrigin(server: FastifyInstance, { config }: Pick<Web, 'config'>): void {
  const allowed = config.callbacks?.origins ?? [];
  server.options(PATH, (request, reply) => {
    const { origin } = request.headers;
    if (origin === undefined || !allowed.includes(origin)) return reply.code(403).send();
    return reply
      .code(204)
      .header('access-control-allow-origin', origin)
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', '3600')
      .header('vary', 'origin')
      .send();
  });
  server.addHook('onSend', async (request, reply) => {
    const { origin } = request.headers;
    if (request.url.split('?')[0] !== PATH || origin === undefined || !allowed.includes(origin)) return;
    reply.header('access-control-allow-origin', origin).header('vary', 'origin');
    reply.header('cross-origin-resource-policy', 'cross-origin');
  });
}
