// SPDX-License-Identifier: GPL-2.0-or-later
// Does a number that is not to be shown remain anywhere, be it the caller's or the one from which his call was forwarded?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type Leg, TrunkLeg } from '../../src/call/index.js';
import type { Dialogue } from '../../src/ivr/index.js';
import type { Presentation } from '../../src/native/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';

const CALLER = '13912345678';
const FORWARDED_BY = '13900001111';
const HIDDEN: readonly Presentation[] = ['restricted', 'unavailable'];

/** One call, its numbers with a presentation of their own each, until the caller is gone. */
async function called(
  { world }: BoxWorld,
  { calling, redirecting }: { readonly calling: Presentation; readonly redirecting?: Presentation },
): Promise<TrunkLeg> {
  const number = { type: 'national', plan: 1, screening: 3 } as const;
  const forwarded = redirecting && {
    redirecting: { ...number, digits: FORWARDED_BY, presentation: redirecting, reason: 15 },
  };
  const caller = world.network.call(ACCESS_NUMBER, '', {
    calling: { ...number, digits: CALLER, presentation: calling },
    ...forwarded,
  });
  await world.until(() => caller.state === 'connected' || caller.state === 'cleared');
  if (caller.state === 'connected') caller.clear();
  await world.until(() => caller.state === 'cleared');
  await world.advance(200);
  return caller;
}

/** Everything that the box has written, the database's files byte by byte among it. */
function written({ world }: BoxWorld): string {
  const folder = join(world.folder, 'data');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n');
}

const open = (t: Test, config: Readonly<Record<string, unknown>> = {}) => openBox(t, { config });

for (const presentation of HIDDEN) {
  t.test(`a redirecting number that is ${presentation} is written nowhere; the caller's own is`, async (t) => {
    const box = await open(t);
    await called(box, { calling: 'allowed', redirecting: presentation });
    t.match(await box.reads.selectFrom('call').selectAll().execute(), [{ callingRaw: CALLER, redirecting: null }]);
    t.notMatch(written(box), FORWARDED_BY);
  });

  t.test(
    `a calling number that is ${presentation} is written nowhere; the redirecting number, which is not, is`,
    async (t) => {
      const box = await open(t);
      await called(box, { calling: presentation, redirecting: 'allowed' });
      const calls = await box.reads.selectFrom('call').selectAll().execute();
      t.match(calls, [
        { calling: null, callingRaw: null, callingPresentation: presentation, redirecting: FORWARDED_BY },
      ]);
      t.notMatch(written(box), CALLER);
    },
  );

  t.test(`a ${presentation} number that is blocked is refused, and written nowhere`, async (t) => {
    const box = await open(t, { blocked: ['8613912345678'] });
    t.equal((await called(box, { calling: presentation })).cause, 21);
    t.match(await box.reads.selectFrom('call').selectAll().execute(), [{ reason: 'blacklist', calling: null }]);
    t.notMatch(written(box), CALLER);
  });
}

t.test('with restrictedNumbers: drop it is not even compared', async (t) => {
  const box = await open(t, { blocked: [CALLER], restrictedNumbers: 'drop' });
  t.not((await called(box, { calling: 'restricted' })).cause, 21);
  t.equal((await called(box, { calling: 'allowed' })).cause, 21);
});

t.test('no leg of the box has the digits of a withheld number, for whoever looks at it', async (t) => {
  const seen: Leg[] = [];
  const dialogues = {
    look: async ({ leg }: Dialogue) => {
      seen.push(leg);
    },
  };
  const box = await openBox(t, { config: { accessNumbers: [{ number: ACCESS_NUMBER, menu: 'look' }] }, dialogues });
  await called(box, { calling: 'restricted', redirecting: 'restricted' });
  const [leg] = seen;
  t.match(leg, {
    calling: { digits: '', presentation: 'restricted' },
    redirecting: { digits: '', presentation: 'restricted' },
  });
  t.ok(leg instanceof TrunkLeg && leg.withheld?.take().digits === '', 'it was taken for the block list, and is gone');
});
