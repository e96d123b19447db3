// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-14
// Does a visitor of the shop's page get his callback, and does nobody else get any?
import { randomUUID } from 'node:crypto';
import t from 'tap';
import { pageToken } from '../../src/api/index.js';
import { SystemClock } from '../../src/kernel/index.js';
import { Browser, webBox } from '../support/web-box.js';

const SECRET = 'a secret of the shop';
const PAGE = 'https://www.example.com';
const web = { callbacks: { secret: SECRET, origins: [PAGE], queue: 'sales', perNumber: 2, perAddress: 5 } };
const nonce = () => randomUUID().replaceAll('-', '');

t.test('only pages of the list ask, each token once, so many for a number and from an address', async (t) => {
  const { web: running, during, browser, box } = await webBox(t, { web });
  const visitor = new Browser(running.url.slice(0, -1));
  const now = () => Math.round(new SystemClock().now());
  const ask = (number: string, token = pageToken(SECRET, now(), nonce()), origin = PAGE) =>
    during(visitor.post('/api/v1/callbacks', { number, token }, { origin }));

  const asked = await ask('13912345678');
  t.match(asked, { status: 200, body: { merged: false } });
  t.equal(asked.headers.get('access-control-allow-origin'), PAGE);
  const owner = await browser('owner');
  t.match(await during(owner.get('/api/v1/callbacks')), {
    body: { rows: [{ id: asked.body.request, number: '+8613912345678', queue: 'sales', promised: true }] },
  });
  t.equal(box.status().callbacks.open, 1);

  t.match(await ask('13912345678', undefined, 'https://evil.example'), { status: 403 });
  t.match(await ask('13912345678', pageToken('another secret', now(), nonce())), { status: 403 });
  t.match(await ask('13912345678', pageToken(SECRET, now() - 3_600_000, nonce())), { status: 403 }, 'too old');
  const once = pageToken(SECRET, now(), nonce());
  t.match(await ask('13912345678', once), { status: 200, body: { merged: true } });
  t.match(await ask('13800002222', once), { status: 403 }, 'used already');
  t.match(await ask('13912345678'), { status: 429, body: { code: 'TOO_MANY' } }, 'twice a day for one number');
  await ask('13700000001');
  await ask('13700000002');
  t.match(await ask('13700000003'), { status: 429 }, 'and so many from one address');
  const preflight = await during(
    fetch(`${visitor.base}/api/v1/callbacks`, { method: 'OPTIONS', headers: { origin: PAGE } }),
  );
  t.equal(preflight.headers.get('access-control-allow-origin'), PAGE);
  const foreign = await during(
    fetch(`${visitor.base}/api/v1/callbacks`, { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }),
  );
  t.equal(foreign.headers.get('access-control-allow-origin'), null);
});

t.test('a box that takes none says so', async (t) => {
  const { web: running, during } = await webBox(t);
  const visitor = new Browser(running.url.slice(0, -1));
  t.match(await during(visitor.post('/api/v1/callbacks', { number: '13912345678', token: 'x' }, { origin: PAGE })), {
    status: 404,
  });
});
