// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-14
// Is the wave of a running box lived again out of its log, without the box noticing? Real calls over the virtual board, a real database.
import { DateTime } from 'luxon';
import t from 'tap';
import { DirectoryRecords } from '../../src/store/index.js';
import { ACCESS_NUMBER } from '../support/box.js';
import { command } from '../support/command.js';
import { shop } from '../support/shop.js';

const ZONE = 'Asia/Shanghai';

t.test('beside a running box: what happened is read, and calls go on', async (t) => {
  const { world, box, path, file } = await shop(t, { telephones: 1, signedIn: 1 });
  const began = box.clock.utc(world.clock.now());
  const telephone = world.telephone(1);
  const caller = world.network.call(ACCESS_NUMBER, '13912345670');
  await world.until(() => telephone.rings);
  telephone.lift();
  await world.advance(20_000);
  const patient = world.network.call(ACCESS_NUMBER, '13912345671'); // he waits, and gives up
  await world.advance(15_000);
  patient.clear();
  await world.advance(2_000);
  caller.clear();
  await world.advance(1_000);
  telephone.putDown();
  await world.advance(5_000);
  const goesOn = world.network.call(ACCESS_NUMBER, '13912345672'); // up while the log is read
  await world.until(() => telephone.rings);
  await box.settled();

  const day = (at: number) => DateTime.fromMillis(at, { zone: ZONE }).toFormat('yyyy-MM-dd HH:mm');
  const times = ['--from', day(began - 60_000), '--to', day(box.clock.utc(world.clock.now()) + 120_000)];
  const given = ['simulate', '--from-log', '--config', path, ...times, '--json'];
  const { code, text, complaint } = await command(...given);
  t.equal(code, 0, complaint);
  const [{ known, runs }] = JSON.parse(text);
  t.equal(known.calls, 3);
  t.equal(known.callers, 3);
  t.equal(runs[0].callers, 3);
  t.ok(runs[0].agentHours > 0, 'the agent was signed in');

  // A reader who is in the midst of a list, and one who has gone: neither is in the way of a call.
  const records = new DirectoryRecords(file.current.data);
  const list = await records.list('exportedCalls', { from: began - 60_000, to: began + 3_600_000 });
  telephone.lift();
  await world.advance(3_000);
  goesOn.clear();
  await world.advance(1_000);
  telephone.putDown();
  await world.advance(2_000);
  await box.settled();
  t.match(box.status().store, { waiting: 0, since: undefined }, 'the box has written all the time');
  t.equal((await list.rows()).length, 3);
  await records.close();
  const again = await command(...given);
  t.equal(JSON.parse(again.text)[0].known.talks, known.talks + 1, 'what has ended meanwhile is in it');
});
