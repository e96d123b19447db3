// SPDX-License-Identifier: GPL-2.0-or-later
// Does an agent change his own PIN at his telephone, and does it stand nowhere?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { dialCode, hangUp, hears } from '../support/floor.js';
import { shop } from '../support/shop.js';

t.test('an agent changes his PIN: the old one, the new one twice; weak ones are refused', async (t) => {
  const place = await shop(t, { signedIn: 0 });
  const { world, box, spillway, events } = place;
  await spillway('agents', 'pin', '1001', '--pin', '80315297');
  await dialCode(place, 1, '*61*1001*80315297#', 'agent-signed-in');
  const telephone = world.telephone(1);
  const change = async (...keyed: readonly (readonly [string, string])[]) => {
    telephone.lift();
    await world.advance(500);
    telephone.dial('*66');
    for (const [prompt, keys] of keyed) {
      await hears(world, telephone.channel, [prompt]);
      if (keys === '') continue;
      telephone.dial(keys);
      await world.advance(keys.length * 160 + 200);
    }
    await hangUp(world, telephone);
    await box.settled();
  };
  await change(['agent-key-in-old-pin', '99999#'], ['agent-wrong-pin', '']);
  await change(
    ['agent-key-in-old-pin', '80315297#'],
    ['agent-key-in-new-pin', '123456#'],
    ['agent-pin-weak', ''],
    ['agent-key-in-new-pin', '1001#'],
    ['agent-pin-weak', ''],
    ['agent-key-in-new-pin', '80315297#'],
    ['agent-pin-weak', ''],
  );
  await change(
    ['agent-key-in-old-pin', '80315297#'],
    ['agent-key-in-new-pin', '60927418#'],
    ['agent-key-in-pin-again', '60927419#'],
    ['agent-pins-differ', ''],
  );
  t.same((await events('agent.pinChanged')).length, 1, 'that of the command');
  await change(
    ['agent-key-in-old-pin', '80315297#'],
    ['agent-key-in-new-pin', '60927418#'],
    ['agent-key-in-pin-again', '60927418#'],
    ['agent-pin-changed', ''],
  );
  t.match(await events('agent.pinChanged'), [{}, { actor: 'agent:1001', source: 'telephone' }]);
  await dialCode(place, 1, '*60', 'agent-signed-out');
  await dialCode(place, 1, '*61*1001*80315297#', 'agent-wrong-pin');
  await dialCode(place, 1, '*61*1001*60927418#', 'agent-signed-in');
  await box.settled();

  const folder = join(world.folder, 'data');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  t.ok(files.length > 1);
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    for (const pin of ['80315297', '60927418', '99999', '60927419', '123456'])
      t.notOk(bytes.includes(pin), `${pin} does not stand in ${file.name}`);
  }
});

t.test('too many wrong old PINs lock him out here too; a pause or hanging up changes nothing', async (t) => {
  const place = await shop(t, { signedIn: 1 });
  const { world, events, box } = place;
  const telephone = world.telephone(1);
  for (const answer of ['agent-wrong-pin', 'agent-wrong-pin', 'agent-wrong-pin', 'agent-pin-locked']) {
    telephone.lift();
    await world.advance(500);
    telephone.dial('*66');
    await hears(world, telephone.channel, ['agent-key-in-old-pin']);
    telephone.dial('00000#');
    await hears(world, telephone.channel, [answer]);
    await hangUp(world, telephone);
  }
  await world.advance(120_000);
  telephone.lift();
  await world.advance(500);
  telephone.dial('*66');
  await hears(world, telephone.channel, ['agent-key-in-old-pin']);
  await hangUp(world, telephone);
  telephone.lift();
  await world.advance(500);
  telephone.dial('*66');
  await hears(world, telephone.channel, ['agent-not-possible']);
  await hangUp(world, telephone);
  await dialCode(place, 2, '*66', 'agent-not-signed-in');
  await box.settled();
  t.same(await events('agent.pinChanged'), []);
});
