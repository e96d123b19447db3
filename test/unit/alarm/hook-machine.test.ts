// SPDX-License-Identifier: GPL-2.0-or-later
// Does every post go out in its order, again and again until it is taken, and no sooner than it should?
import t from 'tap';
import { type HookEffect, type HookEvent, hookMachine, NOTHING_TO_POST } from '../../../src/alarm/hook-machine.js';

function machine() {
  let state = NOTHING_TO_POST;
  const done: string[] = [];
  const send = (event: HookEvent, at = 0) => {
    const step = hookMachine.transition(state, event, at);
    state = step.state;
    done.push(...step.effects.map(word));
  };
  return { send, done, until: () => hookMachine.deadline(state) };
}

const word = (effect: HookEffect) => ('post' in effect ? `${effect.type} ${effect.post.id}` : effect.type);
const post = (id: string, at = 0) => ({ id, body: '{}', at });

t.test('posts go one at a time, in order', async (t) => {
  const { send, done } = machine();
  send({ type: 'queued', posts: [post('a'), post('b')] });
  t.same(done, ['post a']);
  send({ type: 'delivered', id: 'b' });
  t.same(done, ['post a'], 'an answer that is nobody’s changes nothing');
  send({ type: 'delivered', id: 'a' });
  send({ type: 'queued', posts: [post('c')] });
  send({ type: 'delivered', id: 'b' });
  send({ type: 'delivered', id: 'c' });
  t.same(done, ['post a', 'forget a', 'post b', 'forget b', 'post c', 'forget c']);
});

t.test('a post that is not taken is tried after 1, 2, 4 ... 300 s; three failures are told once', async (t) => {
  const { send, done, until } = machine();
  send({ type: 'queued', posts: [post('a')] });
  const waits: (number | undefined)[] = [];
  for (let failure = 0; failure < 11; failure++) {
    send({ type: 'failed', id: 'a' });
    waits.push(until());
    send({ type: 'expired' });
  }
  t.same(
    waits,
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1_000),
  );
  t.equal(done.filter((what) => what === 'failing').length, 1);
  t.equal(until(), undefined, 'under way');
  send({ type: 'delivered', id: 'a' });
  t.same(done.slice(-2), ['forget a', 'working']);
});

t.test('news of a week ago makes room for the newer', async (t) => {
  const { send, done, until } = machine();
  const week = 7 * 86_400_000;
  send({ type: 'queued', posts: [post('old', 0), post('new', week)] });
  send({ type: 'failed', id: 'old' }, week + 1);
  t.same(done, ['post old', 'forget old']);
  send({ type: 'expired' }, until() ?? 0);
  t.same(done.slice(2), ['post new']);
});
