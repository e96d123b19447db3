// SPDX-License-Identifier: GPL-2.0-or-later
// Does packaging/install.sh come to its end where systemd does not run, or is not even there, and does it say how to start then? It works on
// copies of /etc, /var and /run that only its own mount name space sees.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import t, { type Test } from 'tap';

const script = resolve('packaging/install.sh');

/** Writes of the commands that follow go to `$1`; what is there already shines through. */
const COPIES = `
  mount -t tmpfs tmpfs "$1"
  for folder in etc var run; do
    mkdir -p "$1/$folder/new" "$1/$folder/work"
    mount -t overlay overlay -o lowerdir=/$folder,upperdir="$1/$folder/new",workdir="$1/$folder/work" /$folder
  done
  shift`;

/** What a Debian without systemd has of what the script calls. */
const TOOLS = [
  ...[
    'sh',
    'dirname',
    'readlink',
    'sed',
    'grep',
    'mkdir',
    'chmod',
    'chown',
    'mv',
    'cat',
    'id',
    'getent',
    'install',
    'node',
  ],
  ...['groupadd', 'useradd', 'stat', 'runuser'],
];

const LOOK = `
  stat -c '%a %U:%G %n' /etc/spillway /etc/spillway/spillway.yaml /var/lib/spillway /var/backups/spillway /run/spillway
  id spillway
  grep ^data: /etc/spillway/spillway.yaml`;

function pathWithout(t: Test): string {
  const folder = join(t.testdir({}), 'bin');
  mkdirSync(folder);
  for (const tool of TOOLS) {
    const there = (process.env.PATH ?? '').split(':').find((place) => existsSync(join(place, tool)));
    if (there === undefined) throw new Error(`${tool} is not on the PATH`);
    symlinkSync(realpathSync(join(there, tool)), join(folder, tool));
  }
  return folder;
}

/** Whether this machine lets us make such copies. */
const isPossible = () =>
  !existsSync('/run/systemd/system') &&
  spawnSync('unshare', ['-m', 'sh', '-c', `set -e\n${COPIES}`, 'sh', '/mnt']).status === 0;

/** Installs, then looks at what came of it; `path`: what the script sees of the machine. */
function installed(environment: Readonly<Record<string, string>>) {
  const program = `set -e\n${COPIES}\nPATH="$1" sh ${script}\nPATH="$1"\n${LOOK}`;
  const path = environment.PATH ?? process.env.PATH ?? '';
  const env = { ...process.env, ...environment, PATH: process.env.PATH ?? '' };
  const { status, stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', program, 'sh', '/mnt', path], {
    encoding: 'utf8',
    env,
  });
  return { code: status, out: stdout, complaint: stderr };
}

t.test(
  'where systemd does not run',
  { skip: isPossible() ? false : 'no copies of /etc can be made here' },
  async (t) => {
    for (const [where, path] of [
      ['it is installed', process.env.PATH ?? ''],
      ['it is not installed', pathWithout(t)],
    ] as const) {
      await t.test(`and ${where}, all is put in place and the reader is told how to start`, async (t) => {
        const { code, out, complaint } = installed({ PATH: path, LC_ALL: 'C' });

        t.equal(code, 0, complaint);
        t.match(out, /systemd does not run here/);
        t.match(out, /runuser -u spillway -- \S.* start \/etc\/spillway\/spillway\.yaml/);
        t.notMatch(out, /systemctl enable/);
        t.match(out, /^750 spillway:spillway \/etc\/spillway$/m);
        t.match(out, /^640 spillway:spillway \/etc\/spillway\/spillway\.yaml$/m);
        t.match(out, /^750 spillway:spillway \/var\/lib\/spillway$/m);
        t.match(out, /^700 spillway:spillway \/var\/backups\/spillway$/m);
        t.match(out, /^751 spillway:spillway \/run\/spillway$/m);
        t.match(out, /^uid=.*\(spillway\).*\(dahdi\).*\(spillway-web\)/m);
        t.match(out, /^data: \/var\/lib\/spillway$/m);
      });
    }

    t.test('and in Chinese', async (t) => {
      const { code, out } = installed({ LC_ALL: 'zh_CN.UTF-8' });
      t.match([code, out], [0, /下一步：[\s\S]*本机没有运行 systemd/u]);
      t.notMatch(out, /Next:/);
    });
  },
);
