// SPDX-License-Identifier: GPL-2.0-or-later
// Do the lines for systemd reach its socket, whatever kind it is, and does nobody wait for one that is gone?
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { serviceManager } from '../../../src/host/index.js';
import { notifySocket } from '../../support/notify-socket.js';

t.test('lines reach a socket with a path and an abstract one', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-notify-')); // a socket's path must be short
  t.teardown(() => rmSync(folder, { recursive: true }));
  for (const name of [join(folder, 'notify.sock'), `@spillway-test-${process.pid}`]) {
    const ear = await notifySocket(t, name);
    const manager = serviceManager({ NOTIFY_SOCKET: name });
    const heard = ear.next('READY');
    t.equal(manager?.tell({ READY: '1', STATUS: 'two\nlines 中文' }), true, name);
    await heard;
    t.same(ear.told, ['READY=1 STATUS=two lines 中文 ']);
  }
});

t.test('a socket that is not there is no reason to stop', async (t) => {
  const manager = serviceManager({ NOTIFY_SOCKET: join(t.testdir(), 'none.sock') });
  t.equal(manager?.tell({ READY: '1' }), false);
});

t.test('whoever was not started by systemd has no manager, and a watchdog is his whom it names', async (t) => {
  t.equal(serviceManager({}), undefined);
  t.equal(serviceManager({ NOTIFY_SOCKET: 'vsock:2:1234' }), undefined);
  const NOTIFY_SOCKET = '/run/none';
  const watchdog = (more: Record<string, string>) => serviceManager({ NOTIFY_SOCKET, ...more })?.watchdog;
  t.equal(watchdog({}), undefined);
  t.equal(watchdog({ WATCHDOG_USEC: '30000000' }), 30_000);
  t.equal(watchdog({ WATCHDOG_USEC: '30000000', WATCHDOG_PID: String(process.pid) }), 30_000);
  t.equal(watchdog({ WATCHDOG_USEC: '30000000', WATCHDOG_PID: '1' }), undefined);
});
