// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-67
// Does whoever follows live lose and gain at once what he may? Rights, roles, persons, sessions and tokens that change meanwhile.
import { createHash } from 'node:crypto';
import t from 'tap';
import { WebSocket } from 'ws';
import { Live, until, type WebBox, webBox } from '../support/web-box.js';

type Owner = Awaited<ReturnType<WebBox['browser']>>;

/** As a page of settings does it. */
async function change({ during }: WebBox, owner: Owner, ...changes: readonly object[]) {
  const text = await during(owner.get('/api/v1/settings/text'));
  return during(owner.ask('PATCH', '/api/v1/settings', { changes }, { 'if-match': text.headers.get('etag') ?? '' }));
}

async function follower(place: WebBox, id: string) {
  const browser = await place.browser(id);
  const live = browser.live();
  await place.during(until(() => live.of('snapshot').length === 1));
  return { browser, live };
}

t.test('a role that is given fewer rights, and another role: the open stream tells what may be seen now', async (t) => {
  const place = await webBox(t);
  const { during, world, web } = place;
  const owner = await place.browser('owner');
  const { browser: night, live } = await follower(place, 'night');
  t.ok(live.of('snapshot')[0]?.standing, 'a watcher has the board');

  const fewer = { path: 'roles.watcher.rights', value: ['calls.read'] };
  t.match(await change(place, owner, fewer), { status: 200, body: { problems: [] } });
  await during(until(() => live.of('snapshot').length === 2));
  const [, now] = live.of('snapshot');
  t.same(now?.me.rights, ['calls.read']);
  t.equal(now?.standing, undefined);
  const told = live.messages.length;
  world.network.call('88880001', '13912345678');
  await during(until(() => (web.web.feed.now?.queues[0]?.waiting ?? 0) > 0));
  const later = live.messages.slice(told);
  t.same(
    later.filter((message) => message.type === 'live' && message.standing !== undefined),
    [],
    'the board is told to him no more',
  );
  t.match(await during(night.get('/api/v1/standing')), { status: 403 });

  t.match(await change(place, owner, { path: 'people.night.role', value: 'supervisor' }), { status: 200 });
  await during(until(() => live.of('snapshot').length === 3));
  const last = live.of('snapshot').at(-1);
  t.match(last?.me, { role: 'supervisor', masked: false }, 'and numbers are whole for him from now on');
  t.ok(last?.standing, 'the board is there at once');
  world.network.call('88880001', '13700001111');
  await during(
    until(() => live.events('call.offered').some(({ event }) => /13700001111/.test(String(event.facts.calling)))),
  );
  t.same(live.wrong, []);
});

t.test('one whom the file has no more, and one whose session is over, hear nothing more', async (t) => {
  const place = await webBox(t);
  const { during, web } = place;
  const owner = await place.browser('owner');
  const { live: night } = await follower(place, 'night');
  const { live: chen, browser } = await follower(place, 'chen');
  t.match(await change(place, owner, { path: 'people.night', remove: true }), { status: 200, body: { problems: [] } });
  await during(until(() => night.closed !== undefined));
  t.equal(night.closed, 4010);
  t.equal(chen.closed, undefined, 'nobody else');

  const { database, sessions } = web.web;
  const hash = createHash('sha256')
    .update(browser.cookie.split('=')[1] ?? '')
    .digest('hex');
  database.touchSession(hash, 0, 1);
  t.equal(sessions.again({ hash } as never, Date.now()), undefined, 'its time has run out');
  await during(until(() => chen.closed !== undefined));
  t.equal(chen.closed, 4010);
});

t.test('a program whose token is taken back is cut off', async (t) => {
  const place = await webBox(t);
  const { during } = place;
  const owner = await place.browser('owner');
  const { body } = await during(owner.post('/api/v1/programs', { name: 'crm', scopes: ['events.read'] }));
  const url = `${owner.base.replace('http', 'ws')}/api/v1/live`;
  const live = new Live(new WebSocket(url, { headers: { authorization: `Bearer ${body.token}` } }));
  await during(until(() => live.of('snapshot').length === 1));
  t.equal(live.of('snapshot')[0]?.standing, undefined, 'its scopes do not name the status');
  t.match(await during(owner.ask('DELETE', `/api/v1/programs/${body.id}`)), { status: 204 });
  await during(until(() => live.closed !== undefined));
  t.equal(live.closed, 4010);
});
