// SPDX-License-Identifier: GPL-2.0-or-later
// Does a program hear of its own mistakes? A dialogue that throws, a prompt that is not there, a listener of the bus that throws.
import { spawnSync } from 'node:child_process';
import t from 'tap';
import type { BoxProblem } from '../../src/engine/index.js';
import type { Dialogue } from '../../src/ivr/index.js';
import { type BoxWorld, openBox } from '../support/box.js';

const NUMBERS = { accessNumbers: [{ number: '88880001', menu: 'main' }] };

const MISTAKES: Readonly<
  Record<string, { readonly main: (dialogue: Dialogue) => Promise<void>; readonly says: RegExp }>
> = {
  'a dialogue that throws': {
    main: async () => {
      throw new Error('a bug of the shop');
    },
    says: /a bug of the shop/,
  },
  'a prompt that is not there': {
    main: async (dialogue) => {
      await dialogue.answer();
      await dialogue.say('no-such-prompt');
    },
    says: /no-such-prompt/,
  },
};

async function call({ world, box }: BoxWorld): Promise<BoxProblem[]> {
  const heard: BoxProblem[] = [];
  box.on('error', (problem) => heard.push(problem));
  box.on('error', () => {
    throw new Error('he who hears of faults has one himself');
  });
  const caller = world.network.call('88880001');
  await world.until(() => caller.state === 'cleared', 10_000);
  await world.advance(500);
  await box.settled();
  return heard;
}

for (const [mistake, { main, says }] of Object.entries(MISTAKES)) {
  t.test(`${mistake} is told, and costs that call alone`, async (t) => {
    const place = await openBox(t, { config: NUMBERS, dialogues: { main } });
    const heard = await call(place);
    t.ok(
      heard.some(({ error }) => says.test(error.message)),
      JSON.stringify(heard.map(({ error }) => error.message)),
    );
  });
}

t.test('so is a listener of the bus that throws', async (t) => {
  const place = await openBox(t, {
    config: NUMBERS,
    dialogues: { main: async (dialogue) => void (await dialogue.answer()) },
  });
  place.box.bus.on('call.offered', () => {
    throw new Error('a bug in a listener');
  });
  t.match(await call(place), [{ error: { message: 'a bug in a listener' } }]);
});

t.test('a box that is given no log warns on standard error', async (t) => {
  const script = `import { standardLog } from ${JSON.stringify(new URL('../../src/engine/box/index.js', import.meta.url).href)};
    standardLog().info('not this'); standardLog().error({ err: new Error('x'), personal: '13900000000' }, 'a listener failed');`;
  const { stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  t.match(stderr, /a listener failed/);
  t.notMatch(stderr, /not this|13900000000/);
  t.equal(stdout, '');
});
