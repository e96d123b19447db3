// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-58 000-59 000-67 001-44
// Who gets what, and who does not? Sessions, rights, roles, origins, tokens, lock-out, masks, audit: deny by default.
import t from 'tap';
import { RIGHT_NAMES } from '../../src/api/contract/index.js';
import { RIGHTS } from '../../src/config/index.js';
import { agentId } from '../support/box.js';
import { Browser, PASSWORD, pathOf, ROUTES, until, webBox } from '../support/web-box.js';

t.test('every route names its right, and the rights are the box’s', async (t) => {
  t.same([...RIGHT_NAMES].sort(), [...RIGHTS].sort());
  const open = ROUTES.filter(([, { right }]) => right === 'public').map(([name]) => name);
  t.same(open.sort(), ['callbacks.ask', 'health.health', 'session.signIn'], 'nothing else is for everybody');
  for (const [name, { right }] of ROUTES)
    t.ok(
      ['public', 'signedIn', ...RIGHT_NAMES].some((known) => known === right),
      `${name}: ${right}`,
    );
  const paths = ROUTES.map(([, { method, path }]) => `${method} ${path}`);
  t.equal(new Set(paths).size, paths.length, 'no two routes are one');
});

t.test('without a session nothing is told; with one, what the role may', async (t) => {
  const { web, during, browser } = await webBox(t);
  const nobody = new Browser(web.url.slice(0, -1));
  for (const [name, route] of ROUTES.filter(([, { right }]) => right !== 'public').slice(0, 45)) {
    const answer = await during(nobody.ask(route.method, pathOf(route), route.method === 'GET' ? undefined : {}));
    t.ok([400, 401].includes(answer.status), `${name}: ${answer.status}`);
    t.match(answer.headers.get('content-type'), /problem\+json/);
  }
  const night = await browser('night');
  t.match(await during(night.get('/api/v1/standing')), { status: 200 }, 'a role of the shop’s own');
  t.match(await during(night.get('/api/v1/staff')), { status: 403, body: { code: 'FORBIDDEN' } });
  t.match(await during(night.post('/api/v1/surge', { is: 'on' })), { status: 403 });
  const li = await browser(agentId(1));
  t.match(await during(li.get('/api/v1/calls')), { status: 403 });
  t.match(await during(li.get(`/api/v1/agents/${agentId(1)}/calls`)), { status: 200 }, 'his own');
  t.match(await during(li.get(`/api/v1/agents/${agentId(2)}/calls`)), { status: 403 }, 'not his colleague’s');
  t.match(await during(li.post(`/api/v1/agents/${agentId(2)}/notReady`, {})), { status: 403 });
  const owner = await browser('owner');
  const refused = async () => (await during(owner.get('/api/v1/audit?type=audit.refused'))).body.rows;
  let rows = await refused();
  for (let i = 0; i < 20 && rows.length < 4; i++) rows = await refused();
  t.match(rows.at(-1), { actor: 'person:night', facts: { what: 'GET /api/v1/staff', right: 'people.manage' } });
});

t.test('who may not see numbers sees them masked, everywhere', async (t) => {
  const { world, during, browser } = await webBox(t, { signedIn: 0 });
  world.network.call('88880001', '13912345678');
  await world.advance(1_000);
  const night = await browser('night');
  const live = night.live();
  const seen = await during(night.get('/api/v1/calls'));
  t.equal(seen.body.rows[0].calling, '+861391****5678'.replace('1391', '139'));
  await during(until(() => live.of('snapshot').length > 0));
  t.notMatch(JSON.stringify([seen.body, live.messages]), /13912345678/);
  t.match((await during(night.get('/api/v1/session'))).body, { masked: true });
});

t.test('a page of somebody else’s changes nothing, and follows nothing', async (t) => {
  const { during, browser } = await webBox(t);
  const owner = await browser('owner');
  const foreign = { origin: 'https://evil.example' };
  t.match(await during(owner.post('/api/v1/surge', { is: 'on' }, foreign)), { status: 403 });
  const live = owner.live('', foreign);
  await during(until(() => live.closed !== undefined));
  t.equal(live.closed, 4003);
  const stranger = new Browser(owner.base).live();
  await during(until(() => stranger.closed !== undefined));
  t.equal(stranger.closed, 4001, 'nor does who has no session');
  const page = await during(owner.get('/'));
  t.match(page.headers.get('content-security-policy'), /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
  t.notMatch(page.headers.get('content-security-policy'), /unsafe/);
  t.equal(page.headers.get('x-content-type-options'), 'nosniff');
});

t.test('the cookie is the browser’s alone; a session ends at once, wherever it is used', async (t) => {
  const { web, during, browser } = await webBox(t);
  const owner = await browser('owner');
  const raw = await during(
    fetch(`${owner.base}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: owner.base },
      body: JSON.stringify({ id: 'owner', password: PASSWORD }),
    }),
  );
  t.match(raw.headers.get('set-cookie'), /HttpOnly; Secure; SameSite=Strict/);
  const token = owner.cookie.split('=')[1] ?? '';
  t.equal(web.web.database.session(token), undefined, 'its hash is kept, not it');
  const live = owner.live();
  await during(until(() => live.of('snapshot').length === 1));
  t.match(await during(owner.ask('DELETE', '/api/v1/session')), { status: 204 });
  await during(until(() => live.closed !== undefined));
  t.equal(live.closed, 4010);
  const again = new Browser(owner.base);
  again.cookie = `spillway=${token}`;
  t.match(await during(again.get('/api/v1/session')), { status: 401, body: { code: 'NOT_SIGNED_IN' } });
});

t.test('who signs in in the next tab does not act from the page of who sat here', async (t) => {
  const { during, browser } = await webBox(t);
  const li = await browser(agentId(1));
  const his = { 'spillway-person': agentId(1) };
  const live = li.live(`?person=${agentId(1)}`);
  await during(until(() => live.of('snapshot').length === 1));
  const before = li.cookie;
  t.match(await during(li.signIn('owner', PASSWORD)), { status: 200 });
  await during(until(() => live.closed !== undefined));
  t.equal(live.closed, 4010, 'one browser, one session: his has ended');
  t.match(await during(li.post(`/api/v1/agents/${agentId(1)}/notReady`, {}, his)), {
    ...{ status: 401, body: { code: 'NOT_SIGNED_IN' } },
  });
  t.match(await during(li.get('/api/v1/session')), { body: { id: 'owner' } });
  const back = li.live(`?person=${agentId(1)}`);
  await during(until(() => back.closed !== undefined));
  t.equal(back.closed, 4001, 'nor does his page follow what the other may see');
  t.same(back.messages, []);
  const old = new Browser(li.base);
  old.cookie = before;
  t.match(await during(old.get('/api/v1/session')), { status: 401 });
});

t.test('guesses lock him out, at the console and at his telephone alike', async (t) => {
  const { web, box, during } = await webBox(t, { config: { access: { tries: 3, lockout: '1min' } } });
  const guess = new Browser(`http://127.0.0.1:${web.port}`);
  for (let i = 0; i < 3; i++) t.match(await during(guess.signIn(agentId(1), 'wrong')), { status: 401 });
  t.match(await during(guess.signIn(agentId(1), '4711')), { status: 423, body: { code: 'LOCKED_OUT' } });
  t.ok(box.access.lockedUntil(agentId(1), box.clock.now()) !== undefined, 'one count for both');
  for (let i = 0; i < 3; i++) await during(guess.signIn('chen', 'wrong'));
  t.match(await during(guess.signIn('chen', PASSWORD)), { status: 423 });
  const unknown = await during(guess.signIn('nobody', 'wrong'));
  t.match(unknown, { status: 401, body: { detail: 'id or password is wrong' } }, 'which of them, is not told');
  for (let i = 0; i < 4; i++) await during(guess.signIn('nobody', 'wrong'));
  t.match(await during(guess.signIn('owner', PASSWORD)), { status: 429 }, 'an address has so many tries a minute');
});

t.test('a password that somebody else gave must be changed first; a weak one is none', async (t) => {
  const { box, during, browser } = await webBox(t);
  const made = await during(box.access.passwords.set('chen', undefined, 0));
  const chen = await browser('chen', made);
  t.match(await during(chen.get('/api/v1/standing')), { status: 403 });
  const change = (next: string) => during(chen.ask('PUT', '/api/v1/session/password', { old: made, new: next }));
  t.match(await change('password'), { status: 409, body: { code: 'REFUSED' } });
  t.match(await change('four words make it'), { status: 204 });
  t.match(await during(chen.get('/api/v1/standing')), { status: 200 });
});

t.test('a program may what its scopes name and its maker may', async (t) => {
  const { during, browser } = await webBox(t);
  const owner = await browser('owner');
  const added = await during(
    owner.post('/api/v1/programs', { name: 'crm', scopes: ['status.read', 'agents.command'] }),
  );
  t.match(added, { status: 200, body: { token: /^spw_/ } });
  const crm = new Browser(owner.base);
  const bearer = { authorization: `Bearer ${added.body.token}` };
  t.match(await during(crm.get('/api/v1/queues', bearer)), { status: 200 });
  t.match(await during(crm.get('/api/v1/staff', bearer)), { status: 403 });
  t.match(await during(crm.get('/api/v1/messages', bearer)), { status: 403 }, 'what is for people');
  t.match(await during(crm.post(`/api/v1/agents/${agentId(1)}/notReady`, {}, bearer)), { status: 200 });
  t.match(await during(owner.get('/api/v1/audit?actor=program:crm(owner)')), {
    body: { rows: [{ source: 'program' }] },
  });
  t.notMatch(JSON.stringify((await during(owner.get('/api/v1/programs'))).body), /spw_/);
  await during(owner.ask('DELETE', `/api/v1/programs/${added.body.id}`));
  t.match(await during(crm.get('/api/v1/queues', bearer)), { status: 401 });
});

t.test('whoever may change settings does not give himself rights; a secret is shown to nobody', async (t) => {
  const config = {
    roles: [{ name: 'clerk', rights: ['settings.read', 'settings.change'] }],
    people: [
      { id: 'chen', name: 'Chen', role: 'clerk' },
      { id: 'owner', name: 'Z', role: 'administrator' },
      { id: 'night', name: 'N', role: 'agent' },
    ],
  };
  const { during, browser } = await webBox(t, { config });
  const chen = await browser('chen');
  const text = await during(chen.get('/api/v1/settings/text'));
  t.notMatch(text.body.text, /4711/, 'PINs are blotted out');
  const etag = { 'if-match': text.headers.get('etag') ?? '' };
  const change = (path: string, value: unknown) =>
    during(chen.ask('PATCH', '/api/v1/settings', { changes: [{ path, value }] }, etag));
  t.match(await change('people.chen.role', 'administrator'), { status: 403 });
  t.match(await change('web.port', 9_999), { status: 403 }, 'where it listens is the operator’s');
  const draft = await during(
    chen.post('/api/v1/settings/check', { changes: [{ path: 'queues.sales.wrapUp', value: 'soon' }] }),
  );
  t.match(draft.body.problems, [{ message: /length of time/ }]);
  t.match(await change('queues.sales.wrapUp', '7s'), { status: 200, body: { problems: [] } });
  t.match(await change('queues.sales.wrapUp', '8s'), { status: 409, body: { code: 'EDITED' } });
  t.match((await during(chen.get('/api/v1/settings/revisions'))).body, [{ actor: 'person:chen', isNow: true }, {}]);
});
