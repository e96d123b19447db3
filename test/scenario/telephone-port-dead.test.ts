// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-39
// A telephone whose port is dead or whose line is shorted: it is told by an alarm of its own, nobody is offered to it, and all is well when it has
// its voltage again. A line to the exchange that is dead is told likewise.
import t from 'tap';
import { toneZone } from '../../src/native/index.js';
import { LocalExchange, type SubscriberLine } from '../../src/sim/index.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';
import { agent } from '../support/floor.js';

t.test('a shorted line takes the voltage from a port', async (t) => {
  const { world, box } = await openBox(t, { telephones: 2 });
  const standing = async () => (await box.alarms.list()).map(({ code, subject }) => `${code} ${subject}`);
  const { channel } = world.telephone(1);
  const reports = () => box.lines.channels('stations').map(({ condition, hindrances }) => ({ condition, hindrances }));

  world.media.battery(channel, false);
  await world.advance(1_000);
  t.same(await standing(), ['TELEPHONE_PORT_DEAD 801']);
  t.match(reports()[0], { condition: 'alarm', hindrances: ['battery'] });

  world.network.call(ACCESS_NUMBER, '13912345678');
  world.network.call(ACCESS_NUMBER, '13912345679');
  await world.until(() => world.telephone(2).rings);
  await world.advance(5_000);
  t.notOk(world.telephone(1).rings, 'and nobody rings there');
  t.not(agent(box, 1).state, 'ringing');

  world.media.battery(channel, true);
  await world.until(() => world.telephone(1).rings, 20_000);
  t.same(await standing(), []);
});

t.test('a port that dies while it rings: the caller is offered to another one', async (t) => {
  const { world, box } = await openBox(t, { telephones: 2, signedIn: 1 });
  world.network.call(ACCESS_NUMBER, '13912345678');
  await world.until(() => world.telephone(1).rings);
  world.media.battery(world.telephone(1).channel, false);
  await world.advance(1_000);
  box.agents.signIn('1002', '802');
  await world.until(() => world.telephone(2).rings, 30_000);
  t.pass('he is');
});

t.test('a dead line to the exchange is told, whether it rests or not', async (t) => {
  const { world, box } = await openBox(t, { e1s: 0, telephones: 1, lines: 1 });
  const office = new LocalExchange(world.media, world.clock, 'office', { tones: toneZone('cn') });
  const line = office.lines[0] as SubscriberLine;
  // Its span has no channel any more, which is told, too.
  const standing = async () =>
    (await box.alarms.list()).flatMap(({ code, subject }) => (code.startsWith('LINE_') ? [`${code} ${subject}`] : []));
  line.pulled();
  await world.advance(1_000);
  t.same(await standing(), ['LINE_NO_BATTERY lines/1']);
  line.plugged();
  await world.advance(1_000);
  t.same(await standing(), []);
});
