// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever is asked of a route, is it answered in words, and never by a fault of the program?
import { once } from 'node:events';
import { createConnection } from 'node:net';
import fc from 'fast-check';
import t from 'tap';
import { Browser, OWNERS, owners, pathOf, ROUTES, webBox } from '../support/web-box.js';

const RUNS = 8;
/** They end what is asked with, or change what the next is asked with. */
const LEFT_OUT = /^(session\.(signOut|others|setPassword|signIn)|staff\.|settings\.(change|undo)|programs\.)/;

const text = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    '../../etc/passwd',
    '%00',
    "'; drop table call; --",
    '<script>',
    '__proto__',
    '13912345678',
    '\u0000',
    '9'.repeat(300),
  ),
);
const anything = fc.oneof(fc.anything({ maxDepth: 2, maxKeys: 4 }), fc.dictionary(text, text), fc.constant(null));
const headers = fc.constantFrom(
  {},
  { 'if-match': '"x"' },
  { 'if-none-match': '*' },
  { 'idempotency-key': 'fuzz-key-0001' },
  { range: 'bytes=-5' },
  { 'content-type': 'text/csv' },
  { 'content-type': 'application/xml' },
);

t.test('no request makes the server fail', async (t) => {
  const place = await webBox(t, { config: { people: OWNERS } });
  const { web, during, box } = place;
  const all = await owners(place);
  let asked = 0;
  const faults: string[] = [];
  for (const [name, route] of ROUTES.filter(([one]) => !LEFT_OUT.test(one))) {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 4, maxLength: 4 }),
        anything,
        text,
        headers,
        async (parts, body, query, more) => {
          const names = [...route.path.matchAll(/:(\w+)/g)].map(([, one = '']) => one);
          const values = Object.fromEntries(names.map((one, i) => [one, encodeURIComponent(parts[i] ?? '') || 'x']));
          const path = `${pathOf(route, values)}${query === '' ? '' : `?most=${encodeURIComponent(query)}&after=${encodeURIComponent(query)}`}`;
          const hasBody = route.method !== 'GET' && route.method !== 'DELETE';
          const told = hasBody ? (JSON.stringify(body) ?? 'null') : undefined;
          const owner = all[asked++ % all.length] as Browser;
          const answer = await during(owner.ask(route.method, path, told, more));
          // `..` in the place of a name leads out of the API: that is another test's.
          if (!new URL(path, owner.base).pathname.startsWith('/api/')) return;

          if (answer.status === 429) faults.push(`${name}: too many for the limit of a minute`);
          if (answer.status === 500) faults.push(`${name} ${path} ${told}: ${JSON.stringify(answer.body)}`);
          if (answer.status >= 400) {
            if (!/problem\+json/.test(answer.headers.get('content-type') ?? ''))
              faults.push(`${name}: ${answer.status} is no problem`);
            if (/node_modules|\bat \w+ \(|sqlite/i.test(JSON.stringify(answer.body)))
              faults.push(`${name} tells its inside`);
          }
          if (answer.headers.get('cache-control') === null) faults.push(`${name}: may be cached`);
        },
      ),
      { numRuns: RUNS },
    );
  }
  t.same(faults.slice(0, 10), []);
  t.comment(`${asked} requests to ${ROUTES.length} routes`);
  t.ok(asked > 400);
  t.equal(box.drain.status, undefined);
  t.match(await during(new Browser(web.url.slice(0, -1)).get('/api/v1/health')), { status: 200 }, 'it lives');
});

t.test('a path of the console’s reaches no file', async (t) => {
  const { during, web } = await webBox(t);
  const nobody = new Browser(web.url.slice(0, -1));
  for (const path of [
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/%',
    '/web.key',
    '/data/spillway.db',
  ]) {
    const answer = await during(nobody.get(path));
    t.ok([404, 503, 400].includes(answer.status), `${path}: ${answer.status}`);
    t.notMatch(String(answer.body), /root:/);
  }
});

t.test('what is no path ends no process, when it asks for a WebSocket either', async (t) => {
  const { during, web } = await webBox(t);
  const { hostname, port } = new URL(web.url);
  for (const path of ['//', '///x', '/api/v1/live?from=%', 'http://[', '/%']) {
    const socket = createConnection({ host: hostname, port: Number(port) });
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    const [said] = (await during(once(socket, 'data'))) as [Buffer];
    t.match(said.toString('latin1'), /^HTTP\/1\.1 /, path);
    socket.destroy();
  }
  t.match(await during(new Browser(web.url.slice(0, -1)).get('/api/v1/health')), { status: 200 }, 'it lives');
});
