// SPDX-License-Identifier: GPL-2.0-or-later
// Does the demonstration keep its word? Exchange and box as two processes, from the wave to the last promise.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { DemoReport } from '../../src/cli/demo/report.js';
import { run, spillway } from '../support/program.js';

const KEYS = [
  ...['seed', 'speed', 'spans', 'agents', 'offered', 'answered', 'abandoned', 'captured', 'captureOnly', 'merged'],
  ...['refused', 'interrupted', 'blocked', 'callbacks', 'lost', 'balanced', 'recordings', 'ticks'],
];
const SMALL = ['--calls', '20', '--seconds', '10', '--agents', '4', '--talk', '3'];

t.test('a small wave, as fast as it goes, is served and judged', async (t) => {
  const { report, lines } = await demo(t, [...SMALL, '--speed', '0']);

  keepsItsWord(t, report);
  t.same(Object.keys(report), KEYS);
  t.same(Object.keys(report.callbacks), ['created', 'attempted', 'reached', 'connected', 'failed', 'open']);
  t.same(Object.keys(report.recordings), ['files', 'seconds']);
  t.same(Object.keys(report.ticks), ['total', 'late', 'overruns', 'slips']);
  t.match(report, { seed: 1, speed: 0, spans: 1, agents: 4, offered: 20 });
  t.ok(
    lines.some((line) => line.startsWith('20 calls reached the box')),
    'and told in words',
  );
});

t.test('a wave that is more than the staff can take leaves promises, and all are kept or have failed', async (t) => {
  const { report } = await demo(t, ['--speed', '0']);

  keepsItsWord(t, report);
  const { created, connected, failed } = report.callbacks;
  t.ok(report.captured >= 10 && created >= 10, `${report.captured} captured, ${created} promises`);
  t.ok(created <= report.captured, 'a number that calls again has one promise');
  t.equal(connected + failed, created);
  t.ok(connected > created / 2, `${connected} were joined with an agent`);
});

t.test('the same seed gives the same figures in lock-step, another one others', async (t) => {
  const reports = [];
  for (const seed of ['5', '5', '6']) reports.push((await demo(t, ['--speed', '0', '--seed', seed])).report);
  const [first, again, other] = reports;

  t.same(again, first);
  t.notSame({ ...other, seed: 5 }, first);
});

t.test('ten times real time, both sides still go tick by tick', async (t) => {
  const { report } = await demo(t, [...SMALL, '--speed', '10']);

  keepsItsWord(t, report);
  t.match(report, { speed: 10, offered: 20, ticks: { overruns: 0, slips: 0 } });
});

/** Runs it; gives the report that it wrote. */
t.test('a folder that is not empty is refused, for it would be judged as well', async (t) => {
  const folder = t.testdir({ 'exchange.json': '{}' });
  const { code, complaints } = await run(spillway, ['demo', ...SMALL, '--keep', folder], { folder });
  t.equal(code, 1);
  t.match(complaints, /is not empty/);
});

t.test('interrupted it ends its children and takes its folder away', async (t) => {
  const tmp = mkdtempSync(join(tmpdir(), 'spillway-demo-test-'));
  t.teardown(() => rmSync(tmp, { recursive: true, force: true }));
  const child = spawn(process.execPath, [spillway, 'demo', ...SMALL], {
    env: { ...process.env, TMPDIR: tmp, LANG: 'C' },
  });
  let complaints = '';
  child.stderr.on('data', (text) => {
    complaints += text;
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  t.equal(code, 1);
  t.match(complaints, /interrupted/);
  t.same(readdirSync(tmp), [], 'its folder is gone');
  const left = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandLine(pid).includes(tmp));
  t.same(left, [], 'and so are exchange and box');
});

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it has just ended
  }
}

async function demo(t: Test, options: readonly string[]): Promise<{ report: DemoReport; lines: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-demo-test-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'report.json');
  const { code, lines, complaints } = await run(spillway, ['demo', ...options, '--report', file], { folder });
  t.equal(code, 0, complaints || 'the demonstration succeeds');
  return { report: JSON.parse(readFileSync(file, 'utf8')) as DemoReport, lines };
}

/** Nothing lost, the books balance, and each call ended in one of the ways that there are. */
function keepsItsWord(t: Test, report: DemoReport): void {
  t.equal(report.lost, 0);
  t.equal(report.balanced, true);
  const { answered, abandoned, captured, captureOnly, refused, interrupted } = report;
  t.equal(answered + abandoned + captured + captureOnly + refused + interrupted, report.offered, 'the box identity');
  t.equal(report.callbacks.open, 0);
}
