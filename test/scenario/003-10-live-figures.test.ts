// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 003-10 004-10
// Do the live figures of queues and agents equal what is going on, at every moment, and are limits alarms with a beginning and an end?
import t from 'tap';
import type { BoxStatus } from '../../src/engine/index.js';
import { ACCESS_NUMBER, agentId, QUEUE, stationNumber } from '../support/box.js';
import { shop } from '../support/shop.js';

/** Counted from the agents alone, by another way than the box's. */
function recounted(status: BoxStatus): object {
  const of = (state: string) => status.agents.filter((agent) => agent.state === state);
  const notReady = Object.fromEntries(
    [...new Set(of('notReady').map(({ reason = '' }) => reason))].map((reason) => [
      reason,
      of('notReady').filter((agent) => agent.reason === reason).length,
    ]),
  );
  const [ready, ringing, talking] = [of('ready').length, of('ringing').length, of('talking').length];
  const [wrapUp, busy, reserved] = [of('wrapUp').length, of('busy').length, of('reserved').length];
  const signedIn = status.agents.length - of('signedOut').length;
  return { signedIn, ready, ringing, talking, wrapUp, busy, reserved, notReady };
}

t.test('figures equal the counters at each tick, through calls, breaks and sign-outs', async (t) => {
  const config = { queues: [{ name: QUEUE, nobodySignedIn: 'wait', wrapUp: '2s' }] };
  const { world, box } = await shop(t, { telephones: 3, config });
  let waiting = 0;
  const check = () => {
    const status = box.status();
    const queue = status.queues.find(({ name }) => name === QUEUE);
    t.same(queue?.agents, recounted(status));
    t.equal(queue?.ready, queue?.agents.ready);
    t.equal(queue?.waiting, waiting);
  };
  const during = async (reached: () => boolean) => {
    for (let tick = 0; tick < 500 && !reached(); tick++) {
      await world.advance(20);
      t.same(box.status().queues[0]?.agents, recounted(box.status()));
    }
    check();
  };
  const callers = [1, 2].map((n) => world.network.call(ACCESS_NUMBER, `1391234567${n}`));
  waiting = 2;
  await during(() => box.status().queues[0]?.waiting === 2);
  box.agents.signIn(agentId(1), stationNumber(1));
  box.agents.signIn(agentId(2), stationNumber(2));
  box.agents.notReady(agentId(2), 'meal');
  await during(() => world.telephone(1).rings);
  t.match(box.status().queues[0]?.agents, { signedIn: 2, ringing: 1, notReady: { meal: 1 } });
  world.telephone(1).lift();
  waiting = 1;
  await during(() => box.status().agents[0]?.state === 'talking');
  t.match(box.status().queues[0]?.serviceLevels, { standard: 1, ofAnswered: 1, withAbandoned: 1 });
  callers[1]?.clear();
  waiting = 0;
  await during(() => box.status().queues[0]?.waiting === 0);
  t.match(box.status().queues[0], {
    abandonRate: 0.5,
    serviceLevels: { standard: 0.5, ofAnswered: 1, withAbandoned: 1 },
  });
  callers[0]?.clear();
  await during(() => box.status().agents[0]?.state === 'wrapUp');
  world.telephone(1).putDown();
  box.agents.signOut(agentId(2));
  await during(() => box.status().agents[0]?.state === 'ready');
  t.match(box.status().queues[0]?.agents, { signedIn: 1, ready: 1, notReady: {} });
});

for (const language of ['en', 'zh-CN'] as const) {
  t.test(`${language}: watch --queues and --agents`, async (t) => {
    const { world, box, spillway } = await shop(t, { telephones: 2 }, language);
    box.agents.signIn(agentId(1), stationNumber(1));
    box.agents.signIn(agentId(2), stationNumber(2));
    box.agents.notReady(agentId(2), 'meal');
    const watching = async (...options: string[]) => {
      const printed = spillway('watch', ...options, '--interval', '0.5');
      await world.advance(300);
      process.emit('SIGINT');
      return world.during(printed);
    };
    const queues = await watching('--queues');
    t.match(queues.text, language === 'en' ? /service level/ : /服务水平/);
    t.match(queues.text, language === 'en' ? /meal 1/ : /用餐 1/);
    const agents = await watching('--agents');
    t.match(agents.text, language === 'en' ? /1002 .*not ready +meal/ : /1002 .*示忙 +用餐/);
    const [json = ''] = (await watching('--queues', '--agents', '--json')).text.split('\n');
    t.match(JSON.parse(json), {
      queues: [{ name: QUEUE, agents: { ready: 1 } }],
      agents: [{ id: '1001' }, { id: '1002' }],
    });
  });
}

t.test('a watched figure raises its alarm after its time, and clears it below its limit', async (t) => {
  const config = {
    queues: [{ name: QUEUE, nobodySignedIn: 'wait' }],
    watch: [
      { figure: 'waiting', of: QUEUE, above: 1, for: '5s', severity: 'major' },
      { figure: 'ready', of: QUEUE, below: 1, for: '2s', severity: 'warning' },
      { figure: 'longestWait', of: QUEUE, above: '4s', for: '0s', severity: 'critical' },
    ],
  };
  const { world, box, events, spillway } = await shop(t, { telephones: 1, config });
  const standing = () => box.status().alarms.map(({ code, subject }) => `${code} ${subject}`);
  await world.advance(4_000);
  t.same(standing(), [`LIMIT_MINOR ${QUEUE}: ready below 1`]);
  box.agents.signIn(agentId(1), stationNumber(1));
  await world.advance(1_500);
  t.same(standing(), []);
  box.agents.signOut(agentId(1));
  const callers = [1, 2].map((n) => world.network.call(ACCESS_NUMBER, `1391234567${n}`));
  await world.until(() => standing().includes(`LIMIT_CRITICAL ${QUEUE}: longestWait above 4s`), 8_000);
  t.notOk(standing().some((alarm) => alarm.startsWith('LIMIT_MAJOR')));
  await world.until(() => standing().includes(`LIMIT_MAJOR ${QUEUE}: waiting above 1`), 4_000);
  t.same(box.status().queues[0]?.limits, { waiting: 'major', ready: 'minor', longestWait: 'critical' });
  const shown = spillway('watch', '--queues', '--interval', '0.5');
  await world.advance(300);
  process.emit('SIGINT');
  t.match((await world.during(shown)).text, /major 2 +critical \d+.* +minor 0/, 'the figures with their words');
  callers[0]?.clear();
  await world.advance(3_000);
  t.ok(standing().includes(`LIMIT_MAJOR ${QUEUE}: waiting above 1`), 'at the limit it stands still');
  callers[1]?.clear();
  await world.until(() => !standing().some((alarm) => alarm.startsWith('LIMIT_MAJOR')), 3_000);
  t.notOk(box.status().queues[0]?.limits.waiting, 'and the figure is as usual');
  await box.settled();
  const raised = await events('alarm.raised');
  t.match(JSON.parse(raised.find(({ detail }) => detail?.includes('LIMIT_MAJOR'))?.detail ?? '{}'), {
    code: 'LIMIT_MAJOR',
    severity: 'major',
    subject: `${QUEUE}: waiting above 1`,
  });
});
