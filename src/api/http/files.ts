// SPDX-License-Identifier: GPL-2.0-or-later
// How does the browser get the console? Its few files from memory, compressed when they were read; no path of a request touches a disk.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BoxPort } from '../box/box.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
};
const TEXT = /^(text|application)\/|svg/;
const LARGEST = 8 << 20;
const SMALLEST = 1_024;

interface File {
  readonly type: string;
  readonly etag: string;
  /** Its name has a hash of what is in it: it never changes. */
  readonly forever: boolean;
  readonly plain: Buffer;
  readonly br?: Buffer;
  readonly gz?: Buffer;
}

/** Serves a folder; every other path that is no file's is the app's own, so it gets the page. */
export function consoleFiles(server: FastifyInstance, folder: string, box: Pick<BoxPort, 'isUp'>): void {
  const files = existsSync(join(folder, 'index.html')) ? readAll(folder) : new Map<string, File>();
  server.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: (request, reply) => {
      if (request.url.startsWith('/api/')) return reply.callNotFound();
      const path = decoded(request.url.split('?')[0] ?? '/');
      const file = path === undefined ? undefined : files.get(path);
      if (file !== undefined) return send(file, request, reply);
      const page = files.get('/index.html');
      const isPage = path !== undefined && extname(path) === '';
      if (page !== undefined && isPage) return send(page, request, reply);
      return plainPage(
        page === undefined ? NOT_BUILT : NOT_THERE,
        isPage && page === undefined ? 503 : 404,
        reply,
        box,
      );
    },
  });
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function readAll(folder: string): Map<string, File> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.flatMap((entry): [string, File][] => {
      const path = join(entry.parentPath, entry.name);
      if (/\.(br|gz|map)$/.test(path)) return [];
      return [[`/${relative(folder, path).split(sep).join('/')}`, read(path)]];
    }),
  );
}

function read(path: string): File {
  const plain = readFileSync(path);
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const packs = TEXT.test(type) && plain.length >= SMALLEST && plain.length <= LARGEST;
  return {
    ...{ type, plain, forever: /[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(path) && !path.endsWith('.html') },
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    ...(packs && {
      br: beside(path, 'br') ?? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
      gz: beside(path, 'gz') ?? gzipSync(plain),
    }),
  };
}

/** What the build has compressed already, better than there is time for here. */
function beside(path: string, ending: string): Buffer | undefined {
  return existsSync(`${path}.${ending}`) ? readFileSync(`${path}.${ending}`) : undefined;
}

function send(
  { type, etag, forever, plain, br, gz }: File,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply
    .type(type)
    .header('etag', etag)
    .header('vary', 'accept-encoding')
    .header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (headers['if-none-match'] === etag) return reply.code(304).send();
  const takes = headers['accept-encoding'] ?? '';
  if (br !== undefined && /\bbr\b/.test(takes)) return reply.header('content-encoding', 'br').send(br);
  if (gz !== undefined && /\bgzip\b/.test(takes)) return reply.header('content-encoding', 'gzip').send(gz);
  return reply.send(plain);
}

const NOT_THERE = ['Nothing is here.', '此处没有内容。'];
const NOT_BUILT = [
  'The console is not built. Build it with: npm run build:console. The API is at /api/v1.',
  '控制台尚未构建，请执行：npm run build:console。接口位于 /api/v1。',
];
const DOWN = [
  'The call centre does not answer now. Please wait, or look at it with: spillway status',
  '呼叫中心暂未应答，请稍候，或执行 spillway status 查看。',
];

/** A page without scripts, that says what is the matter. */
function plainPage(
  lines: readonly string[],
  code: number,
  reply: FastifyReply,
  { isUp }: Pick<BoxPort, 'isUp'>,
): FastifyReply {
  const said = isUp ? lines : DOWN;
  const body = said.map((line) => `<p>${line}</p>`).join('');
  return reply
    .code(isUp ? code : 503)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Spillway</title><h1>Spillway</h1>${body}</html>`,
    );
}
