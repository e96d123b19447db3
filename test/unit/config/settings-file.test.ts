// SPDX-License-Identifier: GPL-2.0-or-later
// Does a change of one setting leave everything else as people wrote it, and is nothing overwritten that nobody has seen?
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { changeSettings, readSetting, revisionsIn } from '../../../src/config/index.js';
import { changeSettingsAside } from '../../../src/config/settings-aside.js';
import { changedText } from '../../../src/config/settings-file.js';

const TEXT = `# the shop of Mr Li
board:
  type: virtual
  spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] # one line
accessNumbers:
  - { number: '88880001', queue: sales } # television
queues:
  - name: sales
    wrapUp: 10s # they asked for it
  - name: 售后
surge:
  on: 0.8   # as in March
`;

function fileOf(t: Test, text = TEXT): string {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-settings-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'spillway.yaml'), text);
  return join(folder, 'spillway.yaml');
}

t.test('one value changes, comments and order stay', async (t) => {
  const file = fileOf(t);
  const { revision, value } = readSetting(file, 'queues.sales.wrapUp');
  t.equal(value, '10s');
  const changed = changeSettings(file, [{ path: 'queues.sales.wrapUp', value: '20s' }], { revision });
  const text = readFileSync(file, 'utf8');
  t.match(
    text,
    /# the shop of Mr Li[\s\S]*# one line[\s\S]*# television[\s\S]*wrapUp: 20s # they asked for it[\s\S]*# as in March/,
  );
  t.equal(changed.before, revision);
  t.equal(readSetting(file).revision, changed.revision);
  t.equal(changed.config.queues[0]?.wrapUp, 20_000);
  const [kept = ''] = revisionsIn(join(file, '../data'));
  t.equal(readFileSync(join(file, '../data/revisions', kept), 'utf8'), TEXT);
});

t.test(
  'what is written in braces stays so, with its quotes and comments, and what is new beside it is written alike',
  async (t) => {
    const written = `calendars: # each has days of its own
  shop: { hours: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }], holidays: ["2026-10-01"] } # as on the door
queues:
  - { name: orders, wrapUp: 15s } # the big one
  - name: support
    # quick ones
    wrapUp: 10s
`;
    const changed = changedText(written, [
      {
        path: 'calendars.shop',
        value: {
          hours: [
            { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
            { days: [6], from: '10:00', to: '12:00' },
          ],
          holidays: ['2026-10-01', '2026-10-02'],
        },
      },
      { path: 'calendars.night', value: { hours: [{ from: '20:00', to: '23:00' }] } },
      { path: 'queues.support', value: { name: 'support', wrapUp: '20s', maxWait: '3min' } },
      { path: 'queues.+', value: { name: 'returns' } },
    ]);
    t.equal(
      changed,
      `calendars: # each has days of its own
  shop: { hours: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }, { days: [6], from: "10:00", to: "12:00" }], holidays: ["2026-10-01", "2026-10-02"] } # as on the door
  night: { hours: [{ from: "20:00", to: "23:00" }] }
queues:
  - { name: orders, wrapUp: 15s } # the big one
  - name: support
    # quick ones
    wrapUp: 20s
    maxWait: 3min
  - { name: returns }
`,
    );
  },
);

t.test('an entry that stays keeps what is written beside it, wherever it goes', async (t) => {
  const written = 'blocked:\n  - "13800000001" # calls at night\n  - "13800000002"\n';
  const change = (value: unknown) => changedText(written, [{ path: 'blocked', value }]);
  t.equal(change(['13800000003', '13800000001']), 'blocked:\n  - "13800000003"\n  - "13800000001" # calls at night\n');
  t.equal(change([]), 'blocked: []\n');
});

t.test('a setting that is not there yet is added, one that is taken out has its default', async (t) => {
  const file = fileOf(t);
  t.equal(changeSettings(file, [{ path: 'callback.attempts', value: 5 }]).config.callback.attempts, 5);
  t.equal(changeSettings(file, [{ path: 'surge.on', value: undefined }]).config.surge.on, 0.8);
  t.match(changeSettings(file, [{ path: 'queues.+', value: { name: 'new' } }]).config.queues, [
    {},
    { name: '售后' },
    { name: 'new' },
  ]);
  t.match(changeSettings(file, [{ path: 'queues.售后', value: undefined }]).config.queues, [
    { name: 'sales' },
    { name: 'new' },
  ]);
});

t.test('what somebody else has changed meanwhile is not overwritten', async (t) => {
  const file = fileOf(t);
  const { revision } = readSetting(file);
  changeSettings(file, [{ path: 'surge.on', value: 0.7 }], { revision });
  t.throws(() => changeSettings(file, [{ path: 'surge.on', value: 0.9 }], { revision }), { code: 'REFUSED' });
  t.equal(readSetting(file, 'surge.on').value, 0.7);
});

t.test('what would be wrong is not written, nor half of several changes', async (t) => {
  const file = fileOf(t);
  const wrong = [
    [{ path: 'surge.on', value: 2 }],
    [{ path: 'surge.on', value: 'much' }],
    [{ path: 'surge.onn', value: 0.5 }],
    [{ path: 'queues', value: undefined }],
    [
      { path: 'surge.on', value: 0.7 },
      { path: 'queues.sales.overflow', value: 'somewhere' },
    ],
  ];
  for (const changes of wrong)
    t.throws(() => changeSettings(file, changes), { code: 'CONFIG_INVALID' }, JSON.stringify(changes));
  for (const path of ['', 'queues.nobody.wrapUp', 'queues.7', 'surge.on.more.of.it'])
    t.throws(() => changeSettings(file, [{ path, value: 1 }]), Error, path);
  t.equal(readFileSync(file, 'utf8'), TEXT);
  t.same(revisionsIn(join(file, '../data')), []);
});

t.test('a file that is wrong already is not made worse, and a link stays one', async (t) => {
  const file = fileOf(t, 'queues: [\n');
  t.throws(() => changeSettings(file, [{ path: 'surge.on', value: 0.5 }]), Error);
  const real = fileOf(t);
  const link = join(real, '../link.yaml');
  symlinkSync('spillway.yaml', link);
  changeSettings(link, [{ path: 'surge.on', value: 0.75 }]);
  t.equal(readSetting(real, 'surge.on').value, 0.75);
  t.same(readdirSync(join(real, '..')).sort(), ['data', 'link.yaml', 'spillway.yaml'], 'no draft is left');
});

t.test('the thread gives the same faults', async (t) => {
  const file = fileOf(t);
  await t.rejects(changeSettingsAside(file, [{ path: 'surge.on', value: 2 }], {}), { code: 'CONFIG_INVALID' });
  await t.rejects(changeSettingsAside(file, [{ path: 'surge.on', value: 0.7 }], { revision: 'old' }), {
    code: 'REFUSED',
  });
  await t.rejects(changeSettingsAside(`${file}.none`, [{ path: 'surge.on', value: 0.7 }], {}), /ENOENT/);
  t.equal((await changeSettingsAside(file, [{ path: 'surge.on', value: 0.7 }], {})).config.surge.on, 0.7);
});
