// SPDX-License-Identifier: GPL-2.0-or-later
// Does what is asked as the contract says it ever make the server fail, or answer what the contract does not say? Reports, quality, shifts, backups, the board: with values that get behind the reading.
import fc from 'fast-check';
import t from 'tap';
import { ACCESS_NUMBER, agentId, QUEUE } from '../support/box.js';
import { type Known, plausible } from '../support/plausible.js';
import { shopDay } from '../support/shop-day.js';
import { Browser, OWNERS, owners, pathOf, ROUTES, webBox } from '../support/web-box.js';

const RUNS = 5;
const ASKED =
  /^(reports|quality|shifts|backups|team|today|board|personal|ownLine|calls|recordings|callbacks|customers|mailboxes|voicemail|search|events|audit|session\.(start|views|saveView|prefer))/;
/** They begin programs that take seconds, or end what is asked of. */
const LEFT_OUT = /^(backups\.(make|verify|drill)|personal\.erase|board\.busyOut)/;
const SEED = 17;

/** As `shopDay` wants it. */
const SHOP = {
  accessNumbers: [
    { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE },
    {
      ...{ number: '88880002', name: '湖南卫视', queue: QUEUE },
      ...{ hours: [{ from: '01:00', to: '02:00' }], afterHours: 'refuse' },
    },
  ],
  blocked: ['13700000007'],
  queues: [{ name: QUEUE, overflow: 'callback', wrapUp: '5s' }],
  people: OWNERS,
};

t.test('what the contracts take is answered as they say', async (t) => {
  const place = await webBox(t, { signedIn: 0, config: SHOP });
  const { during, reads, box } = place;
  await shopDay(place);
  await box.settled();
  const all = await owners(place);
  const ids = async (table: 'call' | 'recording' | 'callbackRequest') =>
    (await reads.selectFrom(table).select('id').limit(4).execute()).map(({ id }) => id);
  const calls = [...(await ids('call')), 'nothing'];
  const known: Known = {
    agent: [agentId(1), agentId(2)],
    queue: [QUEUE, 'nowhere'],
    call: calls,
    contact: calls,
    recording: [...(await ids('recording')), 'nothing'],
    request: [...(await ids('callbackRequest')), 'nothing'],
    number: ['13912345678', '021 5566 7788'],
    accessNumber: ['88880001', '1'],
    customer: ['k1', 'nobody'],
    day: ['today', '2026-01-05'],
    month: ['2026-01', 'this'],
    year: ['2026', 'this'],
    from: ['2026-01-05', '2026-01-05T08:00'],
    to: ['2026-01-06', `queue:${QUEUE}`],
    since: ['today', '3d'],
    until: ['18:00', 'today'],
    after: ['WzE3Njc1NzYwMDAwMDAsIngiXQ'],
    format: ['csv'],
  };
  const faults: string[] = [];
  const answered = new Map<string, number>();
  let asked = 0;
  for (const [name, route] of ROUTES.filter(([one]) => ASKED.test(one) && !LEFT_OUT.test(one))) {
    const request = fc.record({
      params: plausible(route.params, known),
      query: plausible(route.query, known),
      body: plausible(route.body, known),
    });
    for (const { params, query, body } of fc.sample(request, { numRuns: RUNS, seed: SEED })) {
      const told = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
      const pairs = (of: unknown) => Object.entries((of ?? {}) as object).filter(([, value]) => value !== undefined);
      const values = Object.fromEntries(
        pairs(params).map(([key, value]) => [key, encodeURIComponent(told(value)) || 'x']),
      );
      const search = new URLSearchParams(
        pairs(query).map(([key, value]): [string, string] => [key, told(value)]),
      ).toString();
      const path = `${pathOf(route, values)}${search === '' ? '' : `?${search}`}`;
      if (/\/\.{1,2}(\/|$)/.test(path)) continue; // `..` in the place of a name leads out of the API
      const owner = all[asked % all.length] as Browser;
      const answer = await during(owner.ask(route.method, path, body === undefined ? undefined : JSON.stringify(body)));
      asked++;
      if (answer.status < 300) answered.set(name, (answered.get(name) ?? 0) + 1);
      if (answer.status === 429) faults.push(`${name}: too many for the limit of a minute`);
      if (answer.status === 500)
        faults.push(`${name} ${path} ${JSON.stringify(body)}: ${JSON.stringify(answer.body).slice(0, 300)}`);
      if (answer.status >= 400 && !/problem\+json/.test(answer.headers.get('content-type') ?? ''))
        faults.push(`${name}: ${answer.status} is no problem`);
    }
  }
  t.same(faults.slice(0, 10), []);
  const served = [...answered.values()].reduce((all, one) => all + one, 0);
  t.comment(`${asked} requests, ${served} of them served, by ${answered.size} routes`);
  t.ok(served > asked / 4, 'much of it gets behind the reading');
  t.match(await during(new Browser(all[0]?.base ?? '').get('/api/v1/health')), { status: 200 }, 'it lives');
});
