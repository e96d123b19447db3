// SPDX-License-Identifier: GPL-2.0-or-later
// Does the doctor show what was measured of each line to the exchange, with its judgement and what to do?

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { settingOf } from '../../../src/cli/commands/doctor.js';
import { checkMeasures } from '../../../src/cli/doctor/measures.js';
import type { MeasuredLine } from '../../../src/engine/index.js';
import { madeUpMachine } from './made-up-machine.js';

const FILE = `data: /data
board:
  type: dahdi
  spans:
    - { name: lines, kind: analog, ports: fxo, channels: 1-2 }
    - { name: phones, kind: analog, ports: fxs, channels: 4-7 }
accessNumbers: [{ number: '62345678', queue: shop }]
queues: [{ name: shop }]
`;
const GOOD: MeasuredLine = {
  line: 'lines/1',
  at: Date.UTC(2026, 10, 29, 14, 5),
  measures: {
    dialTone: { dbm0: -10.2, hertz: [450] },
    noise: -63,
    hum: -58,
    echoReturnLoss: { mean: 21, at: { 500: 20, 1000: 22, 2000: 21 } },
  },
  findings: [],
};
const BAD: MeasuredLine = {
  ...{ line: 'lines/2', at: GOOD.at, findings: ['noisy', 'echo'] },
  measures: { noise: -40, hum: -60, echoReturnLoss: { mean: 6, at: {} } },
};

function found(t: Test, measured: readonly MeasuredLine[], files: Readonly<Record<string, string>> = DATABASE) {
  const file = join(t.testdir(), 'spillway.yaml');
  writeFileSync(file, FILE);
  return checkMeasures(madeUpMachine(files, { measuredLines: async () => measured }), settingOf(file));
}

const DATABASE = { '/data/spillway.db': '' };

t.test('each line with levels, noise, echo return loss and time', async (t) => {
  const both = await found(t, [GOOD, { ...GOOD, line: 'lines/2' }, { ...GOOD, line: 'gone/1' }]);
  t.match(both, { name: 'measures', verdict: 'good' });
  t.match(
    both?.what.en,
    /lines\/1 is well: dial tone -10.2 dBm0 \(450 Hz\), noise -63 dBm0, hum -58 dBm0, echo return loss 21 dB \(2026-11-29 14:05 UTC\); lines\/2 is well/,
  );
  t.notMatch(both?.what.en, /gone/);
});

t.test('one that is not well is a warning that says what to do', async (t) => {
  t.match(await found(t, [GOOD, BAD]), {
    verdict: 'warning',
    what: { en: /lines\/2 IS NOT WELL: dial tone none, noise -40/, zh: /lines\/2 不正常：拨号音 无/ },
    remedy: { en: /^lines\/2: noise above -45 dBm0.*, echo return loss below 10 dB/, zh: /^lines\/2：噪声高于/ },
  });
});

t.test('lines that were never measured are named, with the command', async (t) => {
  t.match(await found(t, [GOOD]), {
    verdict: 'warning',
    what: { en: /lines\/2: never measured/ },
    remedy: { en: /spillway lines measure lines\/2 --socket \/data\/box.sock/ },
  });
});

t.test('where no box has run yet there is nothing to say', async (t) => {
  t.equal(await found(t, [], {}), undefined);
});
