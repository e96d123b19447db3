// SPDX-License-Identifier: GPL-2.0-or-later
// Does our runner of test files tell what passed, what failed and why, and a file that never got so far?
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import t from 'tap';

const TAP = "import t from 'tap';\n";

t.test('files are counted, their failures told with the path of the test, and the sum stands last', async (t) => {
  const folder = t.testdir({
    'good.test.js': `${TAP}t.test('one', async (t) => t.ok(true)); t.test('two', async (t) => t.ok(true));`,
    'bad.test.js': `${TAP}t.test('outer', async (t) => { await t.test('inner', async (t) => t.equal(1, 2, 'sums')); });`,
    'broken.test.js': "throw new Error('cannot be loaded');",
    'killed.test.js': "process.kill(process.pid, 'SIGKILL');",
    'left-out.test.js': `${TAP}t.test('later', { skip: 'not here' }, async () => {});`,
  });
  const names = ['good', 'bad', 'broken', 'killed', 'left-out'].map((name) =>
    relative('.', join(folder, `${name}.test.js`)),
  );
  const program = `import { runTap } from './tools/test/tap.mjs';
    const { ok } = await runTap(${JSON.stringify(names)}); process.exitCode = ok ? 0 : 1;`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });

  t.equal(status, 1);
  t.match(stdout, /^ok {4} \S*good\.test\.ts \(2\), \d+\.\d s; \d of 5$/m);
  t.match(stdout, /^FAILED \S*bad\.test\.ts \(1\)[^\n]*\n {2}outer > inner > sums\n/m);
  t.match(stdout, /^FAILED \S*broken\.test\.ts \(1\)[\s\S]*ended with code 1[\s\S]*cannot be loaded/m);
  t.match(stdout, /^FAILED \S*killed\.test\.ts \(1\)[^\n]*\n {4}ended with SIGKILL/m);
  t.match(stdout, /^1 skipped\n2 passed, 3 failed\n$/m);
  t.match(stdout, /; 5 of 5$/m);
});
