// SPDX-License-Identifier: GPL-2.0-or-later
// Does `check` let a bank have as many ports as the engine takes, and no more?
import { readFileSync } from 'node:fs';
import t from 'tap';
import { PORTS_A_BANK, parseConfig } from '../../../src/config/index.js';
import { projectFile } from '../../support/world.js';

const bank = (ports: number) =>
  parseConfig(
    `board: { type: virtual, spans: [{ name: b, kind: analog, count: ${ports}, carrier: { type: listen, path: b.sock } }] }\naccessNumbers: []\nqueues: []\n`,
    'spillway.yaml',
    { hasPrompt: () => true },
  );
const problems = (ports: number): string => {
  const parsed = bank(ports);
  return 'problems' in parsed ? parsed.problems.map(({ text }) => text).join('\n') : '';
};

t.test('its limit is the engine’s', async (t) => {
  const native = readFileSync(projectFile('native/addon/board_options.cc'), 'utf8');
  t.equal(Number(/constexpr int kPorts = (\d+);/.exec(native)?.[1]), PORTS_A_BANK);
  t.notMatch(problems(PORTS_A_BANK), /count/);
  t.match(problems(PORTS_A_BANK + 1), /count.*128/s);
});
