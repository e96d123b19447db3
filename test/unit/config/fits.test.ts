// SPDX-License-Identifier: GPL-2.0-or-later
// Does what the file gives fit the rooms that use it, and are the defaults the same? tsc checks the first half.

import t from 'tap';
import {
  CALLBACK_DEFAULTS,
  type CallbackSettings,
  SURGE_DEFAULTS,
  type SurgeSettings,
} from '../../../src/callback/index.js';
import { loadConfig } from '../../../src/config/index.js';
import { TRUNK_DEFAULTS, type TrunkDialling } from '../../../src/dialling/index.js';
import { engineOptions } from '../../../src/engine/rooms/board-options.js';
import type { TrunkGroupOptions } from '../../../src/line/index.js';
import type { BoardOptions } from '../../../src/native/index.js';

function smallest() {
  const parsed = loadConfig('examples/spillway.yaml');
  if ('problems' in parsed) throw new Error('the example has problems');
  return parsed.config;
}

t.test('a file that says nothing about surges gives the defaults of the surge control', async (t) => {
  const surge: SurgeSettings = smallest().surge;

  t.match(surge, SURGE_DEFAULTS);
});

t.test('a file that says nothing about callbacks gives the defaults of the callback room', async (t) => {
  const { callback, queues, zone } = smallest();
  const settings: CallbackSettings = {
    ...callback,
    window: { zone, ...callback.window },
    queues: Object.fromEntries(
      queues.map(({ name, callback }) => [name, { order: callback.order, push: callback.mode === 'push' }]),
    ),
    standard: CALLBACK_DEFAULTS.standard,
  };

  t.match(settings, { ...CALLBACK_DEFAULTS, queues: { orders: CALLBACK_DEFAULTS.standard } });
});

t.test('a file that says nothing about trunk groups gives the defaults of dialling', async (t) => {
  const { trunkGroups } = smallest();
  const groups: readonly TrunkGroupOptions[] = trunkGroups;

  t.match(groups, [{ name: 'trunks', spans: ['e1'], order: 'descending' }]);
  for (const group of trunkGroups) {
    const dialling: TrunkDialling = { ...group.dialling, countryCode: '86' };
    t.match(dialling, TRUNK_DEFAULTS);
  }
});

t.test('the board of the file is the board that the engine opens', async (t) => {
  const board: BoardOptions | undefined = engineOptions(smallest(), false, 0).boards?.[0];

  t.match(board, {
    type: 'dahdi',
    spans: [
      { name: 'e1', dChannel: 16 },
      { name: 'phones', side: 'station' },
    ],
  });
});
