// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-58 000-67 001-40 004-05 004-32
// Does who manages a shop do it over the API: callers' messages, the wave by hand, lists that grow, a role of one's own, a script, an own prompt?
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { packagedPrompts } from '../../src/config/index.js';
import { agentId, QUEUE } from '../support/box.js';
import { atBoxes, CALLER, withBoxes } from '../support/mailbox-house.js';
import { until, webBox } from '../support/web-box.js';

const LI = agentId(1);

t.test('a supervisor hears a message of any box, marks it, and his agents hear theirs alone', async (t) => {
  const boss = { name: 'boss', agents: [agentId(2)] };
  const config = withBoxes();
  const place = await webBox(t, { signedIn: 1, config: { ...config, mailboxes: [...(config.mailboxes ?? []), boss] } });
  const { during, browser } = place;
  await atBoxes(place).leaves();
  const chen = await browser('chen');
  const listed = await during(chen.get('/api/v1/mailboxes'));
  t.match(listed, {
    status: 200,
    body: {
      boxes: [{ box: 'service', new: 1 }, { box: 'boss' }],
      messages: [{ state: 'new', number: `+86${CALLER}` }],
    },
  });
  const [{ id, path }] = listed.body.messages;
  t.equal(path, undefined, 'where the file lies is nobody’s affair');
  const sound = await during(chen.get(`/api/v1/mailboxes/messages/${id}/sound`));
  t.equal(sound.status, 200);
  t.equal(String(sound.body).slice(0, 4), 'RIFF');
  t.match(await during(chen.post(`/api/v1/mailboxes/messages/${id}/heard`)), { status: 200 });
  t.match(await during(chen.post(`/api/v1/mailboxes/messages/${id}/forward`, { to: 'boss' })), { status: 200 });
  t.match(await during(chen.get('/api/v1/mailboxes?box=boss')), { body: { messages: [{ state: 'new' }] } });

  const li = await browser(LI);
  t.match(await during(li.get('/api/v1/mailboxes')), { status: 403 });
  t.match(await during(li.get(`/api/v1/agents/${LI}/voicemail`)), { body: { boxes: [{ box: 'service' }] } });
  const receivers = await during(li.get('/api/v1/messages/receivers'));
  t.match(receivers.body, [{ to: 'chen', name: 'Chen', role: 'supervisor' }]);
  t.notOk(
    receivers.body.some(({ to }: { to: string }) => to === LI),
    'nobody writes to himself',
  );
  const owner = await browser('owner');
  const heard = await during(owner.get('/api/v1/audit?type=audit.noted'));
  t.match(heard.body.rows, [{ actor: 'person:chen', facts: { what: 'message.heard', subject: id } }]);
});

t.test('the wave: on by hand of one number until its end, and its report of that number', async (t) => {
  const { world, during, browser, web } = await webBox(t, { signedIn: 1 });
  const chen = await browser('chen');
  const caller = world.network.call('88880001', CALLER);
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.advance(2_000);
  caller.clear();
  await world.advance(1_000);
  const said = await during(chen.post('/api/v1/surge', { is: 'on', for: '30min', accessNumber: '88880001' }));
  t.match(said, { status: 200 });
  await during(until(() => web.web.feed.now?.surge.manualOf !== undefined));
  t.match(await during(chen.get('/api/v1/surge')), { body: { manualOf: [{ is: 'on', accessNumber: '88880001' }] } });
  const report = await during(chen.get('/api/v1/reports/wave?day=today&station=88880001'));
  t.match(report, { status: 200, body: { calls: { offered: 1 }, stations: [{ key: '88880001' }] } });
  t.ok(report.body.curve.some(({ answered }: { answered: number }) => answered === 1));
  t.match(await during(chen.get('/api/v1/reports/wave?day=today&station=99')), { body: { calls: { offered: 0 } } });
});

t.test('a role of the shop’s own is made, given, and works at the next sign-in', async (t) => {
  const place = await webBox(t, {
    config: {
      roles: [],
      people: [
        { id: 'owner', name: 'Zhao', role: 'administrator' },
        { id: 'chen', name: 'Chen', role: 'supervisor' },
        { id: 'night', name: 'Night', role: 'supervisor' },
      ],
    },
  });
  const { during, browser } = place;
  const owner = await browser('owner');
  const change = async (...changes: object[]) => {
    const text = await during(owner.get('/api/v1/settings/text'));
    return during(owner.ask('PATCH', '/api/v1/settings', { changes }, { 'if-match': text.headers.get('etag') ?? '' }));
  };
  const chen = await browser('chen');
  t.match(await during(chen.get('/api/v1/settings/text')), { status: 403 });
  const rights = ['status.read', 'settings.read'];
  t.match(await change({ path: 'roles.+', value: { name: 'auditor', rights } }), {
    status: 200,
    body: { problems: [] },
  });
  t.match(await change({ path: 'people.chen.role', value: 'auditor' }), { status: 200 });
  const again = await browser('chen');
  t.match(await during(again.get('/api/v1/session')), { body: { role: 'auditor', rights } });
  t.match(await during(again.get('/api/v1/settings/text')), { status: 200 });
  t.match(await during(again.get('/api/v1/mailboxes')), { status: 403 });
});

t.test('a list that the file has not yet begins with its first entry', async (t) => {
  const { during, browser } = await webBox(t);
  const owner = await browser('owner');
  const text = await during(owner.get('/api/v1/settings/text'));
  const watch = { figure: 'waiting', of: QUEUE, above: 5 };
  t.notMatch(text.body.text, /^watch:/m);
  const ifMatch = { 'if-match': text.headers.get('etag') ?? '' };
  const done = await during(
    owner.ask('PATCH', '/api/v1/settings', { changes: [{ path: 'watch.+', value: watch }] }, ifMatch),
  );
  t.match(done, { status: 200, body: { problems: [] } });
  t.match(await during(owner.get('/api/v1/settings?path=watch')), { body: { value: [watch] } });
});

t.test('what agents of a queue say pops up with its callers; an own prompt is played in place of ours', async (t) => {
  const script = '您好，请问订购哪一款？';
  const place = await webBox(t, { signedIn: 1, config: { queues: [{ name: QUEUE, script }] } });
  const { world, during, browser } = place;
  const li = await browser(LI);
  const live = li.live();
  await during(until(() => live.of('snapshot').length === 1));
  world.network.call('88880001', CALLER);
  await world.until(() => world.telephone(1).rings);
  await during(until(() => live.events('offer.made').length > 0));
  const call = String(live.events('offer.made')[0]?.event.facts.call);
  t.match(await during(li.get(`/api/v1/agents/${LI}/calls/${call}/pop`)), { body: { script } });

  const owner = await browser('owner');
  const wav = readFileSync(join(packagedPrompts(), 'en/goodbye.wav'));
  const path = '/api/v1/prompts/zh-CN/welcome';
  const ours = await during(owner.get(`${path}/sound`));
  t.match(await during(owner.ask('PUT', path, { wav: wav.toString('base64') })), { status: 200 });
  const own = await during(owner.get(`${path}/sound`));
  t.equal(Number(own.headers.get('content-length')), wav.length, 'what callers hear now is what is played');
  t.not(ours.headers.get('content-length'), own.headers.get('content-length'));
});
