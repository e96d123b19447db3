// SPDX-License-Identifier: GPL-2.0-or-later
// Does our runner of test files tell what passed, what failed and why, and a file that never got so far?
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';

const TAP = "import t from 'tap';\n";

/** Runs files of these texts; they lie where the compiled tests do, so that they find the same tap. */
function run(t: Test, files: Readonly<Record<string, string>>, options: readonly string[] = []) {
  const folder = mkdtempSync('build/test/files-');
  t.teardown(() => rmSync(folder, { recursive: true }));
  const names = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, `${name}.test.js`), text);
    return join(folder, `${name}.test.js`);
  });
  const program = `import { runTap } from './tools/test/tap.mjs';
    const { ok } = await runTap(${JSON.stringify([...names, ...options])}); process.exitCode = ok ? 0 : 1;`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
}

t.test('files are counted, their failures told with the path of the test, and the sum stands last', async (t) => {
  const { status, stdout } = run(t, {
    good: `${TAP}t.test('one', async (t) => t.ok(true)); t.test('two', async (t) => t.ok(true));`,
    bad: `${TAP}t.test('outer', async (t) => { await t.test('inner', async (t) => t.equal(1, 2, 'sums')); });`,
    broken: "throw new Error('cannot be loaded');",
    killed: "process.kill(process.pid, 'SIGKILL'); await new Promise(() => {});",
    'left-out': `${TAP}t.test('later', { skip: 'not here' }, async () => {});`,
  });
  t.equal(status, 1);
  t.match(stdout, /^ok {4} \S*good\.test\.ts \(2\), \d+\.\d s; \d of 5$/m);
  t.match(stdout, /^FAILED \S*bad\.test\.ts \(1\)[^\n]*\n {2}outer > inner > sums\n/m);
  t.match(stdout, /^FAILED \S*broken\.test\.ts \(1\)[\s\S]*cannot be loaded/m);
  t.match(stdout, /^FAILED \S*killed\.test\.ts \(1\)[^\n]*\n {4}ended with SIGKILL/m);
  t.match(stdout, /^1 skipped\n2 passed, 3 failed\n$/m);
  t.match(stdout, /; 5 of 5$/m);
});

t.test('files of one process are each other’s guests: what one leaves behind the next does not find', async (t) => {
  const { status, stdout } = run(
    t,
    {
      first: `${TAP}t.teardown(() => console.error('first has ended')); process.env.LEFT = 'behind'; process.chdir('..');
        t.test('goes on', async (t) => { await new Promise((resolve) => setTimeout(resolve, 50)); t.ok(true); });`,
      second: `${TAP}import { existsSync } from 'node:fs';
        t.equal(process.env.LEFT, undefined); t.ok(existsSync('package.json')); t.test('of its own', async (t) => t.ok(true));`,
      third: `${TAP}t.test('waits', (t) => setImmediate(() => { throw new Error('thrown late'); }));`,
      fourth: `${TAP}t.test('is not disturbed', async (t) => t.ok(true));`,
    },
    ['--jobs=1'],
  );
  t.equal(status, 1);
  t.match(stdout, /^ok {4} \S*first\.test\.ts \(1\)[^\n]*\nok {4} \S*second\.test\.ts \(3\)/m);
  t.match(stdout, /^FAILED \S*third\.test\.ts \(1\)[^\n]*\n {2}waits > thrown late\n/m);
  t.match(stdout, /^ok {4} \S*fourth\.test\.ts \(1\)/m);
});

t.test('after a file that ends its process, the next ones run', async (t) => {
  const { stdout } = run(
    t,
    {
      ends: `${TAP}t.test('ends', async () => { process.exit(0); });`,
      next: `${TAP}t.test('one', async (t) => t.ok(true));`,
    },
    ['--jobs=1'],
  );
  t.match(stdout, /^FAILED \S*ends\.test\.ts \(1\)[^\n]*\n[\s\S]*^ok {4} \S*next\.test\.ts \(1\)/m);
});

t.test('after a file that takes too long, the next ones run', async (t) => {
  const { stdout } = run(
    t,
    {
      hangs: `${TAP}t.test('never', (t) => { setInterval(() => {}, 1000); });`,
      last: `${TAP}t.test('one', async (t) => t.ok(true));`,
    },
    ['--jobs=1', '--timeout=4'], // what the last one has, too, on a busy machine
  );
  t.match(
    stdout,
    /^FAILED \S*hangs\.test\.ts \(1\)[^\n]*\n {2}never[\s\S]*timeout[\s\S]*^ok {4} \S*last\.test\.ts \(1\)/m,
  );
  t.match(stdout, /after its last file something was still open/, 'what holds a process is told');
});
