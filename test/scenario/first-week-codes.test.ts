// SPDX-License-Identifier: GPL-2.0-or-later
// "At a real telephone": does a shop close by a code, and does whoever plugs in a telephone find out that it works?
import { readFileSync, writeFileSync } from 'node:fs';
import t from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { ACCESS_NUMBER, agentId, type BoxOptions, QUEUE, stationNumber } from '../support/box.js';
import { command } from '../support/command.js';
import { agent, dialCode, hangUp, hears } from '../support/floor.js';
import { shop } from '../support/shop.js';

const HOURS = [{ from: '08:00', to: '20:00' }];

/** Monday, 09:00 in Shanghai; open until 20:00; agent 1001 may close, 1002 may not. */
const CLOSES: BoxOptions = {
  signedIn: 2,
  config: {
    accessNumbers: [{ number: ACCESS_NUMBER, queue: QUEUE, hours: HOURS }],
    agents: [1, 2].map((n) => ({
      id: agentId(n),
      name: `Agent ${n}`,
      pin: '4711',
      queues: [QUEUE],
      ...(n === 1 && { rights: ['hours.change'] }),
    })),
  },
};

const shanghai = (text: string) => Date.parse(`${text}+08:00`);

t.test(
  'a code closes the shop until it opens by its calendar, and opens it again; who may not is told so',
  async (t) => {
    const place = await shop(t, CLOSES);
    const { box, events, spillway, world } = place;
    await dialCode(place, 2, '*67', 'agent-not-allowed');
    t.same(box.status().hours, []);

    await dialCode(place, 1, '*67', 'shop-closed-now');
    const until = shanghai('2026-01-06T08:00:00');
    t.match(box.status().hours, [{ number: ACCESS_NUMBER, open: false, by: 'hand', until, actor: 'agent:1001' }]);
    const caller = world.network.call(ACCESS_NUMBER);
    await hears(world, caller.channel.index, ['closed-callback']);
    caller.clear();
    t.match((await spillway('hours')).text, /88880001 .*closed +2026-01-06 08:00:00 +by hand +agent:1001/);
    t.match((await spillway('status')).text, /88880001.*closed/);

    await dialCode(place, 1, '*67', 'shop-open-now');
    t.same(box.status().hours, []);
    await box.settled();
    t.match(await events('hours.changed'), [
      { actor: 'agent:1001', source: 'telephone', detail: /"is":"closed"/ },
      { actor: 'agent:1001', source: 'telephone', detail: /"is":"regular"/ },
    ]);
  },
);

t.test('after hours the code opens until the calendar does; anybody at a telephone that the file names', async (t) => {
  const place = await shop(t, {
    signedIn: 0,
    config: {
      accessNumbers: [{ number: ACCESS_NUMBER, queue: QUEUE, hours: [{ from: '10:00', to: '20:00' }] }],
      nightSwitch: { stations: [stationNumber(2)] },
    },
  });
  const { box, events } = place;
  await dialCode(place, 1, '*67', 'agent-not-allowed');
  await dialCode(place, 2, '*67', 'shop-open-now');
  const until = shanghai('2026-01-05T10:00:00');
  t.match(box.status().hours, [{ open: true, by: 'hand', until, actor: 'station:802' }]);
  await dialCode(place, 2, '*67', 'shop-closed-now');
  t.match(box.hours.list(), [{ open: false }]);
  await dialCode(place, 2, '*67', 'shop-open-now');
  await box.settled();
  t.match(await events('hours.changed'), [{ actor: 'station:802' }, { source: 'telephone' }, {}]);
});

t.test('without calendars it is closed until the code opens it', async (t) => {
  const place = await shop(t, { config: { nightSwitch: { stations: [stationNumber(1)] } } });
  await dialCode(place, 1, '*67', 'shop-closed-now');
  t.notOk(place.box.hours.list()[0]?.until);
  await dialCode(place, 1, '*67', 'shop-open-now');
  t.match(place.box.hours.list(), [{ open: true, by: 'always' }]);
});

t.test('a telephone tells its own number, in both languages', async (t) => {
  for (const [language, digits] of [
    ['zh-CN', ['number-8', 'number-0', 'number-2']],
    ['en', ['number-8', 'number-0', 'number-2']],
  ] as const) {
    const { world } = await shop(t, { config: { language } });
    const telephone = world.telephone(2);
    telephone.lift();
    await world.advance(500);
    telephone.dial('*68');
    for (const name of ['own-number', ...digits]) {
      const listening = world.listen(telephone.channel, await world.load(`${language}/${name}`));
      await world.until(() => listening.heard, 15_000);
    }
    await world.until(() => world.told('finished', { channel: telephone.channel }).length >= 0);
    await hangUp(world, telephone);
  }
});

t.test('the echo test gives back what is said, as loud as it was, for a minute at most', async (t) => {
  const place = await shop(t);
  const { world } = place;
  const telephone = world.telephone(1);
  telephone.lift();
  await world.advance(500);
  telephone.dial('*69');
  await hears(world, telephone.channel, ['echo-test']);
  await world.advance(9_000);
  const voice = await world.load('en/surge');
  const echo = world.listen(telephone.channel, voice);
  world.media.play(telephone.channel, [voice]);
  await world.until(() => echo.heard, 1_000);
  t.pass('bit by bit: nothing is louder or softer');
  const goodbye = world.listen(telephone.channel, await world.load('zh-CN/goodbye'));
  await world.until(() => goodbye.heard, 70_000);
  await world.advance(5_000);
  const late = world.listen(telephone.channel, voice);
  world.media.play(telephone.channel, [voice]);
  await world.advance(2_000);
  t.notOk(late.heard, 'it is over');
  await hangUp(world, telephone);

  telephone.lift();
  await world.advance(500);
  telephone.dial('*69');
  await hears(world, telephone.channel, ['echo-test']);
  await world.advance(9_000);
  await hangUp(world, telephone);
  telephone.lift();
  await world.advance(500);
  const next = world.listen(telephone.channel, voice);
  world.media.play(telephone.channel, [voice]);
  await world.advance(2_000);
  t.notOk(next.heard, 'it ends with the telephone put down');
  await hangUp(world, telephone);
});

t.test(
  'the ring-back test rings after it was put down; no caller is offered meanwhile, and all goes on after it',
  async (t) => {
    const place = await shop(t, { signedIn: 1 });
    const { world, box } = place;
    const telephone = world.telephone(1);
    await dialCode(place, 1, '*70', 'ring-back-test');
    t.equal(agent(box, 1).state, 'busy');
    await world.until(() => telephone.rings, 4_000);
    const caller = world.network.call(ACCESS_NUMBER);
    await world.advance(2_000);
    t.equal(box.status().queues[0]?.waiting, 1, 'he waits meanwhile');
    telephone.lift();
    await hears(world, telephone.channel, ['ring-back-done']);
    await world.advance(3_000);
    await hangUp(world, telephone);
    await world.until(() => telephone.rings, 5_000);
    telephone.lift();
    await world.until(() => agent(box, 1).state === 'talking');
    caller.clear();
    await world.advance(1_000);
    await hangUp(world, telephone);
  },
);

t.test('nobody lifts, it lies beside its hook, it is lifted at once: the ring-back test ends by itself', async (t) => {
  const place = await shop(t, { signedIn: 1 });
  const { world, box } = place;
  const telephone = world.telephone(1);
  await dialCode(place, 1, '*70', 'ring-back-test');
  await world.until(() => telephone.rings, 4_000);
  await world.until(() => !telephone.rings, 40_000);
  t.equal(agent(box, 1).state, 'ready');

  telephone.lift();
  await world.advance(500);
  telephone.dial('*70');
  await world.advance(45_000);
  await hangUp(world, telephone);
  await world.advance(5_000);
  t.notOk(telephone.rings, 'who did not put down is not rung');
  t.equal(agent(box, 1).state, 'ready');

  await dialCode(place, 1, '*70', 'ring-back-test');
  telephone.lift();
  await world.advance(5_000);
  t.notOk(telephone.rings);
  t.equal(agent(box, 1).state, 'busy');
  await hangUp(world, telephone);
  t.equal(agent(box, 1).state, 'ready');
});

t.test('codes are those of the file, from its next reading on; overlaps are found', async (t) => {
  const place = await shop(t);
  const { path, spillway, file } = place;
  const right = readFileSync(path, 'utf8');
  writeFileSync(path, `${right}\ndialCodes: { ownNumber: '*11', echoTest: off, signIn: '#1' }\n`);
  t.match(await spillway('reload'), { code: 0 });
  t.equal(file.current.dialCodes.ownNumber, '*11');
  await dialCode(place, 1, '*11', 'own-number');
  await dialCode(place, 1, '*68', 'agent-unknown-code');
  await dialCode(place, 1, '*69', 'agent-unknown-code');
  await dialCode(place, 1, '#1*1001*4711#', 'agent-signed-in');

  for (const [codes, english, chinese] of [
    ["{ ownNumber: '*6' }", /\*\d+ begins with \*6, the code of "ownNumber"/, /以“ownNumber”的功能码 \*6 开头/],
    ["{ ownNumber: '*62' }", /"ownNumber": \*62 begins with \*62, the code of "ready"/, /以“ready”的功能码 \*62 开头/],
    ["{ ringBack: '*631' }", /"ringBack": \*631 begins with \*63/, /“ringBack”：\*631 以/],
    ["{ echoTest: '69' }", /is not a dial code/, /不是功能码/],
  ] as const) {
    writeFileSync(path, `${right}\ndialCodes: ${codes}\n`);
    t.match(await command('check', path), { code: 1, text: english }, codes);
    t.match(await command('check', path, { language: 'zh-CN' }), { code: 1, text: chinese }, codes);
  }
  writeFileSync(path, `${right}\nnightSwitch: { stations: ['999'] }\n`);
  t.match(await command('check', path), { code: 1, text: /there is no station "999"/ });
  t.match(await command('check', path, { language: 'zh-CN' }), { text: /没有分机“999”/ });
  writeFileSync(path, right);
  t.ok(ConfigFile.open(path));
});
