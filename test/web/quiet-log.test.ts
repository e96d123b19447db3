// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever is asked, is there a secret or a telephone number in the web process's log, at its most talkative?
import pino from 'pino';
import t from 'tap';
import { agentId } from '../support/box.js';
import { talk } from '../support/floor.js';
import { Browser, PASSWORD, webBox } from '../support/web-box.js';

const LI = agentId(1);
const [CALLER, CALLED, WRONG] = ['13912345678', '02155667788', 'guessed-word-7'];

t.test('no number, no PIN, no password, no token', async (t) => {
  const lines: string[] = [];
  const webLog = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const place = await webBox(t, { signedIn: 1, webLog });
  const { world, web, during, browser } = place;
  const li = await browser(LI);
  const owner = await browser('owner');
  await during(new Browser(li.base).signIn('chen', WRONG));
  const { caller } = await talk(place, { calling: CALLER });
  await during(li.get(`/api/v1/search?what=${CALLER}`));
  await during(li.get(`/api/v1/customers?what=${CALLER}`));
  await during(li.post(`/api/v1/agents/${LI}/makeCall`, { to: CALLED }));
  await during(li.post(`/api/v1/agents/${LI}/sendDigits`, { digits: '4711' }));
  await during(owner.post('/api/v1/callbacks/new', { number: CALLED, note: `call ${CALLER}` }));
  const program = await during(owner.post('/api/v1/programs', { name: 'erp', scopes: ['calls.read'] }));
  t.match(program.body, { token: /^spw_/ });
  await during(li.get(`/api/v1/nothing/${CALLER}`));
  await during(li.ask('POST', '/api/v1/callbacks/new', `{"number":"${CALLED}`));
  const { records } = web.web;
  records.page = () => Promise.reject(new Error('a fault of the program'));
  t.match(await during(owner.get(`/api/v1/calls?number=${CALLER}`)), { status: 500 });
  caller.clear();
  await world.advance(300);

  const log = lines.join('');
  t.match(log, /a fault of the program/, 'what goes wrong is told');
  for (const secret of [CALLER, CALLED, PASSWORD, '4711', WRONG, program.body.token, li.cookie, owner.cookie])
    t.notOk(log.includes(secret.replace(/^[^=]*=/, '')), `${secret.slice(0, 3)}… is not in it`);
});
