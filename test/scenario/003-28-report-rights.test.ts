// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 003-28
// Does a report show and hand out to each no more than his rights? By the API of the web process: pages, and the file.
import t from 'tap';
import { ACCESS_NUMBER } from '../support/box.js';
import { webBox } from '../support/web-box.js';

t.test(
  'who may not read calls sees none, who may not export gets no file, who may not see numbers gets them masked',
  async (t) => {
    const place = await webBox(t, {});
    const { world, box, during, browser } = place;
    for (const number of ['13912345678', '13800000002']) {
      const caller = world.network.call(ACCESS_NUMBER, number);
      await world.advance(3_000);
      caller.clear();
      await world.advance(1_000);
    }
    await box.settled();
    const time = 'day=2026-01-05';
    const page = `/api/v1/reports/incoming/calls?from=2026-01-01&to=2026-01-31`;
    const file = `/api/v1/reports/incoming/calls.csv?from=2026-01-01&to=2026-01-31`;

    const chen = await browser('chen');
    const first = await during(chen.get(`${page}&most=1`));
    t.equal(first.status, 200, JSON.stringify(first.body));
    t.match(first.body.rows, [{ calling: '+8613912345678', direction: 'inbound' }]);
    const second = await during(chen.get(`${page}&most=1&after=${first.body.next}`));
    t.match(second.body.rows, [{ calling: '+8613800000002' }]);
    const csv = await during(chen.get(file));
    t.equal(csv.status, 200);
    t.match(csv.headers.get('content-type'), /^text\/csv/);
    t.match(csv.headers.get('content-disposition'), /attachment; filename="incoming.csv"/);
    t.match(String(csv.body), /^id,time,caller,.*\r\n[^\r]*\+8613912345678/);
    t.match(String((await during(chen.get(`${file}&language=zh-CN`))).body), /^编号,时间,主叫号码/);
    const audited = await place.reads.selectFrom('event').select('detail').where('type', '=', 'audit.noted').execute();
    t.ok(audited.some(({ detail }) => detail?.includes('report.exported')));
    t.equal((await during(chen.get(`/api/v1/reports/sideways/calls?${time}`))).status, 400);
    t.equal((await during(chen.get('/api/v1/reports/incoming/calls?day=someday'))).status >= 400, true);

    const night = await browser('night');
    const shown = await during(night.get(page));
    t.equal(shown.status, 200);
    t.match(shown.body.rows[0], { calling: /^\+86\d+\*\*\*\*5678$/ });
    t.equal((await during(night.get(file))).status, 403, 'no export');

    const agent = await browser('1001');
    t.equal((await during(agent.get(page))).status, 403, 'no calls');
    t.equal((await during(agent.get(file))).status, 403);

    const table = await during(chen.get(`/api/v1/reports/incoming/table?${time}&language=zh-CN`));
    t.equal(table.status, 200, JSON.stringify(table.body));
    t.match(table.body, {
      title: '呼入明细表',
      headings: ['编号', '时间', '主叫号码'],
      rows: [[String], [String]],
      more: false,
    });
    const traffic = await during(chen.get(`/api/v1/reports/traffic/table?${time}&by=hour`));
    t.match(traffic.body, {
      title: 'Overall traffic by hour',
      rows: [['09:00-10:00', 2]],
      answer: { calls: { offered: 2 } },
    });
    t.match((await during(chen.get('/api/v1/reports/bill/table'))).body, { code: 'REFUSED', detail: /no rates/ });
    for (const [path, begins] of [
      ['document', 'PK'],
      ['document?format=csv', 'id,time'],
      ['paper', '%PDF-'],
    ] as const) {
      const url = `/api/v1/reports/incoming/${path}${path.includes('?') ? '&' : '?'}${time}`;
      const made = await during(chen.get(url));
      t.equal(made.status, 200, path);
      t.ok(String(made.body).startsWith(begins), path);
      t.equal((await during(night.get(url))).status, 403, `${path}: only looking`);
    }
    const masked = await during(night.get(`/api/v1/reports/incoming/table?${time}`));
    t.notMatch(JSON.stringify(masked.body), '13912345678');
    t.match(JSON.stringify(masked.body), /\*\*\*\*5678/);
    t.equal((await during(agent.get(`/api/v1/reports/traffic/table?${time}`))).status, 403);
  },
);
