// SPDX-License-Identifier: GPL-2.0-or-later
// What if the disk of the web process's own database is full? Who is at work works on, what is done is done once, who comes signs in; what cannot be kept is refused in words.
import Database from 'better-sqlite3';
import t from 'tap';
import { agentId } from '../support/box.js';
import { agent, talk } from '../support/floor.js';
import { webBox } from '../support/web-box.js';

const LI = agentId(1);
const to = (verb: string) => `/api/v1/agents/${LI}/${verb}`;

t.test('a full disk stops no agent', async (t) => {
  const place = await webBox(t, { signedIn: 1 });
  const { world, box, web, during, browser } = place;
  const li = await browser(LI);
  const { caller } = await talk(place);
  const full = (): never => {
    throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
  };
  const { database } = web.web;
  Object.assign(database, { touchSession: full, beginSession: full, endSession: full, endSessions: full, tidy: full });
  Object.assign(database.kept, { saveAct: full, saveNote: full, saveView: full });

  const key = { 'idempotency-key': 'hold-on-a-full-disk' };
  t.match(await during(li.post(to('hold'), {}, key)), { status: 200 });
  await world.advance(200);
  t.equal(box.status().stations[0]?.state, 'held', 'it was done');
  t.match(await during(li.post(to('hold'), {}, key)), { status: 200 }, 'and is not done again');
  t.match(await during(li.post(to('retrieve'))), { status: 200 });
  const refused = await during(li.ask('PUT', '/api/v1/views/keys', { value: {} }));
  t.match(refused, { status: 507, body: { code: 'STORE_FULL', title: /no space/ } });
  const inChinese = li.ask('PUT', '/api/v1/views/keys', { value: {} }, { 'accept-language': 'zh-CN' });
  t.match(await during(inChinese), {
    ...{ status: 507, body: { code: 'STORE_FULL', title: '磁盘空间不足，无法提交。', detail: '所提交的内容未能保存' } },
  });

  const chen = await browser('chen');
  t.match(await during(chen.get('/api/v1/session/start')), { status: 200, body: { me: { id: 'chen' } } }, 'she comes');
  t.match(await during(chen.ask('DELETE', '/api/v1/session')), { status: 204 });
  t.match(await during(chen.get('/api/v1/session')), { status: 401 }, 'and goes');
  t.match(await during(li.ask('DELETE', '/api/v1/session')), { status: 204 });
  const again = li.get('/api/v1/session');
  t.match(await during(again), { status: 401 }, 'a session that is on the disk ends, too');
  t.equal(agent(box, 1).state, 'talking', 'the call was never touched');
  caller.clear();
  await world.advance(500);
});
