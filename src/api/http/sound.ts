// SPDX-License-Identifier: GPL-2.0-or-later
// How is a recording told to a browser? As a file that may be asked for in pieces (RFC 9110, ranges).

import { createReadStream, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TelephonyError } from '../../faults.js';

export interface Sound {
  readonly folder: string;
  /** Below the folder. */
  readonly file: string;
  /** To be kept under this name. */
  readonly name?: string | undefined;
}

/** Throws NOT_FOUND for what is not below the folder, or not there. */
export function soundFile(
  { folder, file, name }: Sound,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { path, size } = found(folder, file);
  reply.header('accept-ranges', 'bytes').header('cache-control', 'private, no-store').type('audio/wav');
  if (name !== undefined) reply.header('content-disposition', `attachment; filename="${name}"`);
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if (from === '' && to === '') return reply.header('content-length', size).send(createReadStream(path));
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  if (start > end || start >= size) return reply.code(416).header('content-range', `bytes */${size}`).send();
  return reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${size}`)
    .header('content-length', end - start + 1)
    .send(createReadStream(path, { start, end }));
}

function found(folder: string, file: string): { readonly path: string; readonly size: number } {
  try {
    const root = realpathSync(folder);
    const path = realpathSync(join(root, file));
    const stat = statSync(path);
    if (path.startsWith(root + sep) && stat.isFile()) return { path, size: stat.size };
  } catch {}
  throw new TelephonyError('NOT_FOUND', 'the sound is not there');
}
