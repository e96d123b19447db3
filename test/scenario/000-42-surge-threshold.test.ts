// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-42: is it exactly the configured number of busy channels at which computer agents begin to answer?
import t, { type Test } from 'tap';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';

/** So many callers in a box of 30 channels; all of them are answered and wait for the one agent. */
async function callers(box: BoxWorld, count: number): Promise<void> {
  const { world } = box;
  const legs = Array.from({ length: count }, (_, i) => world.network.call(ACCESS_NUMBER, `1370000${1000 + i}`));
  await world.until(() => legs.every(({ state }) => state === 'connected'));
}

async function threshold(t: Test, on: number | undefined) {
  const config = on === undefined ? {} : { surge: { on, off: on - 0.1 } };
  return openBox(t, { telephones: 1, config });
}

for (const { on, channels } of [
  { on: undefined, channels: 24 },
  { on: 0.5, channels: 15 },
]) {
  t.test(`at ${channels - 1} of 30 busy no computer agent answers, at ${channels} one does at once`, async (t) => {
    const box = await threshold(t, on);
    const { world, reads, events } = box;
    await callers(box, channels - 1);
    t.same(await events('surge.on'), []);
    t.same(box.box.status().surge.on, false);

    const promise = await world.load('zh-CN/surge');
    const last = world.network.call(ACCESS_NUMBER, '13811110000'); // finds one channel less than the threshold
    const lastHeard = world.listen(last.channel.index, promise);
    await world.until(() => last.state === 'connected');
    const next = world.network.call(ACCESS_NUMBER, '13811110001'); // finds the threshold
    const nextHeard = world.listen(next.channel.index, promise);
    await world.until(() => nextHeard.heard, 1_000);

    const [surge, ...more] = await events('surge.on');
    t.same(more, []);
    t.match(JSON.parse(surge?.detail ?? ''), { busy: channels, inService: 30, utilisation: channels / 30 });
    const captures = await reads.selectFrom('capture').selectAll().execute();
    t.match(captures, [{ number: '+8613811110001' }]);
    t.equal(captures.length, 1);
    const capture = captures[0];
    t.ok(capture && surge && capture.arrivedAt >= surge.at, 'the surge was on before the call came');
    t.notOk(lastHeard.heard);
  });
}

t.test('callers of one instant are decided each by what it finds', async (t) => {
  const box = await threshold(t, 0.5);
  await callers(box, 15);

  t.equal((await box.events('surge.on')).length, 1);
  t.same(await box.reads.selectFrom('capture').selectAll().execute(), []);
});
