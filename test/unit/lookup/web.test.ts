// SPDX-License-Identifier: GPL-2.0-or-later
// Is a web server asked so that neither values nor answers do harm: encoded, bounded in time and length, on no other host?
import { createServer } from 'node:net';
import t from 'tap';
import { isPrivate, resolving } from '../../../src/lookup/addresses.js';
import { lookUpsOf, serverFor } from '../../support/look-ups.js';

const GIVES = { state: { from: 'data.0.state' }, amount: { from: 'data.0.amount', as: 'whole' } };

t.test('values are encoded, and the answer is read by its paths', async (t) => {
  const asked: string[] = [];
  const { url } = await serverFor(t, (request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.end(JSON.stringify({ data: [{ state: '已发货', amount: 12, tags: [1] }] }));
  });
  process.env.LOOKUP_TEST_TOKEN = 'Bearer secret';
  const lookUps = lookUpsOf(t, {
    lookups: {
      order: {
        url: `${url}/orders/{order}?by={calling}`,
        headers: { Authorization: { environment: 'LOOKUP_TEST_TOKEN' } },
        gives: GIVES,
      },
    },
  });

  const found = await lookUps.ask('order', { order: 'a/b?c#d&e', calling: '+86 139王' });

  t.same(found, { outcome: 'found', values: { state: '已发货', amount: '12' } });
  t.same(asked, ['GET /orders/a%2Fb%3Fc%23d%26e?by=%2B86%20139%E7%8E%8B Bearer secret']);
  t.match(await lookUps.ask('order', { order: '..', calling: '1' }), { outcome: 'failed', why: /out of the path/ });
  t.match(await lookUps.ask('order', { order: '.', calling: '1' }), { outcome: 'failed', why: /out of the path/ });
  t.equal(asked.length, 1, 'no more was asked');
});

t.test('a body is JSON whatever the values are', async (t) => {
  let got = '';
  const { url } = await serverFor(t, (request, response) => {
    request.on('data', (part) => {
      got += part;
    });
    request.on('end', () => response.end('{"ok":true}'));
  });
  const lookUps = lookUpsOf(t, {
    lookups: {
      save: { url: `${url}/x`, method: 'POST', body: { order: '{order}', by: 'tel {order}' }, gives: { ok: 'yesNo' } },
    },
  });

  t.same(await lookUps.ask('save', { order: '"},{"a":"{x}' }), { outcome: 'found', values: { ok: 'true' } });
  t.same(JSON.parse(got), { order: '"},{"a":"{x}', by: 'tel "},{"a":"{x}' });
});

t.test('each answer that is none has its way', async (t) => {
  const { url, port } = await serverFor(t, (request, response) => {
    const [, way] = (request.url ?? '').split('/');
    if (way === 'none') return response.writeHead(404).end();
    if (way === 'empty') return response.end('{"data":[]}');
    if (way === 'null') return response.end('null');
    if (way === 'broken') return response.writeHead(500).end('oops');
    if (way === 'html') return response.end('<html>');
    if (way === 'text') return response.end('{"data":[{"state":"x","amount":"many"}]}');
    if (way === 'parts') return response.end('{"data":[{"state":{"a":1},"amount":1}]}');
    if (way === 'packed') return response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
    if (way === 'huge') return response.end(`{"data":[{"state":"${'x'.repeat(70_000)}","amount":1}]}`);
    if (way === 'away') return response.writeHead(302, { location: `http://localhost:${port}/good` }).end();
    if (way === 'there') return response.writeHead(302, { location: '/good' }).end();
    if (way === 'round') return response.writeHead(302, { location: '/round' }).end();
    if (way === 'gbk')
      return response
        .writeHead(200, { 'content-type': 'application/json; charset=GBK' })
        .end(
          Buffer.concat([
            Buffer.from('{"data":[{"state":"'),
            Buffer.from([0xb9, 0xfe]),
            Buffer.from('","amount":3}]}'),
          ]),
        );
    return response.end('{"data":[{"state":"good","amount":1}]}');
  });
  const lookUps = lookUpsOf(t, { lookups: { one: { url: `${url}/{way}`, gives: GIVES } } });
  const ways: readonly (readonly [way: string, comes: object])[] = [
    ['none', { outcome: 'notFound' }],
    ['empty', { outcome: 'notFound' }],
    ['null', { outcome: 'notFound' }],
    ['broken', { outcome: 'failed', why: 'the server says 500' }],
    ['html', { outcome: 'failed', why: 'the answer is no JSON' }],
    ['text', { outcome: 'failed', why: 'amount is no whole number', shown: 'many' }],
    ['parts', { outcome: 'failed', why: /has parts/ }],
    ['packed', { outcome: 'failed', why: /packed/ }],
    ['huge', { outcome: 'failed', why: 'the answer is longer than 64 KiB' }],
    ['away', { outcome: 'failed', why: /leads elsewhere/ }],
    ['there', { outcome: 'found', values: { state: 'good' } }],
    ['round', { outcome: 'failed', why: /leads elsewhere/ }],
    ['gbk', { outcome: 'found', values: { state: '哈', amount: '3' } }],
  ];
  for (const [way, comes] of ways) t.match(await lookUps.ask('one', { way }), comes, way);
});

t.test(
  'a server that hangs, drips or cannot be reached is given up in time, and others are asked meanwhile',
  async (t) => {
    const { url } = await serverFor(t, (request, response) => {
      if (request.url === '/hang') return;
      if (request.url === '/good') return response.end('{"state":"good"}');
      response.writeHead(200).write('{"state":"'); // and no more
    });
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    t.teardown(() => silent.close());
    const gives = { state: 'text' };
    const lookUps = lookUpsOf(t, {
      lookups: {
        hang: { url: `${url}/hang`, gives, timeout: '200ms' },
        drip: { url: `${url}/drip`, gives, timeout: '200ms' },
        tls: { url: url.replace('http', 'https'), gives, timeout: '200ms' },
        closed: { url: 'http://127.0.0.1:9/', gives, timeout: '200ms' },
        good: { url: `${url}/good`, gives },
      },
    });
    await lookUps.ask('good', {});
    const began = performance.now();
    const hanging = Promise.all(['hang', 'drip', 'tls', 'closed'].map((name) => lookUps.ask(name, {})));
    const good = await lookUps.ask('good', {});
    const others = performance.now() - began;
    const [hang, drip, tls, closed] = await hanging;

    t.match(good, { outcome: 'found' });
    t.ok(others < 150, `${others.toFixed(1)} ms`);
    t.match(hang, { outcome: 'failed', why: 'no answer within 200 ms' });
    t.match(drip, { outcome: 'failed', why: 'no answer within 200 ms' });
    t.match(tls, { outcome: 'failed' });
    t.match(closed, { outcome: 'failed', why: /ECONNREFUSED/ });
    t.ok(performance.now() - began < 2_000);
  },
);

t.test('many that hang cost those who come after them nothing but their own time', async (t) => {
  const { url } = await serverFor(t, () => {});
  const lookUps = lookUpsOf(t, { lookups: { hang: { url: `${url}/{n}`, gives: { a: 'text' }, timeout: '300ms' } } });
  const all = await Promise.all(Array.from({ length: 400 }, (_, n) => lookUps.ask('hang', { n: String(n) })));
  t.ok(all.every(({ outcome }) => outcome === 'failed'));
  t.equal(all.filter((one) => one.outcome === 'failed' && /no more can be asked/.test(one.why)).length, 400 - 256);
});

t.test('what was just asked is not asked again, and what failed is', async (t) => {
  let count = 0;
  const { url } = await serverFor(t, (request, response) => {
    count++;
    if (request.url === '/bad') response.writeHead(500);
    response.end('{"a":"1"}');
  });
  const lookUps = lookUpsOf(t, { lookups: { one: { url: `${url}/{x}`, gives: { a: 'text' }, cache: '1min' } } });
  await Promise.all([lookUps.ask('one', { x: 'y' }), lookUps.ask('one', { x: 'y' })]);
  await lookUps.ask('one', { x: 'y' });
  t.equal(count, 1);
  await lookUps.ask('one', { x: 'bad' });
  await lookUps.ask('one', { x: 'bad' });
  t.equal(count, 3);
});

t.test('a name never leads into a network of the shop unless the file says that it may', async (t) => {
  const inside =
    '10.1.2.3 127.0.0.1 192.168.1.1 172.31.0.1 169.254.169.254 100.64.0.1 0.0.0.0 ::1 :: fd00::1 fe80::1 ::ffff:10.0.0.1 64:ff9b::a00:1 224.0.0.1';
  for (const address of inside.split(' ')) t.ok(isPrivate(address), address);
  for (const address of ['8.8.8.8', '172.32.0.1', '2400:3200::1', '100.128.0.1']) t.notOk(isPrivate(address), address);
  const resolve = (found: readonly string[]) =>
    ((_: string, __: object, done: (error: null, all: object[]) => void) =>
      done(
        null,
        found.map((address) => ({ address, family: 4 })),
      )) as never;
  const outcome = (mayBePrivate: boolean, found: readonly string[], host = 'crm.example.com') =>
    new Promise((done) =>
      resolving(mayBePrivate, resolve(found))(host, {}, (error, address) =>
        done(error === null ? address : error.message),
      ),
    );
  t.match(
    await outcome(false, ['192.168.1.9']),
    /crm\.example\.com is 192\.168\.1\.9, an address of a network of your own/,
  );
  t.equal(await outcome(true, ['192.168.1.9']), '192.168.1.9');
  t.equal(await outcome(false, ['192.168.1.9', '8.8.4.4']), '8.8.4.4');
  t.equal(await outcome(false, ['127.0.0.1'], 'localhost'), '127.0.0.1');
});
