// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-58
// Does a program that follows the events miss none: from now on, after event n, over the socket; and is who is too late told so?
import t from 'tap';
import type { ToldEvent } from '../../src/store/index.js';
import { agentId, openBox, stationNumber } from '../support/box.js';
import { talk } from '../support/floor.js';
import { shop } from '../support/shop.js';

t.test('followed from now on, and again from the middle: the same events in the same order', async (t) => {
  const place = await openBox(t, { signedIn: 1 });
  const { world, box } = place;
  const [end, heard] = [new AbortController(), [] as ToldEvent[]];
  const start = await box.log.last();
  const following = box.log.follow(start, (event) => heard.push(event) > 0, end.signal);
  const { caller } = await talk(place);
  await world.advance(500);
  caller.clear();
  await world.advance(1_000);
  const types = heard.map(({ type }) => type);
  t.ok(types.indexOf('call.offered') < types.indexOf('offer.made'), types.join(' '));
  t.ok(types.indexOf('offer.made') < types.indexOf('call.bridged'));
  t.ok(types.includes('call.ended'));
  t.same(
    heard.map(({ n }) => n),
    heard.map((_, i) => start + 1 + i),
    'one sequence without a gap',
  );
  const offered = heard.find(({ type }) => type === 'offer.made');
  t.match(offered, { facts: { agent: agentId(1), queue: 'sales' } });

  const middle = heard[2]?.n ?? 0;
  t.same(await box.log.after(middle), heard.slice(3));
  await t.rejects(
    box.log.follow(10_000, () => true, end.signal),
    { code: 'GONE' },
  );
  end.abort();
  await world.during(following);
});

for (const language of ['en', 'zh-CN'] as const) {
  t.test(`${language}: at the shell`, async (t) => {
    const place = await shop(t, {}, language);
    const { box, spillway } = place;
    box.agents.signIn(agentId(1), stationNumber(1));
    await box.settled();
    t.match(await spillway('events'), { code: 0, text: new RegExp(`agent\\.signedIn  agent ${agentId(1)}`) });
    const printed = await spillway('events', 'agent', '--since', '0', '--json');
    const events = printed.text.split('\n').map((line) => JSON.parse(line) as ToldEvent);
    t.ok(events.length > 0 && events.every(({ type }) => type.startsWith('agent.')));
    t.match(await spillway('events', '--since', '99999', '--follow'), { code: 1, complaint: /GONE|99999/ });
    t.match(await spillway('events', '--help'), { text: /spillway events --follow/ });
    await box.settled();
  });
}
