// SPDX-License-Identifier: GPL-2.0-or-later
// Is a caller in a flow left in silence for ten seconds at most, whatever it is that does not come?
import t from 'tap';
import type { MediaPort } from '../../src/native/index.js';
import { type BoxOptions, openBox, QUEUE } from '../support/box.js';

const steps = {
  hello: { say: 'welcome', next: 'ask' },
  ask: { call: 'lookUp', next: 'more' },
  more: { menu: 'menu-repair', choices: { '1': 'hangUp' } },
};
const config = {
  accessNumbers: [{ number: '88880001', menu: 'shop' }],
  flows: { shop: { fallback: { queue: QUEUE }, steps } },
};

/** A box whose prompts of this name are never there. */
const without = (prompt: string) => (media: MediaPort) =>
  new Proxy(media, {
    get: (port, key) => {
      const value = Reflect.get(port, key);
      if (key === 'loadPrompt')
        return (file: string) =>
          file.includes(prompt) ? (987_654 as ReturnType<MediaPort['loadPrompt']>) : port.loadPrompt(file);
      return typeof value === 'function' ? value.bind(port) : value;
    },
  });

async function silentFrom(t: Parameters<typeof openBox>[0], options: BoxOptions) {
  const place = await openBox(t, { config, signedIn: 1, ...options });
  const { world } = place;
  const caller = world.network.call('88880001', '13912345678');
  await world.until(() => caller.state === 'connected');
  const answered = world.clock.now();
  await world.until(() => world.telephone(1).rings, 60_000);
  const took = world.clock.now() - answered;
  caller.clear();
  return took;
}

t.test('a function that never answers', async (t) => {
  const took = await silentFrom(t, { functions: { lookUp: () => new Promise<string>(() => {}) } });
  t.ok(took > 10_000 && took < 20_000, `after the welcome and ten seconds: ${took} ms`);
});

t.test('a prompt that cannot be got: before anything is heard, and in a menu', async (t) => {
  const functions = { lookUp: () => '1' };
  const first = await silentFrom(t, { functions, through: without('welcome') });
  t.ok(first >= 10_000 && first < 12_000, `${first} ms`);
  const menu = await silentFrom(t, { functions, through: without('menu-repair') });
  t.ok(menu > 10_000 && menu < 20_000, `${menu} ms`);
});

t.test('a function that answers late finds nobody, and ends nothing', async (t) => {
  let answer = (_: string) => {};
  const functions = {
    lookUp: () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      }),
  };
  const { world } = await openBox(t, { config, signedIn: 1, functions });
  const caller = world.network.call('88880001', '13912345678');
  await world.until(() => world.telephone(1).rings, 60_000);
  answer('late');
  await world.advance(1_000);
  t.equal(caller.state, 'connected');
  t.ok(world.telephone(1).rings);
  caller.clear();
});
