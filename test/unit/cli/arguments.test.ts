// SPDX-License-Identifier: GPL-2.0-or-later
// Is an argument that is not UTF-8 called so, instead of being taken for other characters?
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { lostArgument } from '../../../src/cli/arguments.js';
import { spillway } from '../../support/program.js';

const GBK = [0xc5, 0xe4, 0xd6, 0xc3]; // 配置
const words = (...each: readonly (string | readonly number[])[]) =>
  Buffer.concat(
    each.map((word) => Buffer.concat([typeof word === 'string' ? Buffer.from(word) : Buffer.from(word), Buffer.of(0)])),
  );

t.test('GBK is recognised, and said where and what', async (t) => {
  const lost = lostArgument(['check', '\uFFFD\uFFFD\uFFFD\uFFFD'], words('node', 'main.js', 'check', GBK));
  t.match(lost, {
    en: /argument 2 is not UTF-8 \(GB18030: 配置\): set the terminal to UTF-8/,
    zh: /第 2 个参数.*UTF-8/,
  });
});

t.test('what is UTF-8 passes, the mark of lost characters that somebody typed, too', async (t) => {
  t.equal(lostArgument(['check', '配置.yaml'], words('node', 'main.js', 'check', '配置.yaml')), undefined);
  t.equal(lostArgument(['check', '\uFFFD'], words('node', 'main.js', 'check', '\uFFFD')), undefined);
  t.equal(lostArgument([], words('node', 'main.js')), undefined);
});

t.test('where the system does not tell the words, the mark alone is enough', async (t) => {
  t.match(lostArgument(['a', '\uFFFDb'], undefined), { en: /argument 2 is not UTF-8: set/ });
});

t.test('the program says so, and ends as with any wrong argument', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-arguments-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'run.sh');
  writeFileSync(
    script,
    Buffer.concat([
      Buffer.from(`exec '${process.execPath}' '${spillway}' check `),
      Buffer.from(GBK),
      Buffer.from('\n'),
    ]),
  );
  const ended = await promisify(execFile)('sh', [script], { env: { ...process.env, LC_ALL: 'zh_CN.GBK' } }).catch(
    (error) => error,
  );
  t.match(ended, { code: 2, stdout: '', stderr: /^第 2 个参数不是 UTF-8 编码 \(GB18030: 配置\)/ });
});
