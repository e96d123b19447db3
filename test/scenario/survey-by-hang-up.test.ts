// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-20
// The agent hangs up first: does the sample of surveys ask the caller for a score, and does it stand with the call, the agent and the day?
import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import { ACCESS_NUMBER, QUEUE } from '../support/box.js';
import { agent } from '../support/floor.js';
import { shop } from '../support/shop.js';

const { flows } = parse(readFileSync('examples/survey.yaml', 'utf8')) as { readonly flows: object };
const queues = [{ name: QUEUE, wrapUp: '0s', survey: 'survey' }];

async function talks(t: Test, more: object = {}) {
  const place = await shop(t, { signedIn: 1, config: { flows, queues, ...more } }, 'en');
  const { world, box } = place;
  const calls = async () => {
    const caller = world.network.call(ACCESS_NUMBER, '13912345678');
    await world.until(() => world.telephone(1).rings, 30_000);
    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
    await world.advance(2_000);
    const hears = async (prompt: string) => {
      const listened = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
      await world.until(() => listened.heard, 60_000);
      await world.advance(300);
    };
    return { caller, hears };
  };
  return { ...place, calls };
}

t.test('the score is in the record, in an event, and in the agent’s figures', async (t) => {
  const { world, box, calls, reads, events, spillway } = await talks(t);
  for (const score of ['5', '2']) {
    const { caller, hears } = await calls();
    world.telephone(1).putDown();
    await hears('survey-score');
    t.equal(agent(box, 1).state, 'ready', 'the agent is free meanwhile');
    caller.sendDigits(score);
    await hears('goodbye');
    await world.until(() => caller.state === 'cleared', 30_000);
    t.match(caller, { cause: 16, clearedBy: 'party' });
  }
  await box.settled();
  const contacts = await reads.selectFrom('contact').selectAll().orderBy('startedAt').execute();
  t.same(
    contacts.map(({ data, disposition }) => [JSON.parse(data ?? '{}').score, disposition]),
    [
      ['5', 'answered'],
      ['2', 'answered'],
    ],
  );
  t.match(
    (await events('survey.scored')).map(({ agent: of, queue, detail }) => [
      of,
      queue,
      JSON.parse(detail ?? '{}').score,
    ]),
    [
      ['1001', QUEUE, '5'],
      ['1001', QUEUE, '2'],
    ],
  );
  const report = JSON.parse((await spillway('report', 'day', '--json')).text);
  t.match(report.agents, [{ agent: '1001', scores: 2, score: 3.5 }]);
  t.match((await spillway('report', 'day', '--by', 'agent')).text, /1001 score: 3\.5 of 2/);
  const stays = await reads.selectFrom('segment').selectAll().where('role', '=', 'customer').orderBy('n').execute();
  t.same(
    stays.filter(({ contact }) => contact === contacts[0]?.id).map(({ kind }) => kind),
    ['waiting', 'talking', 'flow'],
  );
});

t.test('who says nothing hears a last word and is cleared; who hangs up first is asked nothing', async (t) => {
  const { world, calls, events } = await talks(t);
  const silent = await calls();
  world.telephone(1).putDown();
  await silent.hears('goodbye');
  await world.until(() => silent.caller.state === 'cleared', 30_000);
  const gone = await calls();
  gone.caller.clear();
  await world.until(() => gone.caller.state === 'cleared');
  await world.advance(2_000);
  t.same(await events('survey.scored'), []);
  world.telephone(1).putDown();
});

t.test('a survey that leads to a queue or a callback leads nowhere: he is cleared', async (t) => {
  const wrong = {
    survey: { fallback: 'callback', steps: { ask: { menu: 'survey-score', choices: { '1': { queue: QUEUE } } } } },
  };
  const { world, calls, reads, box } = await talks(t, { flows: wrong });
  const { caller, hears } = await calls();
  world.telephone(1).putDown();
  await hears('survey-score');
  caller.sendDigits('1');
  await world.until(() => caller.state === 'cleared', 30_000);
  await box.settled();
  t.same(await reads.selectFrom('callbackRequest').selectAll().execute(), []);
});

t.test('a survey that there is not is told when the file is read', async (t) => {
  await t.rejects(talks(t, { queues: [{ name: QUEUE, survey: 'nothing' }] }), /there is no flow "nothing"/);
});
