// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-38 000-01
// A shop of three analog lines and four telephones, by its sample: a day of it. Who calls, the queue, the agent at a plain telephone, the
// callback over the same lines, and the busy tone that ends a call; what both hear is judged.
import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/index.js';
import { toneZone } from '../../src/native/index.js';
import { LocalExchange, type SubscriberLine } from '../../src/sim/index.js';
import { linear, shownBy } from '../support/adsi.js';
import { openBox, stationNumber } from '../support/box.js';
import { callerSound } from '../support/caller-id-sound.js';
import { dialCode, hangUp } from '../support/floor.js';
import { wavChannels } from '../support/wav.js';
import { whoHears } from '../support/who-hears.js';

const FILE = 'examples/small-shop.yaml';
const text = readFileSync(FILE, 'utf8');

/** What a telephone says to who has signed in. */
const SIGNED_IN = 'agent-signed-in';

interface Sample {
  readonly board: { readonly spans: readonly { readonly name: string; readonly exchange?: unknown }[] };
  readonly [key: string]: unknown;
}

const { board, data: _, ...policy } = parse(text) as Sample;
const [lines] = board.spans;

/** The shop on the virtual board: its own policy, its lines at a local exchange. */
async function shop(t: Test) {
  const carrier = (name: string) => ({ type: 'listen', path: `/run/${name}.sock` });
  const spans = [
    { name: 'stations', kind: 'analog', count: 4, carrier: carrier('stations') },
    { name: 'lines', kind: 'analog', ports: 'fxo', count: 3, carrier: carrier('lines'), exchange: lines?.exchange },
  ];
  const recording = { announce: false };
  const stations = [1, 2, 3, 4].map((port) => ({ number: stationNumber(port), span: 'stations', port }));
  const config = { ...policy, board: { type: 'virtual', spans }, stations, recording };
  const place = await openBox(t, { e1s: 0, telephones: 4, lines: 3, signedIn: 0, config });
  const { world } = place;
  const office = new LocalExchange(world.media, world.clock, 'office', { tones: toneZone('cn') });
  const line = (port: number) => office.lines[port - 1] as SubscriberLine;
  const rings = async (port: number, number: string) =>
    line(port).rings({ caller: { sound: await callerSound(world, number), when: 'after' } });
  return { ...place, line, rings };
}

t.test('the sample is one page that check has nothing to say about', async (t) => {
  const parsed = parseConfig(text, FILE, { hasPrompt: () => true });
  t.match(parsed, { hints: [] }, JSON.stringify(parsed).slice(0, 500));
  t.ok(text.split('\n').length <= 50, 'one page');
});

t.test(
  'a day: agents sign in, callers come on all three lines, one is answered, one waits, each ends by busy tone',
  async (t) => {
    const { world, box, line, rings, reads } = await shop(t);
    await dialCode({ world } as never, 1, '*61*1001*4711#', SIGNED_IN);
    t.equal(box.status().agents.find(({ id }) => id === '1001')?.state, 'ready');

    const telephone = world.telephone(1);
    const file = `${world.folder}/display.wav`;
    await rings(1, '13911111111');
    await world.until(() => telephone.rings, 12_000);
    const display = world.media.record(telephone.channel, file);
    await world.advance(4_500);
    world.media.stop(display);
    await world.advance(200);
    t.match(shownBy('fsk-bell202', linear(wavChannels(file)[0] ?? Buffer.alloc(0))), [{ number: '13911111111' }]);
    telephone.lift();
    await world.advance(800);
    const ears = { customer: line(1).channel, agent: telephone.channel };
    t.same(await whoHears(world, ears), { customer: 'agent', agent: 'customer' }, 'they hear each other');

    await rings(3, '13933333333');
    await world.until(
      () => box.status().queues.some(({ name, waiting }) => name === 'orders' && waiting === 1),
      12_000,
    );
    t.equal(box.status().queues.find(({ name }) => name === 'shop')?.waiting, 0);
    line(1).partyHangsUp();
    await world.until(() => !line(1).offHook, 5_000);
    await hangUp(world, telephone);
    await world.until(() => telephone.rings, 60_000);
    telephone.lift();
    await world.advance(800);
    const others = { customer: line(3).channel, agent: telephone.channel };
    t.same(await whoHears(world, others), { customer: 'agent', agent: 'customer' }, 'the next one');
    line(3).partyHangsUp();
    await world.until(() => !line(3).offHook, 5_000);
    await hangUp(world, telephone);
    await box.settled();
    const calls = await reads.selectFrom('contact').select(['number', 'accessNumber', 'disposition']).execute();
    t.same(calls, [
      { number: '+8613911111111', accessNumber: '62345678', disposition: 'answered' },
      { number: '+8613933333333', accessNumber: '62345679', disposition: 'answered' },
    ]);
  },
);

t.test(
  'who has waited too long is promised a callback; it goes out over the line of that number, and joins him with the agent',
  async (t) => {
    const { world, box, line, rings } = await shop(t);
    const dialled: string[] = [];
    for (const port of [1, 2, 3]) line(port).dialled.on((digits) => dialled.push(`${port}: ${digits}`));
    await rings(1, '13922222222');
    await world.until(() => box.status().callbacks.open > 0, 240_000);
    await world.until(() => !line(1).offHook, 60_000);
    await dialCode({ world } as never, 1, '*61*1001*4711#', SIGNED_IN);

    await world.until(() => dialled.length > 0, 240_000);
    t.match(dialled, [/^[12]: 13922222222$/], 'over the lines of the shop');
    const out = line(Number(dialled[0]?.[0]));
    out.ringsBack();
    await world.advance(6_000);
    const asks = world.listen(out.channel, await world.load('zh-CN/callback-press-1'));
    out.partyAnswers(await world.load('zh-CN/welcome'));
    await world.until(() => asks.heard, 20_000);
    t.equal(world.telephone(1).rings, false, 'nobody is rung before he has pressed 1');
    world.media.sendDigits(out.channel, '1');
    await world.until(() => world.telephone(1).rings, 30_000);
    world.telephone(1).lift();
    await world.advance(1_500);
    t.same(await whoHears(world, { customer: out.channel, agent: world.telephone(1).channel }), {
      customer: 'agent',
      agent: 'customer',
    });
    out.partyHangsUp();
    await world.until(() => !out.offHook, 5_000);
    await hangUp(world, world.telephone(1));
    t.equal(box.status().callbacks.connected, 1);
  },
);
