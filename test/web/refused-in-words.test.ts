// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-59
// Is somebody refused in his own language, whoever refuses: the web process itself or the box; and does a program still read the codes?
import t from 'tap';
import { languageOf } from '../../src/api/http/languages.js';
import { agentId } from '../support/box.js';
import { Browser, webBox } from '../support/web-box.js';

const ENGLISH_SENTENCE = /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/;

t.test('which language is wanted', async (t) => {
  const wanted = {
    'zh-CN': 'zh-CN',
    'zh-TW,en;q=0.8': 'zh-CN',
    'en-US,en;q=0.9,zh;q=0.8': 'en',
    'en;q=0.2, zh;q=0.9': 'zh-CN',
  };
  for (const [header, language] of Object.entries(wanted)) t.equal(languageOf(header), language, header);
  for (const header of [undefined, '', '*', 'fr', 'zh;q=0', ';;,q=x'])
    t.equal(languageOf(header), 'en', String(header));
});

t.test('refusals of the web process and of the box', async (t) => {
  const place = await webBox(t, { signedIn: 0 });
  const { during, browser } = place;
  const nobody = new Browser(place.web.url.slice(0, -1));
  const owner = await browser('owner');
  const agent = await browser(agentId(1));
  const chinese = { 'accept-language': 'zh-CN' };
  const cases: readonly [string, number, string, () => Promise<{ status: number; body: unknown; headers: Headers }>][] =
    [
      ['nobody is signed in', 401, 'NOT_SIGNED_IN', () => nobody.get('/api/v1/calls', chinese)],
      [
        'a wrong password',
        401,
        'NOT_SIGNED_IN',
        () => nobody.post('/api/v1/session', { id: 'owner', password: 'no' }, chinese),
      ],
      ['no such path', 404, 'NOT_FOUND', () => owner.get('/api/v1/nothing', chinese)],
      ['without the right', 403, 'FORBIDDEN', () => agent.get('/api/v1/calls', chinese)],
      ['a field that is wrong', 400, 'REFUSED', () => owner.get('/api/v1/calls?most=none', chinese)],
      ['a cursor that is none', 409, 'REFUSED', () => owner.get('/api/v1/calls?after=x', chinese)],
      ['a number that is none', 409, 'REFUSED', () => owner.get('/api/v1/leads?number=x', chinese)],
      ['the box refuses', 404, 'NOT_FOUND', () => owner.ask('DELETE', '/api/v1/callbacks/none', undefined, chinese)],
    ];
  for (const [what, status, code, ask] of cases) {
    const { body, headers, ...got } = await during(ask());
    t.equal(got.status, status, what);
    t.match(body, { code, title: /\p{Script=Han}/u }, what);
    t.notMatch(JSON.stringify({ ...(body as object), type: '' }), ENGLISH_SENTENCE, what);
    t.equal(headers.get('content-language'), 'zh-CN', what);
  }
  const english = await during(owner.get('/api/v1/calls?after=x'));
  t.match(english.body, {
    code: 'REFUSED',
    title: 'This cannot be done in the present state.',
    detail: /^after: the "next"/,
  });
  t.equal(english.headers.get('content-language'), 'en');
});
