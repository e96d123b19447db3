// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-21
// An agent masks his customer while a card number is keyed in: by library, socket and code the same verb, and an illegal one changes nothing.
import { join } from 'node:path';
import t from 'tap';
import { callInHand, FIRST } from '../support/call-in-hand.js';
import { controlMethods } from '../support/call-verbs.js';
import { digitsOf } from '../support/digits-of.js';
import { hangUp } from '../support/floor.js';

const CARD = '4929180273650018';

for (const way of ['library', 'socket', 'code'] as const) {
  t.test(`000-21: by ${way} the card number stands in no recording, what is said before and after does`, async (t) => {
    const { world, box, caller, telephone, hears, reads, events } = await callInHand(t);
    const act = controlMethods(box);
    const dial = async (code: string) => {
      telephone.flash();
      await world.advance(1_000);
      telephone.dial(code);
      await world.advance(1_500);
    };
    const mask = {
      library: () => box.calling.sounds.mask(FIRST),
      socket: () => act('mask', FIRST),
      code: () => dial('*75'),
    };
    const unmask = {
      library: () => box.calling.sounds.unmask(FIRST),
      socket: () => act('unmask', FIRST),
      code: () => dial('*75'),
    };
    t.throws(() => box.calling.sounds.unmask(FIRST), { code: 'REFUSED' });
    caller.sendDigits('123', { onMs: 60, offMs: 60 });
    await world.advance(1_000);
    await mask[way]();
    t.match(await hears(), { agent: '', customer: 'agent' }, 'the agent hears nothing of it');
    if (way !== 'code') t.throws(() => box.calling.sounds.mask(FIRST), { code: 'REFUSED' });
    caller.sendDigits(CARD, { onMs: 60, offMs: 60 });
    await world.advance(3_000);
    await unmask[way]();
    caller.sendDigits('456', { onMs: 60, offMs: 60 });
    await world.advance(1_000);
    t.match(await hears(), { agent: 'customer', customer: 'agent' });
    caller.clear();
    await world.advance(500);
    await hangUp(world, telephone);
    const [row] = await reads.selectFrom('recording').selectAll().execute();
    // With the code the agent's own key 5 is heard as well, which brings him back.
    t.equal(digitsOf(join(world.folder, 'data/recordings', row?.file ?? '')), way === 'code' ? '12355456' : '123456');
    t.match(await events('leg.unmasked'), [{ detail: /"how":"ended"/ }]);
  });
}
