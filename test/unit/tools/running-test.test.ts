// SPDX-License-Identifier: GPL-2.0-or-later
// Is an error that nobody caught told as that of the test that ran then? Tests load tap as one file, without the hooks that follow promises.
import { spawnSync } from 'node:child_process';
import t from 'tap';

const SOON = 'await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));';

/** The lines of outer and inner tests alone. */
function told(program: string): readonly string[] {
  const text = `import t from 'tap';\n${program}`;
  const options = { cwd: 'build/test', encoding: 'utf8', env: { ...process.env, TAP: '1' } } as const;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', text], options);
  return stdout.match(/^ *(?:not )?ok \d+ - [^#\n]*/gm)?.map((line) => line.trimEnd()) ?? [];
}

t.test('thrown by a timer, the fault of the test that is running', async (t) => {
  const lines = told(`
    t.test('before', async (t) => t.ok(true, 'fine'));
    t.test('during', async (t) => { setImmediate(() => { throw new Error('thrown'); }); ${SOON} });
    t.test('after', async (t) => t.ok(true, 'fine'));`);
  t.same(lines.slice(0, 6), [
    '    ok 1 - fine',
    'ok 1 - before',
    '    not ok 1 - thrown',
    'not ok 2 - during',
    '    ok 1 - fine',
    'ok 3 - after',
  ]);
});

t.test('a promise that nobody awaited, of an inner test', async (t) => {
  const lines = told(`
    t.test('outer', async (t) => {
      await t.test('inner', async () => { Promise.reject(new Error('forgotten')); ${SOON} });
    });`);
  t.same(lines.slice(0, 3), ['        not ok 1 - forgotten', '    not ok 1 - inner', 'not ok 1 - outer']);
});

t.test('when no test runs: the file has failed', async (t) => {
  t.same(told("t.ok(true, 'fine'); setImmediate(() => { throw new Error('late'); });").slice(0, 2), [
    'ok 1 - fine',
    'not ok 2 - late',
  ]);
});

t.test('a test that listens for such errors itself is not disturbed', async (t) => {
  const lines = told(`
    t.test('listens', async (t) => {
      const heard = [];
      process.once('uncaughtException', (error) => heard.push(error.message));
      setImmediate(() => { throw new Error('expected'); });
      ${SOON}
      t.same(heard, ['expected'], 'heard');
    });`);
  t.same(lines, ['    ok 1 - heard', 'ok 1 - listens']);
});

t.test('a test that runs a program of tests has what became of them', async (t) => {
  const inner = "import t from 'tap'; t.test('inner', async (t) => t.ok(true, 'fine'));";
  const lines = told(
    `await t.spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(inner)}], {}, 'outer');`,
  );
  t.same(lines, ['        ok 1 - fine', '    ok 1 - inner', 'ok 1 - outer']);
});
