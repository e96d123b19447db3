// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-31
// The box is killed while it talks with an agent at a mobile: its next start has him where he is, on no line, and calls him again.
import t from 'tap';
import type { AgentStatus, BoxStatus } from '../../src/engine/index.js';
import { sleep } from '../../src/kernel/index.js';
import { surroundings } from '../support/surroundings.js';

const MOBILE = '13900000009';

t.test('killed amid the call of an agent who was kept on the line', async (t) => {
  const outside = { number: MOBILE, kept: true };
  const around = surroundings(t, { agents: [{ id: '1001', name: 'Far', pin: '4711', queues: ['sales'], outside }] });
  const { facts, media, clock } = around;
  const far = (state: AgentStatus['state']) => (status: BoxStatus) => status.agents[0]?.state === state;
  /** The mobile rings, is answered, and 1 is pressed. */
  const taken = async (times: number) => {
    const called = () => facts.told.filter((fact) => fact.type === 'offered' && fact.called === MOBILE);
    while (called().length < times) await sleep(clock, 50);
    const fact = called()[times - 1];
    if (fact?.type !== 'offered') return;
    const { call, channel } = fact;
    media.answer(call);
    await sleep(clock, 2_000);
    media.sendDigits(channel, '1', { onMs: 100, offMs: 100 });
    await around.until(far('talking'));
  };
  await around.start();
  await around.ask('agentAction', { action: 'sign-in', agent: '1001' });
  around.call(0, '13900000001');
  await taken(1);
  await around.end('SIGKILL');

  await around.start();
  await around.until(far('ready'));
  const status = (await around.ask('status')) as BoxStatus;
  t.match(status.agents[0], { state: 'ready', station: '1001' });
  t.equal(status.spans[0]?.busy, 0, 'he is on no line');
  around.call(1, '13900000002');
  await taken(2);
  t.pass('called and asked again');
});
