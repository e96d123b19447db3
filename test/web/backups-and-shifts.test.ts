// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-06 000-59
// Does an administrator look after backups and shifts over the API? One is made beside the running box, verified and restored in a drill; shifts are the file's, by calendars; agents come, learn, and go.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { backupMethods } from '../../src/host/backup-methods.js';
import { agentId, type BoxOptions } from '../support/box.js';
import { webBox } from '../support/web-box.js';

const [LI, BO] = [agentId(1), agentId(2)];
const EARLY = { hours: [{ from: '08:00', to: '16:30' }], holidays: ['2026-01-06'] };
const LATE = { hours: [{ from: '16:30', to: '01:00' }] };
const SHOP: BoxOptions = { signedIn: 1, config: { calendars: { early: EARLY, late: LATE } } };

t.test('a backup is made, verified, drilled; a damaged one is told of; without the right nothing', async (t) => {
  const { world, box, during, browser } = await webBox(t, SHOP);
  const owner = await browser('owner');
  const list = async () => (await during(owner.get('/api/v1/backups'))).body;
  const over = () => during(ends(async () => (await owner.get('/api/v1/backups')).body.underWay === undefined));
  t.match(await list(), { archives: [], keep: 14, sameDisk: true, directory: /backups$/ });

  const begun = await during(owner.post('/api/v1/backups', { recordings: true }));
  t.match(begun, { status: 200, body: { underWay: { act: 'make' } } });
  t.match(await during(owner.post('/api/v1/backups')), { status: 409, body: { detail: /one at a time/ } });
  await over();
  const { archives, directory } = await list();
  t.match(archives, [{ name: /^spillway-.*\.tar\.gz$/, found: { act: 'make', wrong: [], openPromises: 0 } }]);
  const [{ name }] = archives;

  await during(owner.post(`/api/v1/backups/${name}/verify`));
  await over();
  t.match((await list()).archives, [{ found: { act: 'verify', wrong: [], openPromises: 0 } }]);
  await during(owner.post(`/api/v1/backups/${name}/drill`));
  await over();
  t.match((await list()).archives, [{ found: { act: 'drill', wrong: [], took: Number } }], 'it would be back');
  const begunAnew = backupMethods(box, ConfigFile.open(join(world.folder, 'spillway.yaml')));
  t.match(begunAnew.backups?.({}, undefined as never), { archives: [{ name, found: { act: 'drill', wrong: [] } }] });
  const audited = await during(owner.get('/api/v1/audit?type=audit.noted'));
  const told = audited.body.rows.map(({ actor, facts }: { actor: string; facts: object }) => ({ actor, ...facts }));
  t.match(told, [
    { actor: 'person:owner', what: 'backup.drill', subject: name },
    { actor: 'person:owner', what: 'backup.verify', subject: name },
    { actor: 'person:owner', what: 'backup.make', subject: name },
  ]);

  const bytes = readFileSync(join(directory, name));
  writeFileSync(join(directory, name), bytes.subarray(0, bytes.length >> 1));
  await during(owner.post(`/api/v1/backups/${name}/verify`));
  await over();
  t.match((await list()).archives, [{ found: { act: 'verify', wrong: [/./] } }]);

  const nowhere = 'spillway-20200101T000000Z.tar.gz';
  t.match(await during(owner.post(`/api/v1/backups/${nowhere}/drill`)), { status: 404 });
  t.match(await during(owner.post('/api/v1/backups/..%2Fspillway.yaml/verify')), { status: 400 }, 'no path');
  const chen = await browser('chen');
  t.match(await during(chen.get('/api/v1/backups')), { status: 403 });
  t.match(await during(chen.post('/api/v1/backups')), { status: 403 });
  const moved = { changes: [{ path: 'backups.directory', value: '/etc' }] };
  t.match(
    await during(owner.post('/api/v1/settings/check', moved)),
    { status: 403 },
    'where they go is the operator’s',
  );
  await world.advance(20);
});

t.test('agents come, learn, have their shifts, and go; who is due and away is told', async (t) => {
  const { world, during, browser, box } = await webBox(t, SHOP);
  const owner = await browser('owner');
  const change = async (path: string, value: unknown) => {
    const { headers } = await during(owner.get('/api/v1/settings/text'));
    const wanted = { changes: [value === undefined ? { path, remove: true } : { path, value }] };
    return during(owner.ask('PATCH', '/api/v1/settings', wanted, { 'if-match': headers.get('etag') ?? '' }));
  };
  const added = await during(owner.post('/api/v1/staff/agents', { agent: '1009', name: '周琳', queues: ['sales'] }));
  t.match(added, { status: 200, body: { agent: '1009', password: String, problems: [] } });
  t.match(await during(owner.ask('PUT', '/api/v1/staff/agents/1009/skills', { skills: { english: 7 } })), {
    body: { skills: { english: 7 } },
  });

  t.match(await change(`agents.${LI}.shifts`, [{ calendar: 'late' }]), { status: 200, body: { problems: [] } });
  const planned = [
    { calendar: 'early' },
    { from: '2026-01-07', to: '2026-01-07' },
    { calendar: 'late', from: '2026-01-08' },
  ];
  t.match(await change(`agents.${BO}.shifts`, planned), { status: 200, body: { problems: [] } });
  t.match(await change('agents.1009.shifts', [{ calendar: 'night' }]), { status: 422 }, 'no such calendar');

  const { body } = await during(owner.get('/api/v1/shifts?from=2026-01-05&days=4'));
  t.same(body.days, ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08']);
  const of = (agent: string) => body.agents.find((one: { agent: string }) => one.agent === agent);
  const clock = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(5, 16);
  const shown = of(BO).days.map(({ off, shifts }: { off: boolean; shifts: { from: number; to: number }[] }) =>
    off ? 'off' : shifts.map(({ from, to }) => `${clock(from)} ${clock(to)}`).join(),
  );
  t.same(
    shown,
    ['01-05T08:00 01-05T16:30', '', 'off', '01-08T16:30 01-09T01:00'],
    'his calendar, its holiday, a day off, another calendar past midnight',
  );

  const now = box.clock.utc(box.clock.now());
  const today = await during(owner.get('/api/v1/shifts?days=1'));
  const due = (from: number) => from <= now;
  for (const { agent, now: works, missingSince, state } of today.body.agents) {
    t.equal(missingSince !== undefined, works !== undefined && state === 'signedOut', agent);
    if (works !== undefined) t.ok(due(works.from));
  }
  const li = await browser(LI);
  t.match(await during(li.get(`/api/v1/agents/${LI}/shifts`)), { status: 200, body: { agents: [{ agent: LI }] } });
  t.match(await during(li.get('/api/v1/shifts')), { status: 403 });
  t.match(await during(li.get(`/api/v1/agents/${BO}/shifts`)), { status: 403 });
  t.match(await during(owner.get('/api/v1/shifts?from=monday')), { status: 400 });

  t.match(await during(owner.ask('DELETE', '/api/v1/staff/agents/1009')), { status: 204 });
  const staff = await during(owner.get('/api/v1/staff'));
  t.notOk(staff.body.some(({ id }: { id: string }) => id === '1009'));
  await world.advance(20);
});

/** Asks again and again, at real time. */
async function ends(so: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await so()) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error('a backup did not end');
}
