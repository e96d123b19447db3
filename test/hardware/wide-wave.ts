// SPDX-License-Identifier: GPL-2.0-or-later
// Does a wave over two E1s fill both, and is every promise settled over them? Runs in the machine of tools/dahdi-vm
// (npm run test:dahdi); `wide-wave.js virtual` tries the same over sockets.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { socketWiring } from '../../src/cli/demo/files.js';
import { DEMO_DEFAULTS, spanName } from '../../src/cli/demo/plan.js';
import { runDemo } from '../../src/cli/demo/run.js';
import type { ExchangeLog } from '../../src/sim/index.js';
import { commented, folder } from './folder.js';
import { twoSpanWiring } from './spillway-conf.js';

const virtual = process.argv[2] === 'virtual';
const AGENTS = 8;
const SPANS = 2;
const MORE_THAN_ONE_SPAN = 31;

t.test('a wave that one span could not carry is taken on two, and every promise is settled', async (t) => {
  const directory = folder(t, 'wide-wave');
  const options = {
    ...{ ...DEMO_DEFAULTS, spans: SPANS, agents: AGENTS, calls: 60, seconds: 4, talk: 3 },
    ...{ keep: directory, report: join(directory, 'report.json') },
  };

  const report = await runDemo(commented(t), options, virtual ? socketWiring(directory, options) : twoSpanWiring());

  t.match(report, { lost: 0, balanced: true, interrupted: 0, callbacks: { open: 0 } });
  t.ok(report.offered >= MORE_THAN_ONE_SPAN, `${report.offered} calls reached the box`);
  t.ok(report.captured > 0 && report.callbacks.connected > 0, `${report.callbacks.connected} were called back`);
  const { calls } = JSON.parse(readFileSync(join(directory, 'exchange.json'), 'utf8')) as ExchangeLog;
  for (const name of [spanName(0), spanName(1)]) {
    const carried = calls.filter(({ span }) => span === name).length;
    t.ok(carried > 0, `${carried} calls over ${name}`);
  }
});
