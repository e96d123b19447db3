// SPDX-License-Identifier: GPL-2.0-or-later
// Do people hear each other as they should on the real driver: on hold, when one is asked, given away, joined, whispered to, and at a number
// outside? Runs in the machine of tools/dahdi-vm (npm run test:dahdi); `calls-in-hand.js virtual` tries the same over sockets.

import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type Box, open } from '../../src/engine/index.js';
import type { Fact } from '../../src/native/index.js';
import { whoHears } from '../support/who-hears.js';
import { box as dahdiBox, exchange as dahdiExchange, End } from './dahdi-world.js';
import { folder } from './folder.js';
import { overSockets, until } from './over-sockets.js';

const virtual = process.argv[2] === 'virtual';
const ACCESS = '4001234';
const OUTSIDE = '13900000004';
const [AGENT, SECOND, BOSS, AWAY] = ['1001', '1002', '1003', '1004'];
const PORTS = 8;
const BEHIND_E1 = 31; // the first port's channel

/** The house: who is there, and what they can do. */
async function house(t: Test) {
  const directory = folder(t, 'calls-in-hand');
  const wiring = virtual ? overSockets(directory, PORTS) : { exchange: dahdiExchange, board: dahdiBox.board };
  const far = new End(t, wiring.exchange);
  const ids = [AGENT, SECOND, BOSS];
  const box = await open({
    config: {
      language: 'en',
      data: join(directory, 'data'),
      board: wiring.board as never,
      trunkGroups: [{ name: 'trunk', spans: ['trunk'] }],
      accessNumbers: [{ number: ACCESS, queue: 'sales' }],
      queues: [{ name: 'sales', wrapUp: '0s' }],
      stations: ids.map((_, i) => ({ number: `${801 + i}`, span: 'stations', port: i + 1 })),
      agents: [
        ...ids.map((id) => ({ id, name: id, pin: '4711', queues: ['sales'] })),
        { id: AWAY, name: AWAY, pin: '4711', queues: ['sales'], outside: { number: OUTSIDE } },
      ],
      surge: { enabled: false },
      recording: { announce: false },
    },
  });
  t.teardown(() => box.close());
  await until(() => box.status().spans[0]?.inService === 30, 'all channels in service');
  const advance = async (milliseconds: number) => {
    const end = far.media.time() + milliseconds;
    await until(() => far.media.time() >= end, `${milliseconds} ms of the exchange`);
  };
  return { box, far, world: { media: far.media, folder: directory, advance } };
}

const telephone = (port: number) => BEHIND_E1 + port - 1;
const situation = (box: Box, station: string, is: string) => () => box.calling.situation(station) === is;

/** Somebody calls, and is on the line. */
async function caller(far: End, channel: number) {
  const call = far.media.dial({
    channel,
    exclusive: true,
    called: { digits: ACCESS },
    calling: { digits: `1391234567${channel % 10}` },
  });
  await far.wait('answered', { call });
  return { call, channel };
}

/** A telephone rings, and is lifted. */
async function lifts(far: End, port: number): Promise<void> {
  let rings = false;
  const end = far.media.onFact((fact: Fact) => {
    if (fact.type === 'ringStarted' && fact.channel === telephone(port)) rings = true;
  });
  await until(() => rings, `telephone ${port} rings`);
  end();
  far.media.hook(telephone(port), true);
}

t.test('hold, consulted transfer, three-way and whisper: who hears whom on the driver', async (t) => {
  const say = (line: string) => t.comment(line);
  const { box, far, world } = await house(t);
  box.agents.signIn(AGENT, '801');
  const [, { call, channel }] = await Promise.all([lifts(far, 1), caller(far, 0)]);
  await until(situation(box, '801', 'talking'), 'they talk');
  box.agents.signIn(SECOND, '802');
  box.agents.signIn(BOSS, '803');
  const ears = { customer: channel, agent: telephone(1), second: telephone(2), boss: telephone(3) };
  const hears = async (what: string, expected: Readonly<Record<string, string>>) => {
    await world.advance(400);
    const heard = await whoHears(world, ears);
    say(`${what}: ${JSON.stringify(heard)}`);
    t.match(heard, expected, what);
  };
  await hears('they talk', { customer: 'agent', agent: 'customer' });

  far.media.flash(telephone(1));
  await until(situation(box, '801', 'holding'), 'a flash holds');
  await world.advance(600);
  t.match(await whoHears(world, { customer: channel }), { customer: 'music' }, 'on hold he hears music');
  far.media.flash(telephone(1));
  await until(situation(box, '801', 'talking'), 'a flash fetches him back');
  await hears('after it', { customer: 'agent', agent: 'customer' });

  box.calling.consult(AGENT, { agent: SECOND });
  await lifts(far, 2);
  await until(situation(box, '801', 'consulting'), 'one is asked');
  await hears('one is asked', { customer: 'music', agent: 'second', second: 'agent' });
  box.calling.conference(AGENT);
  await hears('three-way', { customer: 'agent second', agent: 'customer second', second: 'customer agent' });
  far.media.hook(telephone(2), false);
  await until(situation(box, '801', 'talking'), 'two are left');

  const joined = lifts(far, 3);
  box.calling.supervision.supervise(BOSS, AGENT, 'whisper');
  await joined;
  await until(situation(box, '803', 'supervising'), 'the supervisor takes part');
  await hears('a whisper', { customer: 'agent', agent: 'customer boss', boss: 'customer agent' });
  far.media.hook(telephone(3), false);
  await until(situation(box, '803', 'free'), 'he has gone');

  box.calling.consult(AGENT, { agent: SECOND });
  await lifts(far, 2);
  await until(situation(box, '801', 'consulting'), 'one is asked again');
  far.media.hook(telephone(1), false); // gives him away
  await until(situation(box, '802', 'talking'), 'he is given away');
  await hears('given away', { customer: 'second', second: 'customer', agent: '' });
  far.media.clear(call, 16);
  far.media.hook(telephone(2), false);
  await until(() => box.status().calls.inProgress === 0, 'it is over');
});

t.test('an agent at a number outside takes a call by a key, and both hear each other', async (t) => {
  const say = (line: string) => t.comment(line);
  const { box, far, world } = await house(t);
  box.agents.signIn(AWAY);
  const offered = far.wait('offered');
  const coming = caller(far, 0);
  const { call: his, channel: at, called } = await offered;
  t.equal(called, OUTSIDE);
  far.media.proceed(his);
  far.media.alert(his);
  far.media.answer(his);
  const { call, channel } = await coming;
  const talks = () => box.status().agents.some(({ id, state }) => id === AWAY && state === 'talking');
  for (let tries = 0; tries < 10 && !talks(); tries++) {
    far.media.sendDigits(at, '1'); // again, when a slip of the emulated machine has fallen into it
    await world.advance(2_000);
  }
  t.ok(talks(), 'he has pressed the key');
  const heard = await whoHears(world, { customer: channel, away: at });
  say(`outside: ${JSON.stringify(heard)}`);
  t.match(heard, { customer: 'away', away: 'customer' });
  far.media.clear(call, 16);
  await far.wait('cleared', { call: his });
  await until(() => box.status().calls.inProgress === 0, 'it is over');
});
