// SPDX-License-Identifier: GPL-2.0-or-later
// Does the doctor judge the service that will run, not the shell in which somebody types? And does it say for whom?
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { examine } from '../../../src/cli/doctor/checks.js';
import type { Finding, Machine, Ownership, Setting } from '../../../src/cli/doctor/machine.js';
import { asService, serviceOf } from '../../../src/cli/doctor/service.js';
import { installedUnit } from '../../../src/cli/doctor/unit.js';
import { driverFiles, madeUpMachine, withCard, withoutCard } from './made-up-machine.js';

const FILE = '/etc/spillway/spillway.yaml';
const PLACE = '/etc/systemd/system/spillway.service';
const UNIT = readFileSync('packaging/spillway.service', 'utf8')
  .replaceAll('@node@', '/usr/bin/node')
  .replaceAll('@main@', '/usr/lib/spillway/main.js');

/** This shell may nothing of what the unit gives. */
const POOR = 'Max locked memory         65536\nMax realtime priority     0\n';
const [DIRECTORY, REGULAR, DEVICE] = [0o040000, 0o100000, 0o020000];

const OWNED: Readonly<Record<string, Ownership>> = {
  '/': { uid: 0, gid: 0, mode: DIRECTORY | 0o755 },
  '/run/systemd/system': { uid: 0, gid: 0, mode: DIRECTORY | 0o755 },
  '/usr/bin/node': { uid: 0, gid: 0, mode: REGULAR | 0o755 },
  '/usr/lib/spillway/main.js': { uid: 0, gid: 0, mode: REGULAR | 0o755 },
  '/var/lib/spillway': { uid: 998, gid: 998, mode: DIRECTORY | 0o750 },
  '/srv/calls': { uid: 998, gid: 998, mode: DIRECTORY | 0o750 },
  '/dev/dahdi/ctl': { uid: 0, gid: 77, mode: DEVICE | 0o660 },
  '/dev/dahdi/channel': { uid: 0, gid: 77, mode: DEVICE | 0o660 },
  [FILE]: { uid: 998, gid: 998, mode: REGULAR | 0o640 },
};

interface Made {
  readonly unit?: string;
  readonly owned?: Readonly<Record<string, Ownership | undefined>>;
  readonly files?: Readonly<Record<string, string | undefined>>;
  readonly changes?: Partial<Machine>;
}

function machineWith({ unit = UNIT, owned = {}, files = {}, changes = {} }: Made = {}): Machine {
  const all: Readonly<Record<string, Ownership | undefined>> = { ...OWNED, ...owned };
  return madeUpMachine(
    {
      [PLACE]: unit,
      [FILE]: 'queues: []',
      '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nspillway:x:998:998::/var/lib/spillway:/usr/sbin/nologin\n',
      '/etc/group': 'root:x:0:\nspillway:x:998:\ndahdi:x:77:spillway\nspillway-web:x:78:spillway\n',
      '/proc/self/limits': POOR,
      '/proc/self/status': 'CapEff:\t0000000000000000\n',
      ...files,
    },
    { me: 'root', ownership: (path) => all[path], ...changes },
  );
}

function settingWith(data = '/var/lib/spillway', of: Setting = withoutCard): Setting {
  if (of.config === undefined) throw new Error('the example has problems');
  const config = { ...of.config, data, recording: { ...of.config.recording, directory: join(data, 'recordings') } };
  return { file: FILE, parsed: { config, hints: [], restart: [] }, config };
}

async function judge(machine: Machine, setting = settingWith()): Promise<readonly Finding[]> {
  const unit = serviceOf(machine, setting);
  return examine(unit === undefined ? machine : asService(machine, unit), setting);
}

const named = (findings: readonly Finding[], name: string) => findings.find((finding) => finding.name === name);

t.test('the service that is installed is judged by its unit, and the first line says so', async (t) => {
  const findings = await judge(machineWith());
  t.match(findings[0], {
    name: 'judged',
    verdict: 'good',
    what: { en: /for the service: user spillway, groups spillway, dahdi, spillway-web.*not for root/, zh: /spillway/ },
  });
  t.match(named(findings, 'real-time'), { verdict: 'good' });
  t.match(named(findings, 'memory'), { verdict: 'good' });
  t.match(named(findings, 'data'), { verdict: 'good' });
});

t.test('another file than the unit`s is judged for this shell, and so is a machine without the unit', async (t) => {
  const other = await judge(machineWith(), { ...settingWith(), file: 'spillway.yaml' });
  t.match(other[0], { what: { en: /for user root and this shell: the service starts \/etc\/spillway/ } });
  t.match(named(other, 'real-time'), { verdict: 'warning', remedy: { en: /limits\.conf/ } });
  const none = await judge(machineWith({ files: { [PLACE]: undefined } }));
  t.match(none[0], { what: { en: /for user root and this shell: spillway\.service is not installed/ } });
});

t.test(
  'a unit without the limits is warned of, though this shell has them, with the way to change the unit',
  async (t) => {
    const unit = UNIT.replace(/^Limit(RTPRIO|MEMLOCK)=.*$/gm, '');
    const rich = { '/proc/self/limits': 'Max locked memory         unlimited\nMax realtime priority     99\n' };
    const findings = await judge(machineWith({ unit, files: rich }));
    t.match(named(findings, 'real-time'), {
      verdict: 'warning',
      remedy: { en: /systemctl edit spillway.*LimitRTPRIO=50/ },
    });
    t.match(named(findings, 'memory'), { verdict: 'warning', remedy: { en: /systemctl edit spillway.*LimitMEMLOCK/ } });
    const restricted = await judge(machineWith({ unit: UNIT.replace('[Install]', 'RestrictRealtime=yes\n[Install]') }));
    t.equal(named(restricted, 'real-time')?.verdict, 'warning');
    const capable = unit.replace('AmbientCapabilities=', 'AmbientCapabilities=CAP_SYS_NICE CAP_IPC_LOCK');
    t.equal(named(await judge(machineWith({ unit: capable })), 'real-time')?.verdict, 'good');
  },
);

t.test('where systemd does not run, its user is judged by this shell`s limits, and nothing is shut', async (t) => {
  const findings = await judge(machineWith({ owned: { '/run/systemd/system': undefined } }), settingWith('/srv/calls'));
  t.match(findings[0], { what: { en: /for user spillway of .* with the limits of this shell: systemd does not run/ } });
  t.match(named(findings, 'real-time'), { verdict: 'warning' });
  t.match(named(findings, 'data'), { verdict: 'good' });
});

t.test('drop-ins count, in the order of their names', async (t) => {
  const drop = {
    [`${PLACE}.d/10-rt.conf`]: '[Service]\nLimitRTPRIO=10\n',
    [`${PLACE}.d/20-rt.conf`]: '[Service]\nLimitRTPRIO=60\n',
  };
  t.equal(installedUnit(machineWith({ files: drop }))?.realTime, 60);
  const taken = { [`${PLACE}.d/a.conf`]: '[Service]\nSupplementaryGroups=\nSupplementaryGroups=audio\n' };
  t.same(installedUnit(machineWith({ files: taken }))?.groups, ['audio']);
});

t.test('systemd is believed where it runs', async (t) => {
  const told = [
    'LoadState=loaded',
    'FragmentPath=/usr/lib/systemd/system/spillway.service',
    `ExecStart={ path=/usr/bin/node ; argv[]=/usr/bin/node /m.js start ${FILE} --json ; ignore_errors=no ; pid=0 }`,
    'User=shop',
    'LimitRTPRIO=0',
    'LimitMEMLOCK=infinity',
  ].join('\n');
  const unit = installedUnit(
    machineWith({ changes: { run: (program) => (program === 'systemctl' ? told : undefined) } }),
  );
  t.match(unit, { file: '/usr/lib/systemd/system/spillway.service', user: 'shop', realTime: 0, configuration: FILE });
  t.equal(unit?.lockedMemory, Number.POSITIVE_INFINITY);
});

t.test('folders: whose they are, who may enter them, and what the unit shuts', async (t) => {
  const root = { uid: 0, gid: 0, mode: DIRECTORY | 0o755 };
  const foreign = await judge(machineWith({ owned: { '/var/lib/spillway': root } }));
  t.match(named(foreign, 'data'), {
    verdict: 'bad',
    what: { en: /spillway may not write/ },
    remedy: { en: /chown -R spillway/ },
  });
  const hidden = await judge(machineWith({ owned: { '/var/lib': { ...root, mode: DIRECTORY | 0o700 } } }));
  t.match(named(hidden, 'data'), { verdict: 'bad' }, 'a folder above it that he may not enter');
  const shut = await judge(machineWith(), settingWith('/srv/calls'));
  t.match(named(shut, 'data'), {
    verdict: 'bad',
    what: { en: /The unit keeps the service from writing \/srv\/calls/ },
    remedy: { en: /ReadWritePaths=\/srv\/calls/ },
  });
  const opened = await judge(
    machineWith({ unit: UNIT.replace('[Install]', 'ReadWritePaths=/srv/calls\n[Install]') }),
    settingWith('/srv/calls'),
  );
  t.match(named(opened, 'data'), { verdict: 'good' });
  const new_ = await judge(machineWith({ owned: { '/var/lib/spillway': undefined } }));
  t.match(named(new_, 'data'), { verdict: 'good', what: { en: /will be made/ } }, 'systemd makes it');
});

t.test('recordings elsewhere, the file itself', async (t) => {
  const setting = settingWith();
  const config = setting.config && {
    ...setting.config,
    recording: { ...setting.config.recording, directory: '/srv/calls' },
  };
  const elsewhere = { ...setting, ...(config && { config }) };
  t.match(named(await judge(machineWith(), elsewhere), 'paths'), { verdict: 'bad', what: { en: /\/srv\/calls/ } });
  const foreign = { [FILE]: { uid: 0, gid: 0, mode: REGULAR | 0o644 } };
  t.match(named(await judge(machineWith({ owned: foreign })), 'paths'), {
    verdict: 'bad',
    what: { en: /spillway\.yaml/ },
  });
});

t.test('the card: by its group and by the unit', async (t) => {
  const card = settingWith('/var/lib/spillway', withCard);
  const found = async (made: Made) =>
    named(await judge(machineWith({ files: driverFiles(), ...made }), card), 'permission');
  t.match(await found({}), { verdict: 'good', what: { en: /User spillway may open/ } });
  const dialout = { uid: 0, gid: 20, mode: DEVICE | 0o660 };
  t.match(await found({ owned: { '/dev/dahdi/ctl': dialout } }), {
    verdict: 'bad',
    what: { en: /User spillway may not open/ },
    remedy: { en: /install\.sh/ },
  });
  t.match(await found({ unit: UNIT.replace(/^DeviceAllow=.*$/m, '') }), { verdict: 'bad' });
});

t.test('no such user, a program that is gone: told first', async (t) => {
  t.match((await judge(machineWith({ files: { '/etc/passwd': '' } })))[0], {
    verdict: 'bad',
    what: { en: /no such user/ },
  });
  const gone = await judge(machineWith({ owned: { '/usr/bin/node': undefined } }));
  t.match(gone[0], { verdict: 'bad', what: { en: /starts \/usr\/bin\/node, which is not there/ } });
});

t.test('Node is the one that the unit starts', async (t) => {
  const run = (program: string) => (program === '/usr/bin/node' ? 'v18.19.0\n' : undefined);
  t.match(named(await judge(machineWith({ changes: { run } })), 'node'), { verdict: 'bad', what: { en: /18\.19\.0/ } });
});

t.test('what whoever asks may not see is not judged by his rights', async (t) => {
  const denied: Machine['access'] = (path) => (path.startsWith('/var/lib/spillway') ? 'denied' : 'usable');
  const findings = await judge(
    machineWith({ changes: { me: 'anna', access: denied, boxAnswers: async () => 'forbidden' } }),
  );
  for (const name of ['data', 'box'])
    t.match(named(findings, name), {
      verdict: 'warning',
      what: { en: /anna may not read/ },
      remedy: { en: /sudo spillway doctor/ },
    });
});
