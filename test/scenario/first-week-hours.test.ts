// SPDX-License-Identifier: GPL-2.0-or-later
// "We are closed today": does a shop close and open by a command, in both languages, and do callers and a restart know it?
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { controlMethods } from '../../src/host/control-methods.js';
import { ControlServer } from '../../src/host/index.js';
import type { Language } from '../../src/kernel/index.js';
import { ACCESS_NUMBER, type BoxOptions, openBox, QUEUE } from '../support/box.js';
import { command } from '../support/command.js';

/** The box begins on a Monday at 09:00 in Shanghai; the first of its numbers closes then, or at 20:00. */
async function shop(t: Test, options: BoxOptions = {}, closes = '20:00') {
  const hours = [{ from: '08:00', to: closes }];
  const accessNumbers = [
    { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE, hours },
    { number: '88880002', queue: QUEUE },
  ];
  const place = await openBox(t, {
    ...options,
    config: { accessNumbers, queues: [{ name: QUEUE, overflow: 'refuse' }], ...options.config },
  });
  const { world, box } = place;
  const socket = join(world.folder, 'data/box.sock');
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'));
  const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
  t.teardown(() => control.close());
  const hoursCommand = (...args: readonly (string | { readonly language: Language })[]) =>
    world.during(command('hours', ...args, '--socket', socket));
  const ring = async (called = ACCESS_NUMBER) => {
    const caller = world.network.call(called, '13912345678');
    await world.until(() => caller.state === 'cleared' || box.status().queues[0]?.waiting === 1, 20_000);
    const waits = caller.state !== 'cleared';
    if (waits) caller.clear();
    await world.advance(500);
    return waits ? 'waits' : 'sent away';
  };
  return { ...place, hours: hoursCommand, ring, socket };
}

t.test('hours lists what is open, until when and by what', async (t) => {
  const { hours } = await shop(t);
  const english = await hours({ language: 'en' });
  t.match(english.text, /88880001 +东方卫视 +open +2026-01-05 \S+ +calendar/);
  t.match(english.text, /88880002 +open +- +has no hours/);
  const chinese = await hours({ language: 'zh-CN' });
  t.match(chinese.text, /88880001 +东方卫视 +营业 +2026-01-05 \S+ +日历/);
  t.match(JSON.parse((await hours('--json')).text), [{ number: '88880001', open: true, by: 'calendar' }, {}]);
});

t.test(
  'closed until a time: callers hear the greeting, the rest of the box goes on, and it opens by itself',
  async (t) => {
    const { world, box, hours, ring, events } = await shop(t);
    t.equal(await ring(), 'waits');
    const { code, text } = await hours(
      'close',
      '--number',
      ACCESS_NUMBER,
      '--until',
      '09:10',
      '--greeting',
      'not-in-service',
    );
    t.equal(code, 0);
    t.match(text, /88880001 +东方卫视 +closed +2026-01-05 \S+ +by hand +not-in-service/);
    t.match(box.status().hours, [{ number: ACCESS_NUMBER, open: false, by: 'hand', greeting: 'not-in-service' }]);

    const caller = world.network.call(ACCESS_NUMBER, '13912345678');
    const words = world.listen(caller.channel.index, await world.load('zh-CN/not-in-service'));
    await world.until(() => words.heard, 10_000);
    await world.until(() => caller.state === 'cleared', 10_000);
    t.equal(await ring('88880002'), 'waits', 'the other number is open');
    await world.advance(10 * 60_000);
    t.equal(await ring(), 'waits');
    t.match(await events('hours.changed'), [{}]);
  },
);

t.test('closed until it is opened, for all numbers; opened after hours; by the calendars again', async (t) => {
  const { world, box, hours, ring } = await shop(t, {}, '09:03');
  t.equal((await hours({ language: 'zh-CN' }, 'close')).code, 0);
  t.same([await ring(), await ring('88880002')], ['sent away', 'sent away']);
  t.equal(box.status().hours.length, 2);
  await hours('open', '--number', '88880002');
  t.same([await ring(), await ring('88880002')], ['sent away', 'waits']);
  await hours('regular');
  t.same([await ring(), await ring('88880002')], ['waits', 'waits']);
  t.same(box.status().hours, []);

  await world.advance(180_000);
  t.equal(await ring(), 'sent away', 'after hours');
  await hours('open', '--until', '09:30');
  t.equal(await ring(), 'waits');
});

t.test('what cannot be is refused, and says what would be right', async (t) => {
  const { hours, box } = await shop(t);
  const wrong = [
    [['--until', '25:00'], /14:00, 2026-10-08 or 2026-10-08T09:00 would be right/],
    [['--until', '2025-01-01'], /that is over/],
    [['--until', 'tomorrow'], /would be right/],
    [['--number', '4711'], /access number 4711 \(there are 88880001, 88880002\)/],
    [['--greeting', 'no-such-prompt'], /no-such-prompt/],
  ] as const;
  for (const [args, says] of wrong) {
    const { code, complaint } = await hours('close', ...args);
    t.not(code, 0);
    t.match(complaint, says);
  }
  t.same(box.status().hours, []);
});

t.test('status says why no promise is kept now', async (t) => {
  const queues = [{ name: QUEUE, overflow: 'callback' }];
  const { world, box, hours } = await shop(t, {
    signedIn: 0,
    config: { queues, callback: { window: { hours: [{ from: '09:02', to: '21:00' }] } } },
  });
  await hours('close');
  const caller = world.network.call(ACCESS_NUMBER, '13912345678');
  await world.until(() => caller.state === 'cleared', 30_000);
  await world.advance(500);
  const { callbacksHeld } = box.status();
  t.equal(callbacksHeld?.reason, 'window');
  t.equal(callbacksHeld?.until, Date.parse('2026-01-05T09:02:00+08:00'));
  await world.advance(120_000);
  t.match(box.status().callbacksHeld, { reason: 'noAgent' });
});
