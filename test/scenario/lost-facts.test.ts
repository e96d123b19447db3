// SPDX-License-Identifier: GPL-2.0-or-later
// JavaScript was away for so long that news of the lines was lost: does the box find out, and end what is over?
import t from 'tap';
import type { Fact, MediaPort } from '../../src/native/index.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

/** An engine whose facts of some types can be lost. */
function lossy(port: MediaPort) {
  const lost = new Set<Fact['type']>();
  const listeners = new Set<(fact: Fact) => void>();
  const media: MediaPort = {
    ...port,
    onFact: (listener) => {
      listeners.add(listener);
      const done = port.onFact((fact) => !lost.has(fact.type) && listener(fact));
      return () => {
        listeners.delete(listener);
        done();
      };
    },
  };
  const tellOverrun = () => {
    lost.clear();
    for (const listener of [...listeners]) listener({ type: 'overrun', channel: -1, at: port.time(), lost: 1 });
  };
  return { media, lost, tellOverrun };
}

t.test('a caller and an agent hang up unheard: the overrun is followed by an audit that ends both legs', async (t) => {
  let engine: ReturnType<typeof lossy> | undefined;
  const { world, box, reads } = await openBox(t, {
    signedIn: 1,
    telephones: 1,
    through: (port) => {
      engine = lossy(port);
      return engine.media;
    },
  });
  const caller = world.network.call(ACCESS_NUMBER, '13912345678');
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => box.status().agents[0]?.state === 'talking');
  for (const type of ['cleared', 'onHook'] as const) engine?.lost.add(type);
  caller.clear();
  world.telephone(1).putDown();
  await world.advance(5_000);
  t.match(box.status(), { calls: { inProgress: 1 }, agents: [{ state: 'talking' }] });

  engine?.tellOverrun();
  await world.advance(1_000);

  t.match(box.status().calls, { answered: 1, inProgress: 0 });
  t.equal(box.status().spans[0]?.busy, 0);
  t.not(box.status().agents[0]?.state, 'talking');
  t.match(await reads.selectFrom('call').select(['disposition', 'cause']).execute(), [{ disposition: 'answered' }]);
});

t.test('a call whose offer was lost is cleared at the next audit, without an overrun', async (t) => {
  let engine: ReturnType<typeof lossy> | undefined;
  const { world, box } = await openBox(t, {
    signedIn: 1,
    through: (port) => {
      engine = lossy(port);
      return engine.media;
    },
  });
  engine?.lost.add('offered');
  const caller = world.network.call(ACCESS_NUMBER, '13912345678');
  await world.advance(5_000);
  engine?.lost.clear();
  t.not(caller.state, 'cleared');

  await world.until(() => caller.state === 'cleared', 31_000);

  t.match(caller, { cause: 41 });
  t.equal(box.status().calls.offered, 0);
});
