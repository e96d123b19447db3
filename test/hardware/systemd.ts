// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test have a systemd of its own? As the first process of a container in the machine of tools/dahdi-vm, whose
// root it takes over: what it starts is sandboxed, watched and restarted as on a real machine.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { type Duration, type Instant, SystemClock, sleep } from '../../src/kernel/index.js';

const UNITS = '/etc/systemd/system';
const TARGET = 'spillway-test.target';
/** Emulated machines are slow: this only ends what would wait for ever. */
const PATIENCE: Duration = 240_000;

/** They have nothing to do here, and take a minute of an emulated machine. */
const LEFT_OUT = [
  'getty.target',
  'ldconfig.service',
  'systemd-firstboot.service',
  'systemd-hwdb-update.service',
  'systemd-journal-flush.service',
  'systemd-modules-load.service',
  'systemd-networkd.service',
  'systemd-sysusers.service',
  'systemd-timesyncd.service',
  'systemd-tmpfiles-setup.service',
  'systemd-tmpfiles-setup-dev.service',
  'systemd-udev-trigger.service', // of all devices; whoever installs a rule triggers his own
  'systemd-update-utmp.service',
  'timers.target',
];

/** The guest's root is a folder of its initramfs, and a systemd wants one that is at the top of its mounts. */
const BEGIN = [
  'cd /root && mount -o move . / && exec chroot .',
  '/usr/bin/unshare --pid --fork --kill-child --mount-proc',
  `/usr/bin/env container=dahdi-vm /lib/systemd/systemd --system --unit=${TARGET}`,
].join(' ');

/** A running systemd. Ends with the test, and all that it has started with it. */
export class Systemd {
  readonly #outer: ChildProcess;
  readonly #clock = new SystemClock();
  #pid = '';

  private constructor(t: Test) {
    for (const unit of LEFT_OUT) symlinkSync('/dev/null', join(UNITS, unit));
    writeFileSync(join(UNITS, TARGET), '[Unit]\nRequires=basic.target\nAfter=basic.target\nAllowIsolate=yes\n');
    writeFileSync('/etc/machine-id', `${'0123456789abcdef'.repeat(2)}\n`);
    const inOwnMounts = ['--mount', 'nsenter', '--mount=/proc/self/ns/mnt', '/bin/busybox', 'sh', '-c', BEGIN];
    this.#outer = spawn('unshare', inOwnMounts, { stdio: ['ignore', 'inherit', 'inherit'] });
    t.teardown(() => this.#outer.kill('SIGKILL'));
  }

  /** Resolves when it has begun everything. Once a machine. */
  static async begin(t: Test): Promise<Systemd> {
    mkdirSync(UNITS, { recursive: true });
    const systemd = new Systemd(t);
    await systemd.until('systemd is up', () => systemd.#isUp());
    return systemd;
  }

  /** Runs a command beside it and gives what it printed; throws when it fails. */
  run(...command: readonly string[]): string {
    return execFileSync('nsenter', ['--target', this.#pid, '--mount', '--pid', ...command], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }).trim();
  }

  /** What it knows of a unit. */
  property(unit: string, name: string): string {
    return this.run('systemctl', 'show', '--value', '--property', name, unit);
  }

  /** Looks every 2 s until it is so; gives how long that took. */
  async until(what: string, isSo: () => boolean | Promise<boolean>): Promise<Duration> {
    const begun: Instant = this.#clock.now();
    while (!(await isSo())) {
      const waited = this.#clock.now() - begun;
      if (waited > PATIENCE) throw new Error(`not within ${PATIENCE / 1000} s: ${what}`);
      await sleep(this.#clock, 2_000); // a look takes a while of an emulated machine
    }
    return this.#clock.now() - begun;
  }

  #isUp(): boolean {
    const { pid } = this.#outer;
    this.#pid = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    if (this.#pid === '' || !readFileSync(`/proc/${this.#pid}/comm`, 'utf8').startsWith('systemd')) return false;
    return ['running', 'degraded'].includes(this.run('sh', '-c', 'systemctl is-system-running 2>/dev/null || true'));
  }
}
