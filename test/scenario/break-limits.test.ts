// SPDX-License-Identifier: GPL-2.0-or-later
// How many may be on a break at once, and for how long? Refused at the telephone and told as an alarm; a supervisor's word goes before.
import t from 'tap';
import { agentId, openBox } from '../support/box.js';
import { agent, dialCode } from '../support/floor.js';

const config = {
  queues: [{ name: 'sales', breaks: 1 }],
  notReadyReasons: [
    { name: 'meal', digit: '2', longest: '2min' },
    { name: 'meeting', digit: '3', limited: false },
  ],
};

t.test('one too many is refused at the telephone; what is no break is not counted', async (t) => {
  const place = await openBox(t, { telephones: 3, config });
  const { box } = place;
  await dialCode(place, 1, '*632', 'agent-not-ready');
  await dialCode(place, 2, '*632', 'agent-break-full');
  t.match([agent(box, 1).state, agent(box, 2).state], ['notReady', 'ready']);
  await dialCode(place, 2, '*633', 'agent-not-ready');
  t.throws(() => box.agents.takeBreak(agentId(3), 'meal'), { code: 'REFUSED', message: /sales/ });
  box.agents.ready(agentId(1));
  box.agents.takeBreak(agentId(3), 'meal');
  t.match(agent(box, 3).state, 'notReady');
});

t.test('forced all the same: then, and when it lasts too long, an alarm stands until it is over', async (t) => {
  const { world, box } = await openBox(t, { telephones: 2, config });
  const standing = () => box.status().alarms.map(({ code, subject }) => `${code} ${subject}`);
  box.agents.takeBreak(agentId(1), 'meal');
  box.agents.notReady(agentId(2), 'meal');
  await world.advance(2_000);
  t.same(standing(), ['BREAKS_TOO_MANY sales']);
  box.agents.ready(agentId(2));
  await world.advance(117_000);
  t.same(standing(), []);
  await world.advance(4_000);
  t.same(standing(), [`BREAK_TOO_LONG ${agentId(1)}`]);
  box.agents.ready(agentId(1));
  await world.advance(2_000);
  t.same(standing(), []);
});
