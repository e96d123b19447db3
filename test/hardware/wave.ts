// SPDX-License-Identifier: GPL-2.0-or-later
// Does the main job work over the real driver, with the public network in a process of its own? Runs in the machine of
// tools/dahdi-vm (npm run test:dahdi); `wave.js virtual` tries the same over sockets. Emulation is slow: no times are judged.

import { join } from 'node:path';
import t from 'tap';
import { socketWiring } from '../../src/cli/demo/files.js';
import { DEMO_DEFAULTS } from '../../src/cli/demo/plan.js';
import { runDemo } from '../../src/cli/demo/run.js';
import { judge } from '../../src/sim/index.js';
import { commented, folder } from './folder.js';
import { booksOf, LEAST_TALK, playMenuCall, SPEECH } from './menu-call.js';
import { dahdiWiring } from './spillway-conf.js';
import { BYTES_PER_SECOND, readPrompt, readRecording, shareOf } from './wav.js';

const virtual = process.argv[2] === 'virtual';
const AGENTS = 3;

t.test('a caller presses 2 in the menu and talks with an agent, and both are on the recording', async (t) => {
  const directory = folder(t, 'menu-call');
  const log = await playMenuCall(directory, virtual ? socketWiring(directory, { spans: 1, agents: 1 }) : dahdiWiring());

  const [heard] = log.calls;
  t.match(log, { offered: 1, blocked: 0, conversations: 1 });
  t.match(heard, {
    direction: 'in',
    answeredAt: Number,
    menuHeardAt: Number,
    agentHeardAt: Number,
    promisedAt: undefined,
  });
  t.ok(Number(heard?.menuHeardAt) < Number(heard?.agentHeardAt), 'the menu was heard before the agent');

  const { calls, recordings, judged } = await booksOf(directory);
  t.same(judge(log.calls, judged), { lost: [], unmatched: [] });
  t.match(calls, [{ disposition: 'answered', queue: 'sales', agent: '1001' }]);
  t.match(recordings, [{ state: 'complete', agent: '1001' }]); // gaps are the emulated machine's

  const { left, right } = readRecording(join(directory, 'data/recordings', recordings[0]?.file ?? ''));
  t.equal(Math.round((left.length / BYTES_PER_SECOND) * 1000), Math.round(Number(recordings[0]?.durationMs)));
  t.ok(left.length > LEAST_TALK * BYTES_PER_SECOND, `${left.length / BYTES_PER_SECOND} s were recorded`);
  for (const [who, side, speech] of [
    ['caller', left, SPEECH.caller],
    ['agent', right, SPEECH.agent],
  ] as const) {
    const share = shareOf(readPrompt(speech), side);
    t.ok(share > 0.75, `${Math.round(share * 1000) / 10} % of what the ${who} said is exact; the rest fell to slips`);
  }
});

t.test('a wave is taken, numbers are captured, and every promise is settled', async (t) => {
  const directory = folder(t, 'wave');
  const options = {
    ...DEMO_DEFAULTS,
    calls: 40,
    seconds: 12,
    agents: AGENTS,
    talk: 4,
    keep: directory,
    report: join(directory, 'report.json'),
  };

  const report = await runDemo(commented(t), options, virtual ? undefined : dahdiWiring());

  t.match(report, { lost: 0, balanced: true, interrupted: 0, callbacks: { open: 0 } });
  t.ok(report.offered >= 30, `${report.offered} calls reached the box`);
  t.ok(report.answered > 0 && report.recordings.files > 0, `${report.answered} were answered by agents`);
  t.ok(
    report.captured > 0 && report.callbacks.connected > 0,
    `${report.captured} captured, ${report.callbacks.connected} called back`,
  );
});
