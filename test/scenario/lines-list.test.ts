// SPDX-License-Identifier: GPL-2.0-or-later
// Does an operator see of each span and channel how it is, what was counted there, and who talks on it?
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { controlMethods } from '../../src/host/control-methods.js';
import { ControlServer } from '../../src/host/index.js';
import { openBox } from '../support/box.js';
import { command } from '../support/command.js';
import { talk } from '../support/floor.js';

async function atSocket(t: Test) {
  const place = await openBox(t, { e1s: 2 });
  const { world, box } = place;
  const socket = join(world.folder, 'data/box.sock');
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'));
  const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
  t.teardown(() => control.close());
  const spillway = (...args: (string | { readonly language: 'zh-CN' })[]) =>
    world.during(command(...args, '--socket', socket));
  return { ...place, spillway };
}

t.test('spans: alarm, D-channel, channels in service, and counters', async (t) => {
  const { spillway, box } = await atSocket(t);

  const [head, first, second] = (await spillway('spans')).text.split('\n');
  t.match(head, /no +span +alarm +D-channel +since +in service +busy +busied out +slips +ppm +errors/);
  t.match(first, /1 +e1-1 +none +up +2026-01-05 \S+ +30\/30 +0 +0 +0 +0 +0 +0 +0 +1\/0 +0/);
  t.match(second, /2 +e1-2 +none +up/);
  t.match((await spillway({ language: 'zh-CN' }, 'spans')).text, /中继 +告警 +D 信道/);
  t.match(JSON.parse((await spillway('spans', '--json')).text), [
    { number: 1, name: 'e1-1', alarms: [], dChannel: 'up', counters: { slips: 0, badPackets: 0, dChannelUps: 1 } },
    { name: 'e1-2' },
    { name: 'stations', kind: 'analog' },
  ]);
  t.same(
    box.lines.spans('2').map(({ name }) => name),
    ['e1-2'],
  );
});

t.test('spans: which channels are out of service, and why', async (t) => {
  const { spillway, world } = await atSocket(t);
  await spillway('channels', 'busy-out', '1/5,17-20');
  await world.advance(100);

  t.match((await spillway('spans', '1')).text, /^e1-1: out of service: 5, 17-20 \(busied out\)$/m);
  t.match((await spillway({ language: 'zh-CN' }, 'spans', '1')).text, /^e1-1：停用信道 5, 17-20（人工闭塞）$/m);
  t.match(JSON.parse((await spillway('spans', '1', '--json')).text)[0].outOfService, [
    { slots: [5, 17, 18, 19, 20], hindrances: ['busiedOut'] },
  ]);
});

t.test('channels: who talks on each, with whom', async (t) => {
  const place = await atSocket(t);
  const { spillway } = place;
  const { caller } = await talk(place, { calling: '13900000001' });
  const [{ id } = { id: '' }] = await place.box.recentCalls(1);

  const rows = (await spillway('channels', '1')).text.split('\n');
  t.equal(rows.length, 32, 'thirty channels, the headings, and whose time it is');
  t.match(rows[0], /channel +state +since +direction +number +agent +call +calls/);
  const row = rows.find((line) => line.includes('talking')) ?? '';
  t.match(row, new RegExp(`e1-1/${caller.channel.slot} +talking +2026-.* incoming +13900000001 +1001 +${id} +1`));
  t.match(rows[2], /e1-1\/2 +idle/);
  const telephone = place.box.lines.channels('stations')[0];
  t.match(telephone, { name: 'stations/1', condition: 'talking', talk: { number: '13900000001', call: id } });
});

t.test('a number that is withheld is not shown', async (t) => {
  const place = await atSocket(t);
  const { world, box } = place;
  world.network.call('88880001', '13900000001', {
    calling: { digits: '13900000001', type: 'national', presentation: 'restricted' },
  });
  await world.until(() => world.telephone(1).rings);

  const held = box.lines.channels('1').find(({ talk }) => talk !== undefined);
  t.match(held, { condition: 'ringing', talk: { direction: 'incoming' } });
  t.equal(held?.talk?.number, undefined);
});

t.test('a span that is not there is refused with those that are', async (t) => {
  const { spillway } = await atSocket(t);
  t.match(await spillway('channels', '9'), { code: 1, complaint: /span 9; there are: e1-1, e1-2, stations/ });
});
