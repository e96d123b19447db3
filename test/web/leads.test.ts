// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-25
// Does every call, every one who gives up and every wish on a web page become one lead, or join the one of its number? Is none lost?

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import t from 'tap';
import { pageToken } from '../../src/api/index.js';
import { ConfigFile } from '../../src/config/index.js';
import { ControlServer, controlMethods } from '../../src/host/index.js';
import { SystemClock } from '../../src/kernel/index.js';
import { ACCESS_NUMBER, agentId, QUEUE } from '../support/box.js';
import { command } from '../support/command.js';
import { hangUp, talk } from '../support/floor.js';
import { Browser, PASSWORD, webBox } from '../support/web-box.js';

const SECRET = 'a secret of the shop';
const PAGE = 'https://www.example.com';
const OTHER = '88880002';

t.test('joined by the number, from the first call to the sale', async (t) => {
  const place = await webBox(t, {
    web: { callbacks: { secret: SECRET, origins: [PAGE], queue: QUEUE } },
    config: {
      queues: [
        { name: QUEUE, wrapUp: '30s', wrapUpCodes: [{ name: 'order', sale: true }, { name: 'consulting' }] },
        { name: 'other' },
      ],
      accessNumbers: [
        { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE },
        { number: OTHER, name: '湖南卫视', queue: QUEUE },
      ],
      roles: [
        { name: 'takes', rights: ['calls.read', 'reports.export', 'audit.note'] },
        { name: 'looks', rights: ['calls.read'] },
      ],
      people: [
        { id: 'chen', name: 'Chen', role: 'supervisor' },
        { id: 'owner', name: 'Zhao', role: 'administrator' },
        { id: 'night', name: 'Night', role: 'supervisor', supervises: ['other'] },
        { id: 'taker', name: 'Taker', role: 'takes' },
        { id: 'looker', name: 'Looker', role: 'looks' },
      ],
    },
  });
  const { world, during, browser, box, reads } = place;
  const talked = async (calling: string, code: string) => {
    const { caller, telephone } = await talk(place, { calling });
    box.agents.wrapUpCode(agentId(1), code);
    caller.clear();
    await world.advance(500);
    await hangUp(world, telephone);
    box.agents.finishWrapUp(agentId(1));
    await world.advance(500);
  };
  const gaveUp = async (calling: string, called = ACCESS_NUMBER) => {
    const caller = world.network.call(called, calling);
    await world.until(() => world.telephone(1).rings || world.telephone(2).rings);
    caller.clear();
    await world.advance(2_000);
  };
  await gaveUp('13912345678');
  await gaveUp('13912345678', OTHER);
  await gaveUp('');
  await talked('13700000001', 'order');
  await talked('13700000002', 'consulting');
  const visitor = new Browser(place.web.url.slice(0, -1));
  const wish = (number: string, note?: string) => {
    const token = pageToken(SECRET, Math.round(new SystemClock().now()), randomUUID().replaceAll('-', ''));
    return during(visitor.post('/api/v1/callbacks', { number, token, ...(note && { note }) }, { origin: PAGE }));
  };
  t.match(await wish('13912345678', '要红色的'), { status: 200 });
  t.match(await wish('139 1234 5678'), { status: 200, body: { merged: true } });
  t.match(await wish('13500000009'), { status: 200 });
  await box.settled();

  const owner = await browser('owner');
  const leads = async (query = '') => (await during(owner.get(`/api/v1/leads?since=2026-01-01${query}`))).body.rows;
  const all = await leads();
  const of = (number: string | null) => all.find((lead: { number: string | null }) => lead.number === number);
  t.equal(all.length, 5, 'four numbers, and one who withheld his');
  t.match(of('+8613912345678'), {
    state: 'promised',
    ...{ calls: 2, answered: 0, abandoned: 2, webRequests: 2 },
    ...{ address: '127.0.0.1', page: PAGE, accessName: '湖南卫视', talkedAt: null },
  });
  t.match(of('+8613500000009'), { state: 'promised', calls: 0, webRequests: 1, call: null });
  t.match(of('+8613700000001'), { state: 'won', calls: 1, answered: 1, agent: agentId(1), code: 'order' });
  t.match(of('+8613700000002'), { state: 'talked', code: 'consulting', webRequests: 0 });
  t.match(of(null), { state: 'open', calls: 1, abandoned: 1 });

  const sum = (what: 'calls' | 'webRequests') =>
    all.reduce((n: number, lead: Record<string, number>) => n + (lead[what] ?? 0), 0);
  const contacts = await reads.selectFrom('contact').where('direction', '=', 'inbound').select('id').execute();
  t.equal(sum('calls'), contacts.length, 'every call is in one lead, and in one alone');
  t.equal(sum('webRequests'), (await reads.selectFrom('webRequest').selectAll().execute()).length);

  await gaveUp('13700000001');
  await box.settled();
  t.match(
    await leads('&state=open'),
    [{ number: '+8613700000001', calls: 2, code: 'order' }, { number: null }],
    'he came again, and nobody has talked with him since',
  );
  const first = (await during(owner.get('/api/v1/leads?since=2026-01-01&most=2'))).body;
  const rest = (await during(owner.get(`/api/v1/leads?since=2026-01-01&most=9&after=${first.next}`))).body;
  t.equal(new Set([...first.rows, ...rest.rows].map(({ number, call }) => number ?? call)).size, 5, 'page by page');
  t.match(await leads('&number=139-1234-5678'), { length: 1 });
  const byName = await leads(`&accessNumber=${encodeURIComponent('湖南卫视')}`);
  t.match(byName, [{ number: '+8613912345678', calls: 2, webRequests: 2 }], 'who dialled it, with all that he did');
  t.match(await leads(`&accessNumber=${OTHER}`), { length: 1 });
  for (const id of ['taker', 'looker']) await during(box.access.passwords.set(id, PASSWORD, 0));
  const taken = async (who: Browser, query = '') =>
    during(who.get(`/api/v1/leads.csv?since=2026-01-01&language=zh-CN${query}`));
  const { status, body } = await taken(owner);
  t.equal(status, 200);
  t.match(String(body), /^最近来访,号码,(.*\r\n){6}$/, 'all of them below the headings, whatever the page');
  t.match(String(body), /,\+8613912345678,/);
  t.match(
    String((await taken(owner, '&state=won&excel=true')).body),
    /^\uFEFF?最近来访.*\r\n$/,
    'none is won any more',
  );
  t.match(String((await taken(await browser('taker'))).body), /\+86139\*{4}5678,/, 'masked without the right');
  t.match(await taken(await browser('looker')), { status: 403 }, 'who looks takes nothing away');
  const night = await browser('night');
  t.match(
    (await during(night.get('/api/v1/leads?since=2026-01-01'))).body.rows,
    { length: 0 },
    'leads of other queues',
  );

  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'), { menus: [], functions: [] });
  const socket = join(world.folder, 'data/box.sock');
  const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
  t.teardown(() => control.close());
  const spillway = (...args: string[]) => during(command({ language: 'en' }, ...args, '--socket', socket));
  t.match((await spillway('leads')).text, /\+8613912345678 .*callback promised/);
  t.match(
    (await spillway('leads', '--since', '2026-01-01', '--csv')).text,
    /,127\.0\.0\.1,https:\/\/www\.example\.com,/,
  );

  const erase = (number: string) => during(owner.post('/api/v1/personal/erase', { number, reason: 'asked' }));
  t.match((await during(owner.post('/api/v1/personal/export', { number: '13912345678' }))).body, {
    traces: { webRequests: 2 },
    webRequests: [{ note: '要红色的', address: '127.0.0.1' }, { note: null }],
    callbacks: { length: 1 },
  });
  for (const { id } of (await during(owner.get('/api/v1/callbacks'))).body.rows)
    await during(owner.ask('DELETE', `/api/v1/callbacks/${id}`));
  t.match(await erase('13912345678'), { status: 200 });
  t.match(
    await reads.selectFrom('webRequest').selectAll().where('number', '=', 'erased-1').execute(),
    [{ address: null }, { address: null }],
    'nor is his computer known',
  );
});
