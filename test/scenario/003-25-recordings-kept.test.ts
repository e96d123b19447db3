// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-22 003-25 003-26 004-11 004-28
// Is a recording sealed when it is over, found by what is known of it, heard by right, written of, and deleted so that its row stays?

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { ControlServer, controlMethods } from '../../src/host/index.js';
import { addKey } from '../../src/recording/index.js';
import { command } from '../support/command.js';
import { talk } from '../support/floor.js';
import { wavChannels } from '../support/wav.js';
import { type WebBox, webBox } from '../support/web-box.js';

/** A folder of the test's own. */
function folderOf(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Somebody talks for 3 s; the recording is over. */
async function recorded(place: WebBox, calling = '13912345678') {
  const { world } = place;
  const { caller, telephone } = await talk(place, { calling });
  await world.advance(3_000);
  caller.clear();
  await world.until(() => caller.state === 'cleared');
  telephone.putDown();
  await world.advance(500);
}

/** The only row, when it is as it should be. */
async function rowWhen(
  { world, reads }: WebBox,
  so: (row: { readonly sha256: string | null; readonly leftover: string | null }) => boolean,
) {
  for (let tries = 0; tries < 400; tries++) {
    const row = await reads.selectFrom('recording').selectAll().executeTakeFirst();
    if (row !== undefined && so(row)) return row;
    await world.advance(1_000);
    await sleep(20);
  }
  throw new Error('not reached');
}

/** The operator's shell at this box. */
async function shell(t: Test, { world, box }: WebBox) {
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'), { menus: [], functions: [] });
  const socket = join(world.folder, 'data/box.sock');
  const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
  t.teardown(() => control.close());
  return (...args: string[]) => world.during(command(...args, '--socket', socket));
}

t.test(
  'sealed within a minute, the plain file gone; heard whole, in pieces and by sides; found; deleted',
  async (t) => {
    const keys = join(folderOf(t), 'keys');
    addKey(keys, '2026');
    const place = await webBox(t, { config: { recording: { encryption: { keys }, announce: false } } });
    const { world, during, browser, reads, events } = place;
    const began = world.clock.now();
    await recorded(place);
    const row = await rowWhen(place, ({ sha256, leftover }) => sha256 !== null && leftover === null);
    t.ok(world.clock.now() - began < 120_000, 'soon');
    const folder = join(world.folder, 'data/recordings');
    t.match(row.file, /\.wav\.sealed$/);
    t.equal(row.key, '2026');
    t.ok(existsSync(join(folder, row.file)));
    t.notOk(existsSync(join(folder, row.file.replace(/\.sealed$/, ''))), 'the plain one is gone');

    const chen = await browser('chen');
    const owner = await browser('owner');
    const night = await browser('night');
    const listed = await during(
      chen.get('/api/v1/recordings?queue=sales&minMs=2000&maxMs=10000&accessNumber=88880001'),
    );
    t.match(listed, {
      status: 200,
      body: { rows: [{ id: row.id, sealed: true, sha256: row.sha256, marks: 0, tags: [] }] },
    });
    for (const none of [
      'queue=other',
      'minMs=60000',
      'maxMs=10',
      'accessNumber=1',
      'customer=K1',
      'tag=x',
      'minScore=1',
    ])
      t.match(await during(chen.get(`/api/v1/recordings?${none}`)), { status: 200, body: { rows: [] } }, none);

    const at = `${chen.base}/api/v1/recordings/${row.id}/sound`;
    const fetched = async (query: string, range?: string) => {
      const answer = await during(fetch(at + query, { headers: { cookie: chen.cookie, ...(range && { range }) } }));
      return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
    };
    const whole = await fetched('');
    t.equal(createHash('sha256').update(whole.bytes).digest('hex'), row.sha256, 'what is heard is what was recorded');
    const piece = await fetched('', 'bytes=1000-1999');
    t.equal(piece.status, 206);
    t.ok(piece.bytes.equals(whole.bytes.subarray(1_000, 2_000)));
    t.equal((await fetched('', `bytes=${whole.bytes.length}-`)).status, 416);
    const opened = join(folderOf(t), 'whole.wav');
    writeFileSync(opened, whole.bytes);
    const [left = Buffer.alloc(0)] = wavChannels(opened);
    t.ok((await fetched('?side=left')).bytes.subarray(44).equals(left));
    const length = left.length / 8;
    const [talked] = await reads
      .selectFrom('segment')
      .selectAll()
      .where('kind', '=', 'talking')
      .where('role', '=', 'customer')
      .execute();
    t.ok(
      Math.abs(length - ((talked?.toAt ?? 0) - (talked?.fromAt ?? 0))) <= 200,
      `${length} ms are as long as the talk`,
    );
    t.match(await during(chen.get(`/api/v1/recordings/${row.id}/waveform?points=50`)), {
      status: 200,
      body: { truncated: false },
    });
    t.equal((await during(night.get(`/api/v1/recordings/${row.id}/sound`))).status, 403);
    t.equal((await during(chen.get(`/api/v1/recordings/${row.id}/sound?download=true`))).status, 403);
    t.match(
      (await during(owner.get(`/api/v1/recordings/${row.id}/sound?download=true`))).headers.get('content-disposition'),
      /attachment/,
    );
    t.match(await events('audit.noted'), [{ detail: /recording.heard/, actor: 'person:chen' }]);

    t.match(await during(chen.ask('PUT', `/api/v1/recordings/${row.id}/tags/complaint`)), { status: 200 });
    const marks = `/api/v1/recordings/${row.id}/marks`;
    t.match(await during(chen.post(marks, { atMs: 1_500, text: '这里他同意了' })), {
      status: 200,
      body: { atMs: 1_500 },
    });
    t.match(await during(chen.post(marks, { atMs: 99_000, text: 'x' })), { status: 409 }, 'behind its end');
    t.match(await during(chen.get('/api/v1/recordings?tag=complaint')), {
      body: { rows: [{ tags: ['complaint'], marks: 1 }] },
    });
    t.match(await during(chen.get(marks)), { body: [{ text: '这里他同意了', by: 'person:chen' }] });

    const spillway = await shell(t, place);
    t.match(await spillway('recordings', 'verify'), { code: 0, text: /1 recordings: 1 whole, 0 missing/ });
    const out = join(folderOf(t), 'case');
    t.match(await spillway('recordings', 'export', out, '--tag', 'complaint'), { code: 0 });
    t.match(await spillway('recordings', 'check', out), { code: 0, text: /2 files: 2 as they were/ });
    const copy = join(out, row.file.replace(/\.sealed$/, ''));
    t.ok(readFileSync(copy).equals(whole.bytes), 'an export is open');
    writeFileSync(copy, 'x');
    t.match(await spillway('recordings', 'check', out), { code: 1 });

    t.equal((await during(chen.ask('DELETE', `/api/v1/recordings/${row.id}?reason=x`))).status, 403);
    const held = await spillway('records', 'hold', 'call', row.call, '--reason', 'case 17', '--by', 'Li');
    t.match(await during(chen.get('/api/v1/recordings')), { body: { rows: [{ held: true }] } });
    t.equal((await during(owner.ask('DELETE', `/api/v1/recordings/${row.id}?reason=x`))).status, 409, 'held');
    await spillway('records', 'release', held.text.trim(), '--by', 'Li');
    t.equal((await during(owner.ask('DELETE', `/api/v1/recordings/${row.id}?reason=asked`))).status, 204);
    t.notOk(existsSync(join(folder, row.file)));
    t.match(await during(chen.get('/api/v1/recordings')), { body: { rows: [] } });
    const [gone] = (await during(chen.get('/api/v1/deleted-recordings'))).body;
    t.match(gone, { id: row.id, sha256: row.sha256, deletedBy: 'person:owner', reason: 'asked' });
  },
);

t.test('a file that is lost, cut off or changed is shown as such and counted; nothing fails', async (t) => {
  const place = await webBox(t, { config: { recording: { announce: false } } });
  const { world, during, browser } = place;
  await recorded(place);
  const row = await rowWhen(place, ({ sha256 }) => sha256 !== null);
  const path = join(world.folder, 'data/recordings', row.file);
  const whole = readFileSync(path);
  const chen = await browser('chen');
  const spillway = await shell(t, place);
  const list = async () => (await during(chen.get('/api/v1/recordings'))).body.rows[0];
  t.equal((await list()).broken, undefined);

  const changed = Buffer.from(whole);
  changed[changed.length - 5] = (changed[changed.length - 5] ?? 0) ^ 1;
  writeFileSync(path, changed);
  t.match(await spillway('recordings', 'verify', '--json'), { code: 1, text: /"what": "changed"/ });
  writeFileSync(path, whole.subarray(0, whole.length - 4_000));
  t.equal((await list()).broken, 'truncated');
  t.match(await spillway('recordings', 'verify'), { code: 1, text: /shorter than it was/ });
  t.match(await during(chen.get(`/api/v1/recordings/${row.id}/waveform`)), { status: 200, body: { truncated: true } });
  writeFileSync(join(world.folder, 'data/recordings/nobody.wav'), whole);
  t.match(await spillway('recordings', 'verify'), { code: 1, text: /1 orphaned/ });
  rmSync(path);
  t.equal((await list()).broken, 'missing');
  t.match(await during(chen.get(`/api/v1/recordings/${row.id}/sound`)), { status: 404 });
  t.match(await spillway('recordings', 'verify'), { code: 1, text: /0 whole, 1 missing/ });
  t.equal((await during(chen.get(`/api/v1/calls/${row.call}`))).status, 200);
});
