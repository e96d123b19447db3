// SPDX-License-Identifier: GPL-2.0-or-later
// What does the box's local socket do with those who ask wrongly, too much, or do not read?
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { askBox } from '../../src/cli/control-client.js';
import { TelephonyError } from '../../src/faults.js';
import { type ControlMethod, ControlServer } from '../../src/host/index.js';
import { LineReader } from '../../src/protocol/index.js';
import { Listing } from '../../src/store/index.js';

/** A server with these methods, and connections to it. */
async function serving(t: Test, methods: Readonly<Record<string, ControlMethod>>) {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-control-'));
  const path = join(folder, 'box.sock');
  const server = await ControlServer.open(path, methods);
  t.teardown(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  return { path, open: () => connect(path) };
}

/** What a connection says, line by line, until there are `count` lines or it ends. */
function lines(socket: Socket, count: number): Promise<readonly string[]> {
  return new Promise((resolve) => {
    let text = '';
    const look = () => {
      const all = text.split('\n').slice(0, -1);
      if (all.length >= count) resolve(all);
    };
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      look();
    });
    socket.on('close', () => resolve(text.split('\n').slice(0, -1)));
  });
}

t.test('a line that is no request is answered so, and the next one is served', async (t) => {
  const { open } = await serving(t, { status: () => 'well' });
  const socket = open();
  socket.write('rubbish\n[[[\n{"id":"1","method":"status"}\n{"id":2,"method":"status"}\n');
  const said = await lines(socket, 4);
  t.match(said[0], /not a request/);
  t.match(said[1], /not a request/);
  t.match(said[2], /not a request/);
  t.equal(said[3], '{"id":2,"result":"well"}');
  socket.destroy();
});

t.test('a request that is not UTF-8 is refused, and nothing is done with other characters', async (t) => {
  const { open } = await serving(t, { echo: ({ text }) => text });
  const socket = open();
  const ask = (id: number, text: Buffer) =>
    socket.write(
      Buffer.concat([Buffer.from(`{"id":${id},"method":"echo","params":{"text":"`), text, Buffer.from('"}}\n')]),
    );
  ask(1, Buffer.from([0xd5, 0xc5]));
  ask(2, Buffer.from('张'));
  const said = await lines(socket, 2);
  t.match(said[0], /"id":1.*not UTF-8/);
  t.equal(said[1], '{"id":2,"result":"张"}');
  socket.destroy();
});

t.test('a line that does not end is refused, and the connection ends', async (t) => {
  const { open } = await serving(t, {});
  const socket = open();
  socket.on('error', () => {});
  socket.write('x'.repeat(200_000));
  const said = await lines(socket, 2);
  t.same(said.length, 1);
  t.match(said[0], /a line of over 65536 characters: the connection ends/);
});

t.test('only so many questions of a connection wait at once', async (t) => {
  const waiting: (() => void)[] = [];
  const { open } = await serving(t, {
    wait: () => new Promise<void>((resolve) => waiting.push(resolve)),
    status: () => 'well',
  });
  const socket = open();
  const question = (id: number) => `{"id":${id},"method":"wait"}\n`;
  socket.write(Array.from({ length: 33 }, (_, id) => question(id)).join(''));
  t.match((await lines(socket, 1))[0], /"id":32,"error".*32 requests wait/);

  for (const end of waiting.splice(0)) end();
  await lines(socket, 32);
  socket.write('{"id":99,"method":"status"}\n');
  t.match(await lines(socket, 1), ['{"id":99,"result":"well"}'], 'then more come');
  socket.destroy();
});

t.test('one who does not read his answers is asked for no more questions', async (t) => {
  let answered = 0;
  const long = 'a'.repeat(100_000);
  const { open, path } = await serving(t, {
    long: () => {
      answered++;
      return long;
    },
    short: () => 'well',
  });
  const socket = open();
  socket.pause();
  for (let id = 0; id < 5_000; id++) socket.write(`{"id":${id},"method":"long"}\n`);
  t.equal(await askBox(path, 'short'), 'well');
  t.ok(answered < 2_600, `one chunk of questions was taken, not all 5000: ${answered}`);
  socket.destroy();
});

t.test('an answer of several megabytes arrives whole', async (t) => {
  const rows = Array.from({ length: 20_000 }, (_, n) => ({
    n,
    text: 'a call record of about two hundred characters'.repeat(4),
  }));
  const { path } = await serving(t, { calls: () => rows });
  t.same(((await askBox(path, 'calls')) as unknown[]).length, rows.length);
});

t.test('a line in pieces of any size is put together once', async (t) => {
  const reader = new LineReader(20);
  t.same(
    [...'one\ntwo\n\nthr'].flatMap((piece) => reader.take(piece)),
    ['one', 'two'],
  );
  t.same(reader.take('ee\nfour\n'), ['three', 'four']);
  t.throws(() => reader.take('x'.repeat(21)), RangeError);
  t.throws(() => new LineReader(20).take(`${'x'.repeat(21)}\n`), RangeError);
});

/** A list of so many rows of 1 kB, in pages of 100; it fails behind `fails` pages. */
function aList(rows: number, { fails = Number.POSITIVE_INFINITY, read = () => {} } = {}) {
  let pages = 0;
  const row = JSON.stringify({ text: 'x'.repeat(1_000) });
  return new Listing<unknown>(
    async ({ after, most }) => {
      if (pages++ >= fails) throw new TelephonyError('STORE_READ_LATE', 'it is slow');
      read();
      const from = after?.at ?? 0;
      const count = Math.min(most, 100, rows - from);
      const json = new TextEncoder().encode(Array.from({ length: count }, () => row).join(','));
      return { json, rows: count, next: from + count < rows ? { at: from + count, id: '' } : undefined };
    },
    rows,
    rows === 3 ? { batches: 2, since: 7 } : undefined,
  );
}

t.test('a long list is one line, whole, and other answers wait behind it', async (t) => {
  const { open } = await serving(t, { list: () => aList(5_000), none: () => aList(0), status: () => 'well' });
  const socket = open();
  socket.write(
    '{"id":1,"method":"list"}\n{"id":2,"method":"status"}\n{"id":3,"method":"none"}\n{"id":4,"method":"list"}\n',
  );
  const said = (await lines(socket, 4)).map((line) => JSON.parse(line));
  const byId = new Map(said.map((answer) => [answer.id, answer]));
  t.equal(byId.get(1).result.length, 5_000);
  t.equal(byId.get(2).result, 'well');
  t.same(byId.get(3).result, []);
  t.equal(byId.get(4).result.length, 5_000);
  socket.destroy();
});

t.test('a list that cannot be read to its end says so behind its rows, and the connection goes on', async (t) => {
  const { open, path } = await serving(t, {
    broken: () => aList(5_000, { fails: 3 }),
    refused: () => aList(5_000, { fails: 0 }),
    status: () => 'well',
  });
  const socket = open();
  socket.write('{"id":1,"method":"broken"}\n{"id":2,"method":"refused"}\n{"id":3,"method":"status"}\n');
  const [broken, refused, status] = (await lines(socket, 3)).map((line) => JSON.parse(line));
  t.match(broken, { id: 1, error: { code: 'STORE_READ_LATE', message: /it is slow/ } });
  t.equal(broken.result.length, 300);
  t.match(refused, { id: 2, error: { code: 'STORE_READ_LATE' } });
  t.notOk('result' in refused);
  t.same(status, { id: 3, result: 'well' });
  socket.destroy();
  await t.rejects(askBox(path, 'broken'), { code: 'STORE_READ_LATE' }, 'a command takes no part for the whole');
});

t.test('a list that lacks what is not written yet says so', async (t) => {
  const whole = Object.assign([1, 2], { unwritten: { batches: 1, since: 5 } });
  const { path } = await serving(t, { list: () => aList(3), whole: () => whole });
  t.match(await askBox(path, 'list'), { length: 3, unwritten: { batches: 2, since: 7 } });
  t.match(await askBox(path, 'whole'), { length: 2, unwritten: { batches: 1, since: 5 } });
});

t.test('a reader who stands still costs the box a page of a list, not the list', async (t) => {
  let pages = 0;
  const { open } = await serving(t, {
    list: () =>
      aList(1_000_000, {
        read: () => {
          pages++;
        },
      }),
  });
  const socket = open();
  socket.pause();
  socket.write('{"id":1,"method":"list"}\n');
  const before = () => pages;
  let last = -1;
  for (let still = 0; still < 50; still = before() === last ? still + 1 : 0) {
    last = before();
    await new Promise((resolve) => setImmediate(resolve));
  }
  t.ok(pages > 0 && pages < 50, `${pages} pages of 10,000`);
  socket.destroy();
});
