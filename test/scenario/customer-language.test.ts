// SPDX-License-Identifier: GPL-2.0-or-later
// Does a customer whose language the directory has hear it everywhere: waiting, in a flow, in announcements, in the promise?
import t, { type Test } from 'tap';
import { SYSTEM } from '../../src/bus/index.js';
import { ACCESS_NUMBER, type BoxOptions, openBox, QUEUE } from '../support/box.js';

const NUMBER = '13811112222';

/** A box that knows one English customer; what he hears who rings in. */
async function shop(t: Test, options: BoxOptions) {
  const place = await openBox(t, options);
  const { world, box } = place;
  await box.customers.set('c1', { numbers: NUMBER, name: 'Smith', language: 'en' }, SYSTEM);
  const rings = async (calling: string, prompt: string, within = 20_000) => {
    const caller = world.network.call(ACCESS_NUMBER, calling);
    const ears = await Promise.all(
      ['en', 'zh-CN'].map(async (language) =>
        world.listen(caller.channel.index, await world.load(`${language}/${prompt}`)),
      ),
    );
    await world.until(() => ears.some(({ heard }) => heard), within);
    const heard = ears[0]?.heard ? 'en' : 'zh-CN';
    caller.clear();
    return heard;
  };
  return { ...place, rings };
}

const WAYS: Readonly<
  Record<string, readonly [prompt: string, config: NonNullable<BoxOptions['config']>, options?: BoxOptions]>
> = {
  'who waits': ['please-hold', {}],
  'in a flow': [
    'welcome',
    {
      accessNumbers: [{ number: ACCESS_NUMBER, menu: 'shop' }],
      flows: { shop: { fallback: 'refuse', steps: { hello: { say: 'welcome', next: 'hangUp' } } } },
    },
  ],
  'an announcement': [
    'all-agents-busy',
    { queues: [{ name: QUEUE, nobodySignedIn: { announce: 'all-agents-busy' } }] },
    { signedIn: 0 },
  ],
  'the promise': ['surge', { queues: [{ name: QUEUE, nobodySignedIn: 'callback' }] }, { signedIn: 0 }],
};

for (const [what, [prompt, config, options]] of Object.entries(WAYS)) {
  t.test(`${what}: the customer hears English, others the language of the file`, async (t) => {
    const { rings } = await shop(t, { ...options, config });
    t.equal(await rings(NUMBER, prompt), 'en');
    t.equal(await rings('13911113333', prompt), 'zh-CN');
  });
}

t.test('his language is a need, as one that he has chosen', async (t) => {
  const agents = [
    { id: '1001', name: 'Li', pin: '4711', queues: [QUEUE] },
    { id: '1002', name: 'Wang', pin: '4711', queues: [QUEUE], skills: { english: 8 } },
  ];
  const { world } = await shop(t, { config: { agents, languageNeeds: { en: [{ skill: 'english', level: 5 }] } } });
  world.network.call(ACCESS_NUMBER, NUMBER);
  await world.until(() => world.telephone(2).rings);
  t.notOk(world.telephone(1).rings, 'who has been idle longer');
});
