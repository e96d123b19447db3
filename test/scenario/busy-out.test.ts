// SPDX-License-Identifier: GPL-2.0-or-later
// Can an operator take channels out of service without cutting anybody off, and does the exchange notice as it should?
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { CAUSE } from '../../src/call/index.js';
import { statusPage } from '../../src/cli/status-page.js';
import { ConfigFile } from '../../src/config/index.js';
import { controlMethods } from '../../src/host/control-methods.js';
import { ControlServer } from '../../src/host/index.js';
import { ACCESS_NUMBER, type BoxOptions, openBox, QUEUE } from '../support/box.js';
import { command } from '../support/command.js';
import { agent, talk } from '../support/floor.js';
import { surroundings } from '../support/surroundings.js';

async function atSocket(t: Test, options: BoxOptions = {}) {
  const place = await openBox(t, options);
  const { world, box } = place;
  const socket = join(world.folder, 'data/box.sock');
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'));
  const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
  t.teardown(() => control.close());
  const run = (...args: string[]) => command(...args, '--socket', socket);
  const spillway = (...args: string[]) => world.during(run(...args));
  const channel = (name: string) => box.lines.channels().find((each) => each.name === name);
  /** The exchange's SETUP for a slot, and only that one; with which cause it is refused. */
  const refusal = async (slot: number) => {
    const asked = world.media.channels.find((each) => each.slot === slot && each.span === 1)?.index ?? -1;
    const call = world.media.dial({ channel: asked, exclusive: true, called: { digits: ACCESS_NUMBER } });
    await world.until(() => world.told('cleared', { call }).length > 0);
    return world.told('cleared', { call })[0]?.cause;
  };
  return { ...place, run, spillway, channel, refusal };
}

t.test('a busied-out channel takes no call either way, and does again when it is put back', async (t) => {
  const { world, box, spillway, channel, refusal, events } = await atSocket(t);

  t.match(await spillway('channels', 'busy-out', '1/5', 'e1-1/30-31'), { code: 0, text: '3 channels busied out' });
  await world.advance(100);

  t.match(channel('e1-1/5'), { condition: 'busiedOut', hindrances: ['busiedOut', 'service'] });
  t.match(box.status().spans[0], { inService: 27, busiedOut: 3 });
  t.match(statusPage(box.status(), 'en'), /in service 27, busied out 3, D up {2}····B·+BB\n/);
  t.equal(await refusal(5), CAUSE.requestedChannelNotAvailable);
  t.match((await events('call.ended')).at(-1)?.detail, /noChannel/, 'the refused call is in the books');
  const moved = world.network.calls.dial(
    world.network.lines.span('net-1').channels.filter(({ slot }) => slot === 5)[0] ?? world.network.group,
    {
      called: { digits: ACCESS_NUMBER },
    },
  );
  await world.until(() => moved.state === 'connected');
  t.equal(moved.channel.slot, 29, 'a SETUP that leaves the choice gets another channel');

  t.match(await spillway('channels', 'in-service', '1/5,30-31'), { code: 0, text: '3 channels back in service' });
  await world.advance(100);
  t.match(channel('e1-1/5'), { condition: 'idle', hindrances: [] });
  t.match(box.status().spans[0], { inService: 30, busiedOut: 0 });
  const [out] = await events('channels.busiedOut');
  t.match(JSON.parse(out?.detail ?? ''), { channels: ['e1-1/5', 'e1-1/30', 'e1-1/31'], now: false });
  t.equal((await events('channels.inService')).length, 1);
});

t.test('a call that is up goes on to its end, then the channel is out of service', async (t) => {
  const place = await atSocket(t);
  const { world, box, spillway, channel } = place;
  const { caller } = await talk(place);
  const name = `e1-1/${caller.channel.slot}`;

  t.match(await spillway('channels', 'busy-out', name), { text: '1 channel busied out; 1 call to be let end' });
  await world.advance(5_000);
  t.equal(caller.state, 'connected');
  t.match(channel(name), { condition: 'draining', talk: { number: '13912345678', agent: '1001' } });
  t.equal(box.status().utilisation, 0, 'only channels in service count');

  caller.clear();
  await world.until(() => channel(name)?.condition === 'busiedOut');
});

t.test('--now clears the call', async (t) => {
  const place = await atSocket(t);
  const { world, spillway } = place;
  const { caller } = await talk(place);

  const { code } = await spillway('channels', 'busy-out', `1/${caller.channel.slot}`, '--now');

  t.equal(code, 0);
  await world.until(() => caller.state === 'cleared');
  t.match(await spillway('channels', 'drain', '1/1', '--now'), { code: 2, complaint: /--now belongs to busy-out/ });
});

t.test('drain waits for the last call and tells how many are left', async (t) => {
  const place = await atSocket(t, { e1s: 2 });
  const { world, box, run } = place;
  const { caller } = await talk(place);

  const draining = run('spans', 'drain', '1');
  await world.until(() => box.status().spans[0]?.busiedOut === 30);
  const other = world.network.calls.dial(world.network.lines.span('net-2').channels[0] ?? world.network.group, {
    called: { digits: ACCESS_NUMBER },
  });
  await world.until(() => other.state === 'connected');
  caller.clear();
  const { code, text } = await world.during(draining);

  t.equal(code, 0);
  t.same(text.split('\n'), [
    'draining 30 channels: 1 call left',
    'draining 30 channels: 0 calls left',
    'drained: no call is left there',
  ]);
  t.equal(other.state, 'connected', 'the other span is not concerned');
});

t.test('Ctrl-C ends the waiting, not the drain', async (t) => {
  const place = await atSocket(t);
  const { world, box, run, channel } = place;
  const { caller } = await talk(place);
  const draining = run('spans', 'drain', 'box');
  await world.until(() => box.status().spans[0]?.busiedOut === 30);
  await world.advance(1_000);
  process.emit('SIGINT');

  t.match(await world.during(draining), { code: 1, text: /no longer waiting; the channels stay busied out/ });
  t.equal(caller.state, 'connected');
  t.match(channel(`e1-1/${caller.channel.slot}`), { condition: 'draining' });
});

t.test('with every channel busied out callers get 34, and no callback is dialled', async (t) => {
  const { world, box, spillway } = await atSocket(t, { config: { callback: { trough: { hold: '1s' } } }, signedIn: 0 });
  const promised = world.network.call(ACCESS_NUMBER, '13900000001');
  await world.until(() => promised.state === 'cleared');
  await spillway('spans', 'busy-out', 'box');

  const refused = world.network.call(ACCESS_NUMBER, '13900000002');
  await world.until(() => refused.state === 'cleared');
  t.equal(refused.cause, CAUSE.noChannelAvailable);
  box.agents.signIn('1001', '801');
  await world.advance(60_000);
  t.match(box.status(), { utilisation: 0, callbacks: { open: 1, attempted: 0 } });

  await spillway('spans', 'in-service', 'box');
  await world.until(() => box.status().callbacks.attempted === 1, 60_000);
});

t.test('what is not there is refused by its name, and what to write instead', async (t) => {
  const { spillway } = await atSocket(t);
  t.match(await spillway('spans', 'busy-out', '7'), { code: 1, complaint: /span 7; there are: e1-1, stations/ });
  t.match(await spillway('channels', 'busy-out', '1/16'), { code: 1, complaint: /channel 1\/16/ });
  t.match(await spillway('channels', 'busy-out', '1/x'), { code: 1, complaint: /1\/5 or 1\/1-15,17 is right/ });
  t.match(await spillway('channels', 'busy-out'), { code: 1, complaint: /which\? A span/ });
  t.match(await spillway('channels', 'out', '1/5'), { code: 2, complaint: /out: busy-out, drain, in-service/ });
});

t.test('what was busied out stays so when the box is killed and started again', async (t) => {
  const place = surroundings(t);
  await place.start();
  await place.ask('busyOut', { targets: ['1/5', 'bank/2'] });
  await place.end('SIGKILL');

  place.inService = 29;
  await place.start();
  t.match(await place.ask('channels', { span: '1' }).then((rows) => (rows as object[])[4]), { condition: 'busiedOut' });
  const call = place.media.dial({ channel: 4, exclusive: true, called: { digits: ACCESS_NUMBER } });
  const { cause } = await place.facts.wait('cleared', { call });
  t.equal(cause, CAUSE.requestedChannelNotAvailable, 'also after its RESTART was acknowledged');
  await place.ask('inService', { targets: ['1/5'] });
  await place.until(({ spans }) => spans[0]?.inService === 30 && spans[1]?.busiedOut === 1);
});

t.test(
  'agents whose telephones are busied out are busy, are offered nothing, and are ready again with them',
  async (t) => {
    const place = await openBox(t, { telephones: 2, signedIn: 2 });
    const { world, box } = place;
    await box.lines.busyOut(['stations']);
    t.same([agent(box, 1).state, agent(box, 2).state], ['busy', 'busy']);
    world.network.call(ACCESS_NUMBER);
    await world.advance(5_000);
    t.same(await place.events('offer.made'), []);
    t.equal(box.status().queues[0]?.waiting, 1);

    await box.lines.inService(['stations/2']);

    await world.until(() => world.telephone(2).rings, 2_000);
    t.equal(agent(box, 1).state, 'busy');
  },
);

t.test(
  'a call that is up on a telephone that is busied out goes on, and its agent is busy after his wrap-up',
  async (t) => {
    const place = await openBox(t, { telephones: 1, config: { queues: [{ name: QUEUE, wrapUp: '5s' }] } });
    const { world, box } = place;
    const { caller, telephone } = await talk(place);
    await box.lines.busyOut(['stations/1']);
    await world.advance(2_000);
    t.equal(agent(box, 1).state, 'talking');
    telephone.putDown();
    await world.until(() => caller.state === 'cleared');
    t.equal(agent(box, 1).state, 'wrapUp');
    await world.until(() => agent(box, 1).state === 'busy', 10_000);

    await box.lines.inService(['stations/1']);
    t.equal(agent(box, 1).state, 'ready');
  },
);
