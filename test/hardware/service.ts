// SPDX-License-Identifier: GPL-2.0-or-later
// Does packaging/ make a service of the box under a real systemd, on the real DAHDI driver? Runs in the machine of
// tools/dahdi-vm (npm run test:dahdi): installed, ready, with real-time rights, killed and restarted when it hangs, stopped.

import { writeFileSync } from 'node:fs';
import t from 'tap';
import { stringify } from 'yaml';
import { projectFile } from '../contract/engine-world.js';
import { BOX, bank, e1 } from './spillway-conf.js';
import { Systemd } from './systemd.js';

const UNIT = 'spillway.service';
const CONFIGURATION = '/etc/spillway/spillway.yaml';
const INSTALL = projectFile('packaging/install.sh');
const SCHED_FIFO = '1';

const configuration = {
  data: '/var/lib/spillway',
  board: { type: 'dahdi', spans: [e1('trunk', BOX.e1), bank('stations', BOX.bank, 'station')] },
  accessNumbers: [{ number: '88880001', queue: 'sales' }],
  queues: [{ name: 'sales' }],
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

  systemd.run('systemctl', 'start', UNIT); // Type=notify: comes back with READY=1
  t.equal(systemd.run('systemctl', 'is-active', UNIT), 'active');
  const first = mainPid();
  const status = JSON.parse(
    systemd.run('node', projectFile('dist/cli/main.js'), 'status', '--json', '--socket', '/var/lib/spillway/box.sock'),
  );
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

  systemd.run('systemctl', 'stop', UNIT);
  t.equal(systemd.property(UNIT, 'ActiveState'), 'inactive');
  t.equal(systemd.property(UNIT, 'Result'), 'success');
  t.equal(systemd.property(UNIT, 'ExecMainStatus'), '0');
  t.equal(systemd.property(UNIT, 'SubState'), 'dead', 'an end in order is not restarted');

  systemd.run(INSTALL, '--remove');
  t.equal(systemd.property(UNIT, 'LoadState'), 'not-found');
});

function readProcess(systemd: Systemd, pid: string): Record<string, string> {
  const lines = systemd.run('cat', `/proc/${pid}/status`).split('\n');
  return Object.fromEntries(lines.map((line) => line.split(/:\s*/) as [string, string]));
}
