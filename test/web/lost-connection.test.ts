// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-44
// The network fails, not the process: is a browser that fell silent let go, does it get what it missed once and in order, and is no act done twice?
import t from 'tap';
import { VirtualClock } from '../../src/kernel/index.js';
import { CutLine } from '../support/cut-line.js';
import { agent } from '../support/floor.js';
import { Browser, until, webBox } from '../support/web-box.js';

const SECOND = 1_000;

t.test('a line that goes silent: the stream ends after 30 s, and the next begins behind the last event', async (t) => {
  const clock = new VirtualClock(Date.now());
  const place = await webBox(t, { signedIn: 1, clock });
  const { during, world, web } = place;
  t.teardown(() => {
    setInterval(() => clock.advance(SECOND), 20).unref(); // what ends waits for its alarms
  });
  const line = await CutLine.open(t, web.port);
  const chen = await place.browser('chen');
  const far = new Browser(line.address);
  far.cookie = chen.cookie;
  const live = far.live();
  live.socket.on('ping', () => {});
  await during(until(() => live.of('snapshot').length === 1));
  world.network.call('88880001', '13912345678');
  await during(until(() => live.events('offer.made').length === 1));
  const last = Math.max(...live.of('event').map(({ n }) => n));

  line.mood = 'silent';
  world.telephone(1).lift();
  await world.until(() => agent(place.box, 1).state === 'talking');
  world.telephone(1).putDown();
  await during(until(() => web.web.feed.last > last));
  for (let passed = 0; passed < 50 && web.web.hub.size > 0; passed += 5) {
    clock.advance(5 * SECOND);
    await during(Promise.resolve());
  }
  t.equal(web.web.hub.size, 0, 'who has not answered for 30 s is let go');
  t.equal(live.events('offer.accepted').length, 0, 'nothing came over the silent line');

  line.mood = 'passes';
  const back = far.live(`?from=${last}`);
  await during(until(() => back.of('snapshot').length === 1));
  const missed = back.of('event').map(({ n }) => n);
  t.ok(missed.length > 3);
  t.same(
    missed,
    [...new Set(missed)].sort((a, b) => a - b),
    'each once and in order',
  );
  t.ok(
    missed.every((n) => n > last),
    'none that he had',
  );
  t.match(back.of('event')[0]?.event.type, 'offer.accepted', 'from the first that he missed');
  t.match(back.of('snapshot')[0]?.n, missed.at(-1), 'the snapshot is as of the last of them');
});

t.test('an act whose answer was lost, asked again with its key, is done once', async (t) => {
  const place = await webBox(t, { signedIn: 1 });
  const { during, web } = place;
  const line = await CutLine.open(t, web.port);
  const chen = await place.browser('chen');
  const far = new Browser(line.address);
  far.cookie = chen.cookie;
  line.mood = 'deaf';
  const key = { 'idempotency-key': 'one-and-the-same' };
  const wish = { number: '13912345678', note: '换货' };
  const lost = far.post('/api/v1/callbacks/new', wish, key).then(
    () => 'answered',
    () => 'lost',
  );
  const open = async () => (await web.web.records.page('listedCallbacks', { all: true }, { most: 10 })).rows.length;
  await during(
    (async () => {
      while ((await open()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    })(),
  );
  line.mood = 'passes';
  t.equal(await during(lost), 'lost', 'it was done, and he was not told');
  const again = await during(far.post('/api/v1/callbacks/new', wish, key));
  t.match(again, { status: 200, body: { request: String, merged: false } }, 'the answer of the first one');
  const other = await during(far.post('/api/v1/callbacks/new', wish, { 'idempotency-key': 'another-act' }));
  t.match(other.body, { request: again.body.request, merged: true }, 'another key is another act');
  t.equal(await open(), 1);
});
