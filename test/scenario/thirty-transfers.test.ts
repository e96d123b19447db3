// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-23 002-14
// Thirty consulted transfers in the same moment: does each customer talk with him who was asked about him, and with nobody else, and do the records say so?
import { join } from 'node:path';
import t from 'tap';
import { ACCESS_NUMBER, agentId, openBox, stationNumber } from '../support/box.js';
import { agent } from '../support/floor.js';
import { writeVoice } from '../support/wav.js';

const THIRTY = 30;
const pairs = Array.from({ length: THIRTY }, (_, i) => i);
/** He who is asked by the agent of that pair. */
const asked = (pair: number) => THIRTY + pair + 1;

t.test('thirty agents give their customers away at once', { timeout: 120_000 }, async (t) => {
  const place = await openBox(t, { telephones: 2 * THIRTY, signedIn: THIRTY, config: { surge: { enabled: false } } });
  const { world, box, reads } = place;
  const callers = pairs.map((i) => world.network.call(ACCESS_NUMBER, `139${10_000_000 + i}`));
  const agents = world.telephones.slice(0, THIRTY);
  await world.until(() => agents.every(({ rings }) => rings), 20_000);
  for (const telephone of agents) telephone.lift();
  await world.until(() => pairs.every((i) => agent(box, i + 1).state === 'talking'), 5_000);
  for (const i of pairs) box.agents.signIn(agentId(asked(i)), stationNumber(asked(i)));
  await world.advance(500);

  for (const i of pairs) box.calling.consult(agentId(i + 1), { agent: agentId(asked(i)) });
  await world.until(() => pairs.every((i) => world.telephone(asked(i)).rings), 5_000);
  for (const i of pairs) world.telephone(asked(i)).lift();
  await world.until(() => pairs.every((i) => box.calling.situation(stationNumber(i + 1)) === 'consulting'), 5_000);
  const customers = pairs.map(
    (i) => box.calling.parts.current(stationNumber(i + 1))?.contact?.leg.calling.digits ?? '',
  );
  t.equal(new Set(customers).size, THIRTY);
  const at = world.clock.now();
  for (const i of pairs) box.calling.transfer(agentId(i + 1));
  await world.until(() => pairs.every((i) => agent(box, asked(i)).state === 'talking'), 2_000);
  t.ok(world.clock.now() - at <= 200, `within ${world.clock.now() - at} ms`);
  await world.advance(200);

  const heard = await Promise.all(
    pairs.map(async (i) => {
      const caller = callers[Number(customers[i]?.slice(-2))];
      const voices = await Promise.all(
        [i, THIRTY + i].map((voice) => {
          const file = join(world.folder, `voice-${voice}.wav`);
          writeVoice(file, voice);
          return world.media.loadPrompt(file);
        }),
      );
      return { caller, voices, third: world.telephone(asked(i)) };
    }),
  );
  await world.advance(1_000);
  const listening = heard.flatMap(({ caller, voices: [his = 0, its = 0], third }) => {
    caller?.play([his]);
    world.media.play(third.channel, [its]);
    return [world.listen(third.channel, his), world.listen(caller?.channel.index ?? 0, its)];
  });
  await world.advance(2_000);
  t.equal(listening.filter(({ heard: is }) => is).length, 2 * THIRTY, 'each customer and his third hear each other');
  t.equal(
    pairs.filter((i) => ['wrapUp', 'ready'].includes(agent(box, i + 1).state)).length,
    THIRTY,
    'who gave away is out',
  );

  for (const caller of callers) caller.clear();
  await world.advance(2_000);
  await box.settled();
  const calls = await reads.selectFrom('contact').selectAll().where('direction', '=', 'inbound').execute();
  t.equal(calls.filter(({ disposition }) => disposition === 'answered').length, THIRTY);
  const transferred = await place.events('call.transferred');
  t.same(new Set(transferred.map(({ agent: by }) => by)), new Set(pairs.map((i) => agentId(i + 1))));
  const talked = await reads
    .selectFrom('segment')
    .selectAll()
    .where('kind', '=', 'talking')
    .where('role', '=', 'agent')
    .execute();
  t.equal(new Set(talked.map(({ agent: who }) => who)).size, 2 * THIRTY);
  t.ok(
    talked.every(({ toAt }) => toAt !== null),
    'all segments end',
  );
  t.same(box.status().calls.inProgress, 0);
});
