// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-26
// Does a sales manager see live what his people do? Calls, talk time and results of each agent, hour by hour, equal a recount of the records; each sees his own team alone.
import t from 'tap';
import { agentId, QUEUE, stationNumber } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { webBox } from '../support/web-box.js';

const [LI, BO] = [agentId(1), agentId(2)];
const HOUR = 3_600_000;
/** 06:45 there when it is 09:00 in Shanghai: the next hour is near. */
const ZONE = 'Asia/Kathmandu';
const CODES = [
  { name: 'sold', digit: '1' },
  { name: 'asked', digit: '2' },
];

interface Row {
  readonly agent: string;
  readonly handled: number;
  readonly talk: number;
  readonly results: number;
  readonly resultsPerHour: number;
  readonly signedIn: number;
  readonly hours: readonly { readonly handled: number; readonly talk: number; readonly results: number }[];
}

t.test('calls, talk and results per hour are those of the records', async (t) => {
  const place = await webBox(t, {
    signedIn: 1,
    telephones: 2,
    config: {
      zone: ZONE,
      queues: [{ name: QUEUE, wrapUp: '60s', wrapUpCodes: CODES }, { name: 'service' }],
      people: [
        { id: 'chen', name: 'Chen', role: 'supervisor' },
        { id: 'owner', name: 'Zhao', role: 'administrator' },
        { id: 'night', name: 'Night', role: 'watcher', supervises: ['service'] },
      ],
    },
  });
  const { world, box, reads, during, browser } = place;
  const sell = async (port: number, seconds: number, code: string | undefined) => {
    const { caller, telephone } = await talk(place, { port, calling: `1391234567${port}` });
    await world.advance(seconds * 1_000);
    caller.clear();
    await world.until(() => agent(box, port).state === 'wrapUp');
    await hangUp(world, telephone);
    if (code !== undefined) box.agents.wrapUpCode(agentId(port), code);
    box.agents.finishWrapUp(agentId(port));
    await world.advance(500);
  };
  await sell(1, 20, 'sold');
  await sell(1, 12, 'asked');
  box.agents.notReady(LI, 'meeting');
  box.agents.signIn(BO, stationNumber(2));
  await sell(2, 8, 'sold');
  const turn = HOUR - (box.clock.utc(box.clock.now()) % HOUR);
  const quarter = turn > 45 * 60_000 ? turn - 45 * 60_000 : turn + 15 * 60_000;
  await world.advance(quarter + 60_000);
  await sell(2, 6, 'sold');
  await sell(2, 5, undefined);
  await box.settled();
  await during(new Promise((resolve) => setTimeout(resolve, 2_500)));

  const owner = await browser('owner');
  const team = async (query = '') => (await during(owner.get(`/api/v1/team${query}`))).body;
  const day = await team();
  t.same(day.codes, ['sold', 'asked']);
  const rows: readonly Row[] = day.agents;
  t.match(rows, [
    { agent: LI, handled: 2, results: 2 },
    { agent: BO, handled: 3, results: 2 },
  ]);

  for (const row of rows) {
    for (const [index, hour] of day.hours.entries() as Iterable<[number, number]>) {
      const of = row.hours[index];
      const began = await reads
        .selectFrom('leg')
        .select(['leg.id', 'leg.answeredAt'])
        .where('leg.agent', '=', row.agent)
        .where('answeredAt', '>=', hour)
        .where('answeredAt', '<', hour + HOUR)
        .execute();
      const stays = await reads
        .selectFrom('segment')
        .select(['fromAt', 'toAt'])
        .where('agent', '=', row.agent)
        .where('kind', '=', 'talking')
        .where('role', '=', 'agent')
        .execute();
      const talked = stays.reduce(
        (all, { fromAt, toAt }) => all + Math.max(0, Math.min(toAt ?? 0, hour + HOUR) - Math.max(fromAt, hour)),
        0,
      );
      const said = (await place.events('agent.wrapUpCode')).filter(
        ({ agent: by, at }) => by === row.agent && at >= hour && at < hour + HOUR,
      );
      t.same(of, { handled: began.length, talk: talked, results: said.length }, `${row.agent}, hour ${index}`);
    }
    for (const figure of ['handled', 'talk', 'results'] as const)
      t.equal(
        row.hours.reduce((all, hour) => all + hour[figure], 0),
        row[figure],
        `${row.agent}: hours add up to his ${figure}`,
      );
    t.equal(row.resultsPerHour.toFixed(3), ((row.results * HOUR) / row.signedIn).toFixed(3));
  }
  t.same(
    rows[1]?.hours.slice(-2).map(({ handled, results }) => [handled, results]),
    [
      [1, 1],
      [2, 1],
    ],
    'this hour and the one before',
  );
  const sold: readonly Row[] = (await team('?code=sold')).agents;
  t.same(
    sold.map(({ results }) => results),
    [1, 2],
  );
  t.same(
    (await team('?code=__proto__')).agents.map(({ results }: Row) => results),
    [0, 0],
    'no code of theirs',
  );
  const night = await browser('night');
  t.same((await during(night.get('/api/v1/team'))).body.agents, [], 'nobody of his team has sold');
  const li = await browser(LI);
  t.match(await during(li.get('/api/v1/team')), { status: 403 });
});
