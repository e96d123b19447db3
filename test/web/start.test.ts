// SPDX-License-Identifier: GPL-2.0-or-later
// Is the console told by one request what six routes tell, of who may see it, and less where something cannot be read or a password is to be set?
import t from 'tap';
import { agentId } from '../support/box.js';
import { talk } from '../support/floor.js';
import { Browser, webBox } from '../support/web-box.js';

const LI = agentId(1);
const START = '/api/v1/session/start';

t.test('all at once is what each says', async (t) => {
  const place = await webBox(t, { signedIn: 1 });
  const { world, box, during, browser } = place;
  const li = await browser(LI);
  const chen = await browser('chen');
  const { caller } = await talk(place);
  caller.clear();
  await world.advance(2_000);
  await box.settled();
  await during(li.ask('PUT', '/api/v1/views/keys', { value: { answer: 'F10' } }));
  await during(chen.post('/api/v1/messages', { to: LI, text: '三点开会' }));
  await during(chen.post('/api/v1/callbacks/new', { number: '13900001111', agent: LI }));

  const { body } = await during(li.get(START));
  const of = async (path: string) => (await during(li.get(path))).body;
  const own = `/api/v1/agents/${LI}`;
  t.same(body.me.id, LI);
  t.match(body.people, [{ id: 'chen', name: 'Chen' }], 'who answers no calls, by name');
  t.notOk(
    body.people.some(({ id }: { id: string }) => id === LI),
    'she is one of the colleagues',
  );
  t.same(body.views, await of('/api/v1/views'));
  t.same(body.messages, await of('/api/v1/messages'));
  t.match(body.messages, { unread: 1, rows: [{ fromName: 'Chen', toName: 'Agent 1' }] });
  t.same(body.calls, (await of(`${own}/calls?most=10`)).rows);
  t.match(body.calls, [{ disposition: 'answered', agent: LI }]);
  t.same(body.callbacks, await of(`${own}/callbacks`));
  const figures = await of(`${own}/figures`);
  t.equal(body.figures.today.handled, figures.today.handled);
  t.equal(body.figures.today.talk, figures.today.talk);

  const hers = (await during(chen.get(START))).body;
  t.match(hers, { me: { id: 'chen' }, messages: { rows: [{ text: '三点开会' }] } });
  t.notOk('figures' in hers || 'calls' in hers, 'she answers no calls');
});

t.test('nobody is told anything; who must set a password, who he is', async (t) => {
  const { web, box, during, browser } = await webBox(t);
  const nobody = new Browser(`http://127.0.0.1:${web.port}`);
  t.match(await during(nobody.get(START)), { status: 401 });
  const made = await during(box.access.passwords.set('chen', undefined, 0));
  const chen = await browser('chen', made);
  const { status, body } = await during(chen.get(START));
  t.equal(status, 200);
  t.same(body, { me: { ...body.me, id: 'chen', mustChangePassword: true }, views: {} });
});

t.test('what cannot be read now is missing, the rest is there', async (t) => {
  const { web, during, browser } = await webBox(t, { signedIn: 1 });
  const li = await browser(LI);
  const { records } = web.web;
  records.page = () => Promise.reject(new Error('the disk is slow'));
  const { status, body } = await during(li.get(START));
  t.equal(status, 200);
  t.match(body, { me: { id: LI }, figures: { today: {} } });
  t.notOk('calls' in body || 'callbacks' in body);
});
