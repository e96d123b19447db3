// SPDX-License-Identifier: GPL-2.0-or-later
// Can an installer trust packaging/? systemd takes the units, logrotate the log, and the script does what it says.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import t, { type Test } from 'tap';
import { loadConfig } from '../../src/config/index.js';

const script = resolve('packaging/install.sh');
const SYSTEM = 'etc/systemd/system';

function run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const done = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...environment } });
  return { code: done.status, out: done.stdout, complaint: done.stderr || String(done.error ?? '') };
}

/** The files as they are on a machine, below a folder of the test. */
function installed(t: Test): string {
  const folder = t.testdir();
  t.match(run(script, ['--destdir', folder]), { code: 0, complaint: '' });
  return folder;
}

t.test('install.sh puts every file of packaging/ in place, for this program, and takes them away again', async (t) => {
  const folder = installed(t);

  const unit = readFileSync(join(folder, SYSTEM, 'spillway.service'), 'utf8');
  t.match(unit, new RegExp(`^ExecStart=/\\S+ ${resolve('dist/cli/main.js')} start /etc/spillway/spillway.yaml`, 'm'));
  const sources = readdirSync('packaging').filter((name) => !/^README|\.sh$/.test(name));
  const placed = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(join(folder, name)).isFile() && !name.endsWith('.yaml'),
  );
  t.equal(placed.length, sources.length, placed.join(' '));
  for (const name of placed) t.notMatch(readFileSync(join(folder, name), 'utf8'), /@\w+@/, name);
  const configuration = join(folder, 'etc/spillway/spillway.yaml');
  t.equal(statSync(configuration).mode & 0o777, 0o640, 'it will have PINs in it');
  t.match(loadConfig(configuration), { config: { data: '/var/lib/spillway' } });

  writeFileSync(configuration, '# mine');
  run(script, ['--destdir', folder]);
  t.equal(readFileSync(configuration, 'utf8'), '# mine', 'a configuration that is there stays');
  t.match(run(script, ['--destdir', folder, '--remove']), { code: 0, complaint: '' });
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  t.same(
    left.filter((name) => statSync(join(folder, name)).isFile()),
    ['etc/spillway/spillway.yaml'],
  );
});

t.test('install.sh: help, a dry run that changes nothing, what it does not know', async (t) => {
  t.match(run(script, ['--help']), { code: 0, out: /--dry-run[\s\S]*Examples/u });
  const folder = t.testdir();
  t.match(run(script, ['--dry-run', '--destdir', folder]), { code: 0, out: /spillway.service/ });
  t.same(readdirSync(folder), []);
  t.match(run(script, ['--frobnicate']), { code: 2, complaint: /usage/ });
  t.match(run('shellcheck', [script]), { code: 0, out: '' });
});

/** What install.sh says of itself: the arguments of `t` and `fail`, in English and in Chinese. */
const SAID = /\b(?:t|fail) (?:'([^']*)'|"([^"]*)") (?:\\\n *)?(?:'([^']*)'|"([^"]*)")/g;

t.test('install.sh says everything in both languages', async (t) => {
  const text = readFileSync(script, 'utf8').replaceAll(/^\s*#.*$/gm, '');
  const said = [...text.matchAll(SAID)].map(([, en, en2, zh, zh2]) => [en ?? en2 ?? '', zh ?? zh2 ?? '']);
  t.ok(said.length > 20, `${said.length}`);
  for (const [english = '', chinese = ''] of said.filter(([text]) => text !== '$1')) {
    if (/[a-z]{2} [a-z]/.test(english)) t.match(chinese, /\p{Script=Han}/u, english);
    t.notMatch(chinese, /\p{Script=Han} ?[,;:!?(]|[,;:!?)] ?\p{Script=Han}|你/u, chinese);
    t.same(chinese.match(/\$\w+/g) ?? [], english.match(/\$\w+/g) ?? [], english);
  }
  const alone = text.replaceAll(SAID, '').match(/^.*\b(?:echo|printf) ['"]? *[a-z]{3,} [a-z]{3,} [a-z].*$/gm) ?? [];
  t.same(
    alone.filter((line) => !/systemctl/.test(line)),
    [],
  );
  const help = run(script, ['--help'], { LC_ALL: 'zh_CN.UTF-8' });
  t.match(help, { code: 0, out: /^用法：[\s\S]*--remove +卸载/u });
  t.match(run(script, ['--destdir'], { LC_ALL: 'zh_CN.UTF-8' }), {
    code: 1,
    complaint: 'install.sh: --destdir 须写明目录\n',
  });
});

t.test('systemd takes the units, and finds the service little exposed', async (t) => {
  const folder = join(installed(t), SYSTEM);
  rmSync(join(folder, 'spillway.service.d'), { recursive: true }); // install.sh puts it where systemd is new enough
  const units = ['spillway.service', 'spillway-backup.service', 'spillway-backup.timer'].map((name) =>
    join(folder, name),
  );

  t.match(run('systemd-analyze', ['verify', '--man=no', ...units]), { code: 0, complaint: '' });
  const service = units[0] ?? '';
  t.match(run('systemd-analyze', ['security', '--offline=true', '--threshold=25', service]), { code: 0 });
  t.match(run('systemd-analyze', ['calendar', '*-*-* 03:30']), { code: 0 });
  const unit = readFileSync(service, 'utf8');
  for (const line of [
    'Type=notify',
    'Restart=on-failure',
    'LimitRTPRIO=50',
    'LimitMEMLOCK=infinity',
    'DeviceAllow=char-dahdi rw',
  ]) {
    t.ok(unit.split('\n').includes(line), line);
  }
});

t.test('the user and the folders are such as systemd can make', async (t) => {
  const folder = installed(t);
  const sysusers = run('systemd-sysusers', [
    '--dry-run',
    `--root=${folder}`,
    join(folder, 'etc/sysusers.d/spillway.conf'),
  ]);
  t.match(sysusers, { code: 0, complaint: /group 'dahdi'[\s\S]*user 'spillway'/u });
});

t.test('logrotate moves the log away and the box begins a new one', async (t) => {
  if (process.getuid?.() !== 0) return t.pass('only root rotates', { skip: 'not root' });
  const folder = mkdtempSync(join(tmpdir(), 'spillway-rotated-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'spillway.log');
  const box = spawn(process.execPath, ['build/test/test/support/logging-box.js', file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.teardown(() => box.kill());
  const lines = createInterface({ input: box.stdout });
  const said = () => new Promise((resolve) => lines.once('line', resolve));
  const say = async (text: string) => {
    const done = said();
    box.stdin.write(`${text}\n`);
    await done;
  };
  await say('before');
  writeFileSync(join(folder, 'systemctl'), `#!/bin/sh\necho "$@" >${folder}/asked\nkill -USR2 ${box.pid}\n`);
  chmodSync(join(folder, 'systemctl'), 0o755);
  const rules = readFileSync('packaging/logrotate', 'utf8')
    .replaceAll('/var/log/spillway', folder)
    .replace('su spillway spillway', 'su root root');
  writeFileSync(join(folder, 'rules'), rules, { mode: 0o644 });

  const reopened = said();
  const PATH = `${folder}:${process.env.PATH}`;
  t.match(run('logrotate', ['--force', '--state', join(folder, 'state'), join(folder, 'rules')], { PATH }), {
    code: 0,
  });
  const asked = existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8') : '';
  if (!t.match(asked, /^kill --kill-whom=main --signal=USR2 spillway.service$/m)) return;
  await reopened;
  await say('after');

  t.match(readFileSync(`${file}.1`, 'utf8'), /before/);
  t.match(readFileSync(file, 'utf8'), /^[^\n]*after[^\n]*\n$/);
});
