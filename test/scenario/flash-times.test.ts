// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-34
// How long a flash is, by the setting of the bank: shorter is nothing, longer is putting down. On the virtual board.
import t from 'tap';
import { readConfig } from '../../src/config/index.js';
import { engineOptions } from '../../src/engine/rooms/board-options.js';
import { stationNumber } from '../support/box.js';
import { callInHand } from '../support/call-in-hand.js';
import { agent } from '../support/floor.js';

const ONE = stationNumber(1);

t.test('from the shortest to the longest', async (t) => {
  for (const [least, most] of [
    [250, 600],
    [100, 400],
    [500, 1_500],
  ] as const) {
    const { world, box, telephone, caller } = await callInHand(t, { flash: { leastMs: least, mostMs: most } });
    const open = async (milliseconds: number) => {
      telephone.putDown();
      await world.advance(milliseconds);
      telephone.lift();
      await world.advance(800);
      return box.calling.situation(ONE);
    };
    t.equal(await open(least - 60), 'talking', `${least - 60} ms are too short`);
    t.equal(await open(least + 40), 'holding', `${least + 40} ms`);
    t.equal(await open(most - 40), 'talking', `${most - 40} ms: back`);
    telephone.putDown();
    await world.advance(most + 60);
    t.match(agent(box, 1).state, /wrapUp|ready/, `${most + 60} ms is putting down`);
    await world.until(() => caller.state === 'cleared', 2_000);
  }
});

const bank = (rest: object) => ({
  board: {
    type: 'virtual' as const,
    spans: [
      { name: 'e1', kind: 'e1' as const, carrier: { type: 'listen' as const, path: '/run/e1.sock' } },
      { name: 'phones', kind: 'analog' as const, carrier: { type: 'listen' as const, path: '/run/p.sock' }, ...rest },
    ],
  },
  accessNumbers: [{ number: '88880001', queue: 'sales' }],
  queues: [{ name: 'sales' }],
});

t.test('as the file says, bank by bank', async (t) => {
  const config = readConfig(bank({ flash: { least: '80ms', most: '300ms' } }));
  t.same(engineOptions(config, true, 0).flashes, [{ span: 'phones', leastMs: 80, mostMs: 300 }]);
  t.same(engineOptions(readConfig(bank({})), true, 0).flashes, [{ span: 'phones', leastMs: 100, mostMs: 800 }]);
  t.same(engineOptions(readConfig(bank({ ports: 'fxo' })), true, 0).flashes, []);
  for (const flash of [{ least: '300ms', most: '200ms' }, { least: '20ms' }, { most: '5s' }, { least: 'long' }])
    t.throws(() => readConfig(bank({ flash })), /flash|least|most/, JSON.stringify(flash));
  t.throws(() => readConfig(bank({ ports: 'fxo', callerId: 'dtmf' })), /callerId/);
});

t.test('how telephones are told who calls: by themselves, by their bank, as is usual in the country', async (t) => {
  const told = (more: object, spans: object = {}) => {
    const { stations } = readConfig({ ...bank({ ports: 2, ...spans }), ...more });
    return stations.map(({ callerId, callerIdNames, waitingCallerId }) =>
      [callerId, callerIdNames, waitingCallerId].join(' '),
    );
  };
  t.same(told({}), ['fsk-bell202 gbk true', 'fsk-bell202 gbk true']);
  t.same(told({ country: 'GB' }), ['fsk-v23 letters true', 'fsk-v23 letters true']);
  t.same(told({ country: 'US' })[0], 'fsk-bell202 letters true');
  t.same(told({ country: 'BR' })[0], 'dtmf letters true');
  t.same(told({}, { callerId: 'dtmf', callerIdNames: 'off', waitingCallerId: false })[0], 'dtmf off false');
  const stations = [
    { number: '801', span: 'phones', port: 1, callerId: 'off' },
    { number: '802', span: 'phones', port: 2 },
  ];
  t.same(told({ stations }, { callerId: 'fsk-v23' }), ['off gbk true', 'fsk-v23 gbk true']);
});
