// SPDX-License-Identifier: GPL-2.0-or-later
// A pulled E1 ends all its calls at once: is that one round of decisions and one commit, or one of each for every call?
import { Worker } from 'node:worker_threads';
import t, { type Test } from 'tap';
import type { Fact, MediaPort } from '../../src/native/index.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

const CALLS = 25;
const CAUSE = 41; // T309, Q.850 temporary failure
/** Of the writer's groups: one turn decides all, the next may have what follows from it. */
const COMMITS = 2;

/** The engine, whose calls end as those of a span do that is pulled: by facts that are handed out together. */
function pullable(media: MediaPort) {
  const listeners: ((fact: Fact) => void)[] = [];
  const arounds: ((handOut: () => void) => void)[] = [];
  const port: MediaPort = new Proxy(media, {
    get: (of, key) => {
      if (key === 'onFact') return (listener: (fact: Fact) => void) => listeners.push(listener) && of.onFact(listener);
      if (key === 'onRound') {
        return (around: (handOut: () => void) => void) => {
          arounds.push(around);
          return () => {};
        };
      }
      const value = Reflect.get(of, key);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  });
  const pull = (facts: readonly Fact[]) => {
    const handOut = () => {
      for (const fact of facts) for (const listener of listeners) listener(fact);
    };
    arounds.reduce<() => void>((inner, around) => () => around(inner), handOut)();
  };
  return { port, pull };
}

/** How many groups of batches go to the disk from now on. */
function countCommits(t: Test): () => number {
  const { postMessage } = Worker.prototype;
  let commits = 0;
  Worker.prototype.postMessage = function (...args: Parameters<Worker['postMessage']>) {
    if ((args[0] as { type?: string }).type === 'commit') commits++;
    return postMessage.apply(this, args);
  };
  t.teardown(() => {
    Worker.prototype.postMessage = postMessage;
  });
  return () => commits;
}

t.test(`${CALLS} callers wait for one agent, who is rung for the first, when their span is pulled`, async (t) => {
  let pull: (facts: readonly Fact[]) => void = () => {};
  const place = await openBox(t, {
    signedIn: 1,
    config: { surge: { enabled: false } },
    through: (media) => {
      const made = pullable(media);
      pull = made.pull;
      return made.port;
    },
  });
  const { world, box, events } = place;
  for (let n = 0; n < CALLS; n++) {
    world.network.call(ACCESS_NUMBER, `1391234${1000 + n}`);
    await world.advance(60);
  }
  await world.until(() => box.status().queues[0]?.waiting === CALLS);
  await box.settled();
  const offered = (await events('offer.made')).length;
  const offers = world.facts.filter((fact): fact is Extract<Fact, { type: 'offered' }> => fact.type === 'offered');
  const ours = offers.filter(({ channel }) => world.media.channels[channel]?.span === 0).slice(0, CALLS);
  t.equal(ours.length, CALLS);

  const commits = countCommits(t);
  const at = world.media.time();
  pull(ours.map(({ channel, call }) => ({ type: 'cleared', channel, at, call, cause: CAUSE, remote: false })));
  await box.settled();

  t.match(box.status().queues, [{ waiting: 0, abandoned: CALLS }]);
  t.equal((await events('call.ended')).length, CALLS);
  t.equal((await events('offer.made')).length, offered, 'nobody is offered a call that goes in the same instant');
  t.ok(commits() <= COMMITS, `${commits()} commits for ${CALLS} calls`);
  t.match(box.status().agents, [{ state: 'ready' }, {}]);
});
