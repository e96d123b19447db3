// SPDX-License-Identifier: GPL-2.0-or-later
// How is a recording told to a browser? As a file that may be asked for in pieces (RFC 9110, ranges).

import { createReadStream, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TelephonyError } from '../../faults.js';
import type { Sound as Recorded } from '../../recording/index.js';

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
  return pieceOf(
    { size, type: 'audio/wav', name, read: (range) => createReadStream(path, range) },
    headers.range,
    reply,
  );
}

/** A recording, wherever it lies; closed when it is sent, or nobody wants it any more. */
export function sendSound(
  sound: Recorded,
  { name, type = 'audio/wav' }: { readonly name?: string | undefined; readonly type?: string },
  { headers }: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const read = ({ start = 0, end = sound.size - 1 }: Piece = {}) => Readable.from(sound.read(start, end));
  reply.raw.once('close', () => {
    sound.close().catch(() => {});
  });
  return pieceOf({ size: sound.size, type, name, read }, headers.range, reply);
}

interface Piece {
  readonly start?: number;
  readonly end?: number;
}

interface Whole {
  readonly size: number;
  readonly type: string;
  readonly name: string | undefined;
  readonly read: (piece?: Piece) => Readable;
}

/** All of it, or the piece that is asked for. */
function pieceOf({ size, type, name, read }: Whole, range: string | undefined, reply: FastifyReply): FastifyReply {
  reply.header('accept-ranges', 'bytes').header('cache-control', 'private, no-store').type(type);
  if (name !== undefined) reply.header('content-disposition', `attachment; filename="${name}"`);
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === '' && to === '') return reply.header('content-length', size).send(read());
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  if (start > end || start >= size) return reply.code(416).header('content-range', `bytes */${size}`).send();
  return reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${size}`)
    .header('content-length', end - start + 1)
    .send(read({ start, end }));
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
