// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-28 001-33 001-34
// What a telephone is told at the shell, in both languages: forwards, do not disturb, call waiting; a ringing call sent on, a ring when
// somebody is free; a card of the codes.
import { join } from 'node:path';
import t from 'tap';
import { DIAL_CODES } from '../../src/config/index.js';
import { ACCESS_NUMBER, agentId, stationNumber } from '../support/box.js';
import { command } from '../support/command.js';
import { shop } from '../support/shop.js';

const [FIRST, SECOND] = [agentId(1), agentId(2)];
const [ONE, TWO] = [stationNumber(1), stationNumber(2)];

const WORDS = {
  en: { none: 'all ring as usual', both: 'do not disturb, when busy to agent:1002', quiet: /Telephone 801 +do not/ },
  'zh-CN': { none: '全部正常振铃', both: '免打扰，遇忙转到 agent:1002', quiet: /话机 801 +免打扰/ },
};

for (const language of ['en', 'zh-CN'] as const) {
  const words = WORDS[language];

  t.test(`${language}: forwards and do not disturb, shown by status and agents`, async (t) => {
    const { box, spillway, events } = await shop(t, { telephones: 3, signedIn: 2 }, language);
    t.match(await spillway('telephones'), { code: 0, text: words.none });
    t.match(await spillway('telephones', ONE, 'forward-busy', SECOND), { code: 0 });
    t.match(await spillway('telephones', FIRST, 'do-not-disturb', 'on'), { code: 0, text: words.both });
    t.match((await spillway('status')).text, words.quiet);
    t.match((await spillway('telephones')).text, words.both);
    const told = JSON.parse((await spillway('agents', '--json')).text) as { readonly doNotDisturb?: boolean }[];
    t.equal(told.filter(({ doNotDisturb }) => doNotDisturb).length, 1);
    t.match((await spillway('agents')).text, language === 'en' ? /801 \(do not disturb\)/ : /801（免打扰）/);
    t.match(await spillway('telephones', ONE, 'forward-always', '110'), { code: 1, complaint: /110/ });
    t.match(await spillway('telephones', '899', 'forward-off'), { code: 1 });
    t.match(await spillway('telephones', ONE, 'fly'), { code: 2 });
    t.match(await spillway('telephones', ONE, 'forward-off'), { code: 0 });
    t.match(await spillway('telephones', ONE, 'do-not-disturb', 'off'), { code: 0 });
    t.same(box.calling.telephones.list(), []);
    t.match(await events('telephone.changed'), [{ source: 'shell' }, {}, {}, {}]);
  });

  t.test(`${language}: what rings is sent on, not lifted; camp-on`, async (t) => {
    const { world, box, spillway } = await shop(t, { telephones: 3, signedIn: 1 }, language);
    world.network.call(ACCESS_NUMBER);
    await world.until(() => world.telephone(1).rings, 5_000);
    t.match(await spillway('call', 'answer', FIRST), { code: 1, complaint: /LIFT_IT/ });
    t.match(await spillway('call', 'deflect', FIRST, `station:${TWO}`), { code: 0 });
    await world.until(() => world.telephone(2).rings && !world.telephone(1).rings, 7_000);
    t.match(await spillway('call', 'deflect', FIRST, `station:${TWO}`), { code: 1, complaint: /NOTHING_RINGS/ });
    t.match(await spillway('call', 'camp-on', FIRST, `station:${TWO}`), { code: 0 });
    t.equal(box.calling.campOns.at(ONE), TWO);
    t.match(await spillway('call', 'camp-off', FIRST), { code: 0 });
    t.match(await spillway('call', 'camp-off', FIRST), { code: 1 });
  });

  t.test(`${language}: codes, and a card of them to print`, async (t) => {
    const { world } = await shop(t, { telephones: 2 }, language);
    const file = join(world.folder, 'spillway.yaml');
    const listed = await command('codes', '--config', file, { language });
    t.equal(listed.code, 0);
    const card = await command('codes', '--print', '--config', file, { language });
    for (const code of Object.values(DIAL_CODES)) {
      t.ok(listed.text.includes(code), `listed ${code}`);
      t.ok(card.text.includes(`<td>${code}`), `on the card ${code}`);
    }
    t.match(card.text, /^<!DOCTYPE html>/);
    t.match(card.text, /免打扰.*do not disturb/);
  });
}
