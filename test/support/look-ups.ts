// SPDX-License-Identifier: GPL-2.0-or-later
// How are look-ups tried? As the file would have them, against real servers and files of this machine.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { type Config, readConfig } from '../../src/config/index.js';
import { LookUps, type TableTold } from '../../src/lookup/index.js';

const REST = {
  board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'listen', path: 'e1.sock' } }] },
  accessNumbers: [{ number: '1', queue: 'a' }],
  queues: [{ name: 'a' }, { name: 'vip' }],
};

/** The look-ups of a file that has them. */
export function lookUpsOf(
  t: Test,
  written: { readonly lookups: unknown; readonly databases?: unknown },
  told: (told: TableTold) => void = () => {},
) {
  const config: Config = readConfig({ ...REST, ...written } as never);
  const places = (kind: string, name: string) => kind === 'queue' && ['a', 'vip'].includes(name);
  const lookUps = new LookUps({ config, places, told });
  t.teardown(() => lookUps.close());
  return lookUps;
}

/** A server on a port of its own; it is gone with the test, whatever hangs on it. */
export async function serverFor(t: Test, listener: RequestListener) {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { server, port, url: `http://127.0.0.1:${port}` };
}

/** A folder that is gone with the test. */
export function folderFor(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-lookup-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A CSV file of firms behind one number, as many as are wanted. */
export function firmsCsv(
  folder: string,
  count: number,
  queue = (nth: number) => (nth % 2 === 0 ? 'a' : 'vip'),
): string {
  const file = join(folder, 'firms.csv');
  const rows = Array.from(
    { length: count },
    (_, nth) => `${10_000 + nth},第${nth}家企业,${queue(nth)},https://crm.example.com/f/${nth}`,
  );
  writeFileSync(file, `code,name,queue,page\n${rows.join('\n')}\n`);
  return file;
}
