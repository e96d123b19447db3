// SPDX-License-Identifier: GPL-2.0-or-later
// Does the shell tell where a caller was in flows, when and with which keys, while he is there and afterwards, and never what is masked?
import t from 'tap';
import { QUEUE } from '../support/box.js';
import { shop } from '../support/shop.js';

const FLOWS = {
  shop: {
    fallback: { queue: QUEUE },
    steps: {
      main: { menu: 'menu-main', choices: { '1': 'order', '0': { queue: QUEUE } } },
      order: { collect: 'key-in-your-number', into: 'order', length: 4, next: 'pin' },
      pin: { collect: 'ask-order-number', into: 'pin', length: 4, mask: 'PIN', next: 'ask' },
      ask: { call: 'lookUp', next: 'bye', failed: 'more' },
      more: { run: 'more', next: 'bye' },
      bye: { say: 'goodbye', bargeIn: false, next: 'hangUp' },
    },
  },
  more: { steps: { again: { menu: 'menu-main', choices: { '*': 'return' }, noinput: 'return' } } },
};
const config = { accessNumbers: [{ number: '88880001', menu: 'shop' }], flows: FLOWS };
const functions = {
  lookUp: () => {
    throw new Error('the shop is on fire');
  },
};

t.test('every step with its time, keys and outcome; amid the call, and when it is over', async (t) => {
  const place = await shop(t, { config, functions }, 'en');
  const { world, box, spillway, reads } = place;
  const caller = world.network.call('88880001', '13912345678');
  const hears = async (prompt: string) => {
    const listened = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
    await world.until(() => listened.heard, 60_000);
    await world.advance(300);
  };
  await hears('menu-main');
  caller.sendDigits('1');
  await hears('key-in-your-number');
  caller.sendDigits('1234');
  await hears('ask-order-number');
  await box.settled();
  const [call] = await reads.selectFrom('call').select('id').execute();
  const id = call?.id ?? '';
  const amid = await spillway('flows', 'trace', id);
  t.match(amid.text, /shop \/ main\n.*understood 1\n.*shop \/ order\n.*understood 1234\n.*shop \/ pin$/);
  caller.sendDigits('9753');
  await hears('goodbye');
  await world.until(() => caller.state === 'cleared', 60_000);
  await box.settled();

  const { text, code } = await spillway('flows', 'trace', id.slice(-7));
  t.equal(code, 0);
  const [head, ...lines] = text.split('\n');
  t.match(head, /^call call-/);
  t.ok(
    lines.filter((line) => line !== '').every((line) => /^\d\d:\d\d:\d\d\.\d{3} {2}/.test(line)),
    'each has its time',
  );
  const said = lines.map((line) => line.replace(/^\S+\s+/, '')).filter((line) => line !== '');
  t.same(said, [
    ...['shop / main', 'understood 1', 'shop / order', 'understood 1234', 'shop / pin', 'understood'],
    ...['shop / ask', 'failed', 'shop / more', 'more / again', 'nothing keyed in', 'shop / bye', 'done'],
    '=> the call is cleared',
  ]);
  t.notMatch(text, /9753/, 'the PIN stands nowhere');
  const json = JSON.parse((await spillway('flows', 'trace', id, '--json')).text);
  t.match(json, { call: id, steps: [{ type: 'flow.entered', facts: { flow: 'shop', step: 'main' } }] });
  t.match(await spillway('flows', 'trace', 'call-none'), { code: 1, complaint: /call-none/ });
});

t.test('who hangs up, and who is led on, are told; who was in no flow, too', async (t) => {
  const place = await shop(t, { config, functions, signedIn: 0 }, 'zh-CN');
  const { world, box, spillway, reads } = place;
  const first = world.network.call('88880001', '13912345678');
  await world.until(() => first.state === 'connected');
  await world.advance(1_000);
  first.clear();
  await world.advance(500);
  const second = world.network.call('88880001', '13912345679');
  await world.until(() => second.state === 'connected');
  await world.advance(500);
  second.sendDigits('0');
  await world.advance(2_000);
  second.clear();
  await world.advance(500);
  await box.settled();
  const calls = await reads.selectFrom('call').select('id').orderBy('id').execute();
  const traces = await Promise.all(calls.map(({ id }) => spillway('flows', 'trace', id)));
  t.match(traces[0]?.text, /来电者挂机/);
  t.match(traces[1]?.text, new RegExp(`=> queue:${QUEUE}`));
});
