// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-37
// An agent signs in by telephone, in the house or on the public network: does he appear with his skills and his state, and are they changed while the box runs?
import { readFileSync } from 'node:fs';
import t from 'tap';
import { ACCESS_NUMBER, QUEUE } from '../support/box.js';
import { agent, dialCode, hears } from '../support/floor.js';
import { FAR, MOBILE, NEAR, outsideAgent, signInByCalling } from '../support/outside-agent.js';
import { shop } from '../support/shop.js';

const CONFIG = {
  agents: [{ id: '1001', name: 'Li', pin: '4711', queues: [QUEUE], skills: { english: 2, billing: 1 } }],
  queues: [{ name: QUEUE, needs: [{ skill: 'english', level: 5 }] }],
};

t.test('who signs in is there with his skills; what is changed holds for a caller who waits already', async (t) => {
  const place = await shop(t, { telephones: 1, config: CONFIG });
  const { world, box, spillway, path, events } = place;
  await dialCode(place, 1, '*61*1001*4711#', 'agent-signed-in');
  t.match(agent(box, 1), { state: 'ready', station: '801', skills: { english: 2, billing: 1 } });
  t.match((await spillway('agents')).text, /skills[\s\S]*1001 .*english 2, billing 1/);

  world.network.call(ACCESS_NUMBER, '13912345678');
  await world.advance(10_000);
  t.notOk(world.telephone(1).rings);
  const changed = await spillway('agents', 'skills', '1001', 'english=7,billing=0');
  t.match(changed, { code: 0, text: /agent 1001 can do from now on: english 7/ });
  await world.until(() => world.telephone(1).rings, 5_000);
  t.match(agent(box, 1).skills, { english: 7 });
  t.match(readFileSync(path, 'utf8'), /^# the shop of Mr Li[\s\S]*english: 7/, 'in the file, and comments stay');
  t.notMatch(readFileSync(path, 'utf8'), /billing/);
  t.match(JSON.parse((await events('settings.changed'))[0]?.detail ?? '').paths, ['agents.1001.skills']);
});

t.test('one on the public network calls, keys in who he is, and is there with his skills and his state', async (t) => {
  const agents = [
    { id: FAR, name: 'Far', pin: '4711', queues: [QUEUE], outside: { number: MOBILE }, skills: { english: 7 } },
    { id: NEAR, name: 'Near', pin: '4712', queues: [QUEUE] },
  ];
  const place = await outsideAgent(t, {}, { config: { ...CONFIG, agents } });
  const { world, box, mobiles } = place;
  const leg = await signInByCalling(place, MOBILE);
  await hears(world, leg.channel.index, ['agent-signed-in']);
  t.match(agent(box, 1), { state: 'ready', station: FAR, skills: { english: 7 } });
  leg.clear();
  await place.signNearIn();
  world.network.call(ACCESS_NUMBER);
  await world.until(() => mobiles.length > 0, 10_000);
  t.notOk(world.telephone(2).rings, 'the call needs what he can do, and the one in the house cannot');
});

t.test('for now alone: until its end, and ended by hand', async (t) => {
  const place = await shop(t, { telephones: 1, signedIn: 1, config: CONFIG });
  const { world, box, spillway, path, events, reads } = place;
  const file = readFileSync(path, 'utf8');
  world.network.call(ACCESS_NUMBER, '13912345678');
  await world.advance(3_000);
  t.notOk(world.telephone(1).rings);
  const said = await world.during(spillway('agents', 'skills', '1001', 'english=7,billing=0', '--until', '09:05'));
  t.match(said, { code: 0, text: /agent 1001 can do until .*09:05.*: english 7$/m });
  await world.until(() => world.telephone(1).rings, 5_000);
  t.match(agent(box, 1), { skills: { english: 7 }, skillsUntil: Number });
  t.notOk(agent(box, 1).skills?.billing);
  t.equal(readFileSync(path, 'utf8'), file, 'the file stays as it is');
  await box.settled();
  t.match(await reads.selectFrom('exception').selectAll().execute(), [{ kind: 'skills', subject: '1001' }]);

  await world.advance(5 * 60_000);
  t.match(agent(box, 1).skills, { english: 2, billing: 1 }, 'and then the file holds again');
  await box.settled();
  t.same(await reads.selectFrom('exception').selectAll().execute(), []);
  t.equal((await events('agent.skillsSaid')).length, 2);

  await world.during(spillway('agents', 'skills', '1001', 'english=9', '--until', '18:00'));
  t.match(agent(box, 1).skills, { english: 9 });
  const again = await world.during(spillway('agents', 'skills', '1001', 'regular'));
  t.match(again.text, /agent 1001 can do from now on: english 2, billing 1/);
  for (const until of ['08:00x', '2020-01-01'])
    t.match(await spillway('agents', 'skills', '1001', 'english=9', '--until', until), { code: 1, complaint: /until/ });
  t.match(await spillway('agents', 'skills', '1009', 'a=1', '--until', '18:00'), { code: 1, complaint: /agent 1009/ });
});

t.test('by himself, at his telephone: a profile of the file until he signs out, as far as he may', async (t) => {
  const skillProfiles = [
    { name: 'foreign', digit: '1', skills: { english: 7, billing: 0 } },
    { name: 'late', digit: '2', skills: { english: 5 } },
    { name: 'chief', digit: '3', skills: { english: 10 }, agents: ['1002'] },
  ];
  const roles = [{ name: 'trainee', rights: ['numbers.see'] }];
  const [li] = CONFIG.agents;
  const chief = { id: '1002', name: 'Wang', pin: '4712', queues: [QUEUE], role: 'trainee' };
  const config = { ...CONFIG, agents: [li, chief], roles, skillProfiles };
  const place = await shop(t, { telephones: 2, signedIn: 2, config });
  const { world, box, events, reads, spillway } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13912345678');
  await world.advance(3_000);
  t.notOk(world.telephone(1).rings);
  await dialCode(place, 1, '*771', 'agent-skills-chosen');
  await world.until(() => world.telephone(1).rings, 5_000);
  t.same(agent(box, 1).skills, { english: 7 }, 'a caller who waits already is his');
  caller.clear();
  await world.until(() => !world.telephone(1).rings);
  await box.settled();
  t.match(await reads.selectFrom('exception').selectAll().execute(), [{ subject: '1001', by: 'agent:1001' }]);
  const [said] = await events('agent.skillsSaid');
  t.match(said, { actor: 'agent:1001', source: 'telephone' });
  t.match(JSON.parse(said?.detail ?? ''), { profile: 'foreign', skills: { english: 7, billing: 0 } });

  await dialCode(place, 2, '*773', 'agent-not-allowed'); // his role has no word of his own
  await dialCode(place, 1, '*774', 'agent-unknown-code');
  await dialCode(place, 1, '*773', 'agent-not-allowed');
  await dialCode(place, 1, '*772', 'agent-skills-chosen');
  t.same(agent(box, 1).skills, { english: 5, billing: 1 }, 'another one in its place');
  await dialCode(place, 1, '*770', 'agent-skills-usual');
  t.same(agent(box, 1).skills, { english: 2, billing: 1 });
  await dialCode(place, 1, '*771', 'agent-skills-chosen');
  await dialCode(place, 1, '*60', 'agent-signed-out');
  await box.settled();
  t.same(await reads.selectFrom('exception').selectAll().execute(), [], 'over with his signing out');

  await dialCode(place, 1, '*61*1001*4711#', 'agent-signed-in');
  await world.during(spillway('agents', 'skills', '1001', 'english=9', '--until', '18:00'));
  await dialCode(place, 1, '*771', 'agent-not-allowed');
  t.match(agent(box, 1).skills, { english: 9 }, 'what a supervisor said of him is not his to change');
});

t.test('what is no skill, or would leave a need that nobody can meet, changes nothing', async (t) => {
  const place = await shop(t, { telephones: 1, config: CONFIG });
  const { spillway, box } = place;
  for (const typed of ['english', 'english=11', '=3', 'english=7;billing=1', ''])
    t.not((await spillway('agents', 'skills', '1001', typed)).code, 0, typed);
  t.match(await spillway('agents', 'skills', '1001', 'english=0'), { code: 1, complaint: /no agent has english/ });
  t.match(await spillway('agents', 'skills', '1009', 'english=1'), { code: 1, complaint: /agent 1009/ });
  t.match(await spillway('agents', 'skills', '1001'), { complaint: /write: spillway agents skills 1001 english=7/ });
  t.match(agent(box, 1).skills, { english: 2, billing: 1 });
});

t.test('in Chinese', async (t) => {
  const { spillway } = await shop(t, { telephones: 1, config: CONFIG }, 'zh-CN');
  t.match(
    (await spillway('agents', 'skills', '1001', 'french=3')).text,
    /座席 1001 的技能现为：english 2、billing 1、french 3/,
  );
  t.match((await spillway('agents')).text, /技能[\s\S]*french 3/);
  t.match((await spillway('agents', 'skills', '1001', 'french')).complaint, /请写技能及 0 至 10 的等级/);
});
