// SPDX-License-Identifier: GPL-2.0-or-later
// Does packaging/ make a service of the box under a real systemd, on the real DAHDI driver? Runs in the machine of
// tools/dahdi-vm (npm run test:dahdi): installed, ready, with real-time rights, killed and restarted when it hangs, stopped; and
// beside it the web process with as few rights as its unit leaves it: served over TLS, signed in at, killed and restarted.

import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import t, { type Test } from 'tap';
import { stringify } from 'yaml';
import { projectFile } from '../contract/engine-world.js';
import { BOX, bank, e1 } from './spillway-conf.js';
import { Systemd } from './systemd.js';

const UNIT = 'spillway.service';
const BACKUP = 'spillway-backup.service';
const WEB = 'spillway-web.service';
const PORT = 8443;
const PASSWORD = 'correct horse battery';
const CONFIGURATION = '/etc/spillway/spillway.yaml';
const INSTALL = projectFile('packaging/install.sh');
const SCHED_FIFO = '1';

const configuration = {
  data: '/var/lib/spillway',
  board: { type: 'dahdi', spans: [e1('trunk', BOX.e1), bank('stations', BOX.bank, 'station')] },
  accessNumbers: [{ number: '88880001', queue: 'sales' }],
  queues: [{ name: 'sales' }],
  web: { port: PORT },
  people: [{ id: 'wang', name: 'Wang', role: 'administrator' }],
};

/** Who may open the card: `group mode` of each of its devices, each once. */
function cardBelongsTo(systemd: Systemd): string {
  systemd.run('udevadm', 'settle');
  return systemd.run('sh', '-c', "find /dev/dahdi -type c -exec stat --format '%G %a' {} + | sort -u");
}

/** Scheduling policy and priority of the box's threads, by their names. */
function scheduling(
  systemd: Systemd,
  pid: string,
): Map<string, { readonly policy: string; readonly priority: string }> {
  const lines = systemd.run('sh', '-c', `cat /proc/${pid}/task/*/stat`).split('\n');
  return new Map(
    lines.map((line) => {
      const [, name = '', rest = ''] = /\((.*)\) (.*)/.exec(line) ?? [];
      const fields = rest.split(' '); // from the third of proc(5) on
      return [name, { priority: fields[37] ?? '', policy: fields[38] ?? '' }];
    }),
  );
}

t.test('the box as a service: installed, ready, real time, its watchdog, an end in order', async (t) => {
  const systemd = await Systemd.begin(t);
  const mainPid = () => systemd.property(UNIT, 'MainPID');

  t.not(cardBelongsTo(systemd), 'dahdi 660', 'before, it is not ours');
  t.match(systemd.run(INSTALL), /systemctl enable --now spillway\.service/);
  t.equal(cardBelongsTo(systemd), 'dahdi 660', 'the udev rule has given it to the group');
  writeFileSync(CONFIGURATION, stringify(configuration)); // the file of the installation keeps its owner and mode

  withoutWeb(systemd);
  systemd.run('systemctl', 'start', UNIT); // Type=notify: comes back with READY=1
  t.equal(systemd.run('systemctl', 'is-active', UNIT), 'active');
  const first = mainPid();
  const status = JSON.parse(spillway(systemd, 'status', '--json'));
  t.match(status, { spans: [{ name: 'trunk' }, { name: 'stations' }] });
  const user = systemd.run('id', '--user', 'spillway');
  t.match(readProcess(systemd, first), {
    Uid: new RegExp(`^${user}\\t`),
    CapEff: '0000000000000000',
    NoNewPrivs: '1',
    Seccomp: '2',
  });
  t.match(scheduling(systemd, first).get('spillway-media'), { policy: SCHED_FIFO, priority: '50' });

  systemd.run('kill', '-STOP', first);
  const took = await systemd.until('the watchdog has killed and restarted it', () => {
    return systemd.property(UNIT, 'NRestarts') === '1' && systemd.property(UNIT, 'ActiveState') === 'active';
  });
  t.comment(`killed and ready again ${Math.round(took / 1000)} s after it was stopped`);
  t.not(mainPid(), first);
  t.match(
    systemd.run('journalctl', '--no-pager', '--output', 'cat', '--unit', UNIT),
    /Watchdog timeout \(limit 30s\)!/,
  );

  systemd.run('systemctl', 'start', BACKUP); // comes back when it is made, and fails when it was not
  const [made = ''] = systemd.run('ls', '/var/backups/spillway').split('\n');
  t.match(
    systemd.run('tar', 'tf', `/var/backups/spillway/${made}`),
    /spillway\.yaml/,
    'a backup beside a box that runs',
  );

  await t.test('the console and the API as a service of their own', (t) => webProcess(t, systemd));

  systemd.run('systemctl', 'stop', UNIT);
  t.equal(systemd.property(UNIT, 'ActiveState'), 'inactive');
  t.equal(systemd.property(UNIT, 'Result'), 'success');
  t.equal(systemd.property(UNIT, 'ExecMainStatus'), '0');
  t.equal(systemd.property(UNIT, 'SubState'), 'dead', 'an end in order is not restarted');

  systemd.run(INSTALL, '--remove');
  t.equal(systemd.property(UNIT, 'LoadState'), 'not-found');
});

/** What `spillway` prints, asked over the operator's socket. */
function spillway(systemd: Systemd, ...given: readonly string[]): string {
  const socket = ['--socket', '/var/lib/spillway/box.sock'];
  return systemd.run('node', projectFile('dist/cli/main.js'), ...given, ...socket);
}

/** What `systemctl edit spillway.service` writes, as docs/api.md says. */
function withoutWeb(systemd: Systemd): void {
  const command = /path=.*argv\[\]=(.*?) ;/.exec(systemd.property(UNIT, 'ExecStart'))?.[1] ?? '';
  mkdirSync(`/etc/systemd/system/${UNIT}.d`, { recursive: true });
  writeFileSync(`/etc/systemd/system/${UNIT}.d/no-web.conf`, `[Service]\nExecStart=\nExecStart=${command} --no-web\n`);
  systemd.run('systemctl', 'daemon-reload');
}

/** The status of what the web process answers; 0: nobody does. */
function asked(path: string, body?: object): Promise<number> {
  const headers = body ? { 'content-type': 'application/json', origin: `https://localhost:${PORT}` } : {};
  const method = body ? 'POST' : 'GET';
  return new Promise((resolve) => {
    const call = request(
      { host: 'localhost', port: PORT, path, method, headers, rejectUnauthorized: false },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    call.once('error', () => resolve(0));
    call.end(body && JSON.stringify(body));
  });
}

const isServed = async () => (await asked('/api/v1/health')) === 200;

/** It serves, lets a person in by the box's word, has no way to the operator's socket, and comes again when it is killed. */
async function webProcess(t: Test, systemd: Systemd): Promise<void> {
  const box = systemd.property(UNIT, 'MainPID');
  systemd.run('systemctl', 'start', WEB);
  await systemd.until('it serves', isServed).catch((fault) => {
    t.comment(systemd.run('journalctl', '--no-pager', '--output', 'cat', '--unit', WEB, '--lines', '30'));
    throw fault;
  });
  const pid = systemd.property(WEB, 'MainPID');
  const user = systemd.run('id', '--user', 'spillway-web');
  t.match(readProcess(systemd, pid), {
    Uid: new RegExp(`^${user}\\t`),
    CapEff: '0000000000000000',
    NoNewPrivs: '1',
    Seccomp: '2',
  });
  const groups = ['spillway', 'spillway-web'].map((name) =>
    systemd.run('sh', '-c', `getent group ${name} | cut -d: -f3`),
  );
  const asItself = [
    'setpriv',
    `--reuid=${user}`,
    `--regid=${groups[1]}`,
    `--groups=${groups.join()}`,
    '--inh-caps=-all',
  ];
  const inIt = ['nsenter', `--target=${pid}`, '--mount', ...asItself];
  systemd.run(...inIt, 'cat', CONFIGURATION);
  t.throws(() => systemd.run(...inIt, 'cat', '/var/lib/spillway/box.sock'), "the operator's socket is kept from it");

  spillway(systemd, 'people', 'password', 'wang', '--password', PASSWORD);
  t.equal(await asked('/api/v1/session', { id: 'wang', password: `${PASSWORD}!` }), 401);
  t.equal(await asked('/api/v1/session', { id: 'wang', password: PASSWORD }), 200);

  systemd.run('kill', '-KILL', pid);
  await systemd.until('it serves again', async () => systemd.property(WEB, 'MainPID') !== pid && (await isServed()));
  t.equal(systemd.property(UNIT, 'MainPID'), box, 'the box has run on');
  systemd.run('systemctl', 'stop', WEB);
  t.equal(systemd.property(WEB, 'Result'), 'success');
}

function readProcess(systemd: Systemd, pid: string): Record<string, string> {
  const lines = systemd.run('cat', `/proc/${pid}/status`).split('\n');
  return Object.fromEntries(lines.map((line) => line.split(/:\s*/) as [string, string]));
}
