// SPDX-License-Identifier: GPL-2.0-or-later
// Is a virtual machine whose clock runs away found out, before its command runs and after it, and said so loudly?
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { projectFile } from '../../support/world.js';

const tool = (name: string) => projectFile('tools/dahdi-vm', name);

function judged(folder: string, guest: readonly [number, number], host: readonly [number, number]) {
  const files = guest.map((seconds, i) => {
    const file = join(folder, `clock-${i}`);
    writeFileSync(file, `${seconds}\n`);
    utimesSync(file, host[i] ?? 0, host[i] ?? 0);
    return file;
  });
  const { status, stdout } = spawnSync(tool('guest-clock'), files, { encoding: 'utf8' });
  return { status, stdout };
}

t.test('a clock that keeps time is right, one that runs several times too fast or slow is not', async (t) => {
  const folder = t.testdir();
  const begin = 1_795_880_000.25;
  for (const { seconds, took, status, says } of [
    { seconds: 2, took: 2, status: 0, says: /^$/ },
    { seconds: 2, took: 2.3, status: 0, says: /^$/ },
    { seconds: 2, took: 1.7, status: 0, says: /^$/ },
    { seconds: 2, took: 0.5, status: 1, says: /4\.00 times as fast as the host's: 2\.00 s in 0\.50 s/ },
    { seconds: 2, took: 1.4, status: 1, says: /1\.43 times/ },
    { seconds: 0.5, took: 2, status: 1, says: /0\.25 times/ },
    { seconds: 3600, took: 900, status: 1, says: /4\.00 times/ },
    { seconds: 2, took: -1, status: 1, says: /2\.00 s while the host went by -1\.00 s/ },
    { seconds: 0.1, took: 0.4, status: 2, says: /^$/ },
  ]) {
    const found = judged(folder, [5.5, 5.5 + seconds], [begin, begin + took]);
    t.equal(found.status, status, `${seconds} s in ${took} s`);
    t.match(found.stdout, says);
  }
});

/** `dahdi-vm run -- true` with a machine that only plays the guest's part: its clocks and the command's status. */
function run(t: Test, script: string) {
  const [, layout = ''] = /^layout=(\d+)/m.exec(readFileSync(tool('dahdi-vm'), 'utf8')) ?? [];
  const folder = t.testdir({ cache: { [`ready-${layout}`]: 'kernel none, tcg max\n', accel: 'tcg max\n' }, bin: {} });
  const machine = join(folder, 'bin/qemu-system-x86_64');
  writeFileSync(
    machine,
    `#!/bin/bash
job=$(grep -o 'path=[^,]*,mount_tag=job' <<<"$*" | sed 's/path=//; s/,mount_tag=job//')
clock() { echo "$2" > "$job/new"; touch -d "@$3" "$job/new"; mv "$job/new" "$job/clock-$1"; }
try() {
    clock "$1-begin" 1 1000; clock "$1-end" 3 "$2"
    until [ -e "$job/clock-$1-told" ]; do sleep 0.05; done
}
${script}
`,
  );
  chmodSync(machine, 0o755);
  mkdirSync(join(folder, 'tmp'));
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, TMPDIR: join(folder, 'tmp') };
  const { status, stderr } = spawnSync(tool('dahdi-vm'), ['run', '--', 'true'], {
    encoding: 'utf8',
    env: { ...env, DAHDI_VM_CACHE: join(folder, 'cache'), DAHDI_VM_ACCEL: 'auto' },
  });
  return { status, stderr };
}

t.test('the command is not run in a machine whose clock is wrong at each of three tries', async (t) => {
  const { status, stderr } = run(t, 'try 1 1000.5; try 2 1000.5; try 3 1000.5');
  t.equal(status, 125);
  t.match(stderr, /THE GUEST'S CLOCK IS WRONG: it runs 4\.00 times as fast/);
  t.match(stderr, /The command was not run\. Run it again/);
});

t.test('one late file of a busy host is no wrong clock', async (t) => {
  const { status, stderr } = run(
    t,
    'try 1 1009; try 2 1002; clock run-begin 3 1002; echo 7 > "$job/status"; clock run-end 10 1009',
  );
  t.equal(status, 7);
  t.notMatch(stderr, /CLOCK/);
});

t.test('a clock that runs away while the command runs makes its figures void', async (t) => {
  const { status, stderr } = run(
    t,
    'try 1 1002; clock run-begin 3 1002; echo 0 > "$job/status"; clock run-end 63 1022',
  );
  t.equal(status, 125);
  t.match(stderr, /CLOCK IS WRONG: while the command ran, it runs 3\.00 times/);
  t.match(stderr, /It ended with 0, and nothing that it has measured counts/);
});
