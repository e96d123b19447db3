// SPDX-License-Identifier: GPL-2.0-or-later
// Does the command line keep its manners with scripts, full disks, narrow terminals and words that are nearly right?
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { type Output, table } from '../../src/cli/output.js';
import { widthOf, wrapped } from '../../src/cli/width.js';
import { command } from '../support/command.js';

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const SHOP = readFileSync('examples/spillway.yaml', 'utf8');

t.test('check looks at ./spillway.yaml when it is given no file', async (t) => {
  const cwd = t.testdir({ 'spillway.yaml': SHOP });
  const { status, stdout } = spawnSync(process.execPath, [main, 'check'], {
    cwd,
    encoding: 'utf8',
    env: { LANG: 'C' },
  });
  t.match([status, stdout], [0, /^spillway\.yaml: no problems/]);
});

t.test('with --json an error is JSON, too', async (t) => {
  const nobody = join(t.testdir(), 'none.sock');
  const { complaint, code } = await command('calls', '--json', '--socket', nobody);
  t.match([code, JSON.parse(complaint)], [3, { error: { code: 'BOX_NOT_RUNNING' } }]);
  const wrong = await command({ language: 'zh-CN' }, 'calls', '--json', '--last', 'x');
  t.match([wrong.code, JSON.parse(wrong.complaint)], [2, { error: { code: 'USAGE', message: /--last/ } }]);
  t.match(
    (await command({ language: 'zh-CN' }, 'calls', '--socket', nobody)).complaint,
    /^没有正在运行的系统应答。.*\[BOX_NOT_RUNNING\]$/,
  );
});

t.test('a full output device is told in a line, and the command has failed', async (t) => {
  const full = openSync('/dev/full', 'w');
  const stdio: ['ignore', number, 'pipe'] = ['ignore', full, 'pipe'];
  const { status, stderr } = spawnSync(process.execPath, [main, '--help'], {
    stdio,
    encoding: 'utf8',
    env: { LANG: 'zh_CN.UTF-8' },
  });
  t.match([status, stderr], [1, /^输出无法写入：磁盘已满.*\n$/]);
});

t.test('a demonstration whose output device is full ends its processes, and its folder is gone', async (t) => {
  const TMPDIR = mkdtempSync(join(tmpdir(), 'full-'));
  t.teardown(() => rmSync(TMPDIR, { recursive: true }));
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [main, 'demo', '--calls', '300', '--speed', '0'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
    env: { LANG: 'C', TMPDIR },
  });
  t.match([status, stderr], [1, /^what was printed could not be written: ENOSPC/]);
  t.same(readdirSync(TMPDIR), []);
  const others = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(TMPDIR));
  t.same(others, [], 'nobody plays on alone');
});

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it has ended
  }
}

t.test('a file that cannot be written for want of room is named', async (t) => {
  const { PcapFile } = await import('../../src/cli/trace/pcap.js');
  const { writeNamed } = await import('../../src/cli/written.js');
  t.throws(() => new PcapFile('/dev/full'), { code: 'ENOSPC', message: /^\/dev\/full: ENOSPC/ });
  t.throws(() => writeNamed('/dev/full', 'x'), { code: 'ENOSPC', message: /^\/dev\/full: ENOSPC/ });
  t.throws(() => writeNamed('/no/such/folder/x', 'x'), { message: /^ENOENT.*'\/no\/such\/folder\/x'$/ });
});

t.test('a language, a country and an area code that are nearly right are told how they would be', async (t) => {
  const said: Readonly<Record<string, RegExp>> = {
    'language: cn': /did you mean "zh-CN"/,
    'language: zh': /did you mean "zh-CN"/,
    'language: zh_CN': /did you mean "zh-CN"/,
    'country: XX': /XX is not a country/,
    'country: China': /China is not a country/,
    'areaCode: 027': /write it in quotes, without the leading 0/,
    "areaCode: '027'": /write it in quotes, without the leading 0/,
    'areaCode: 27': /write it in quotes/,
  };
  for (const [line, says] of Object.entries(said)) {
    const [key = ''] = line.split(':');
    const file = join(t.testdir(), 'shop.yaml');
    writeFileSync(file, `${line}\n${SHOP.replace(new RegExp(`^${key}:.*$`, 'm'), '')}`);
    t.match((await command('check', file)).text, says, line);
  }
});

t.test(
  'a table that is too wide for the terminal is told row by row, and Chinese text is broken where lines may end',
  async (t) => {
    const lines: string[] = [];
    const output: Output = {
      language: 'zh-CN',
      columns: 30,
      write: (line) => lines.push(...line.split('\n')),
      complain: () => {},
    };
    const headings = ['名称', '状态', '起始时间', '空'].map((zh) => ({ en: zh, zh }));
    table(output, headings, [['东方电视台的接入号码', '示闲', '2026-11-28 23:00:00', '']]);
    t.same(lines, ['名称：东方电视台的接入号码', '  状态：示闲', '  起始时间：2026-11-28 23:00:00']);
    table({ ...output, columns: undefined }, headings, [['a', 'b', 'c', '']]);
    t.equal(lines.at(-1), 'a     b     c', 'no spaces at the end');
    const text = wrapped('停止系统：立即停止，或加 --drain 等最后一个呼叫结束后停止。', 20).split('\n');
    for (const line of text) {
      t.ok(widthOf(line) <= 20, line);
      t.notMatch(line, /^[，。：；]/);
    }
  },
);
