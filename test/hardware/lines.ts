// SPDX-License-Identifier: GPL-2.0-or-later
// Does a line to the exchange work on the real driver: a call that comes with its ring and its caller, is answered and hung up by the far end's
// busy tone, and a call that goes out by dial tone and digits? Runs in the machine of tools/dahdi-vm (npm run test:dahdi): the box's FXO
// ports are wired to FXS ports, at which a local exchange stands.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ExchangeLines } from '../../src/fxo/index.js';
import { type Emitter, SystemClock, sleep } from '../../src/kernel/index.js';
import { type Fact, planOf, toneZone } from '../../src/native/index.js';
import { LocalExchange, type SubscriberLine } from '../../src/sim/index.js';
import { callSetup } from '../../src/station/caller-id-message.js';
import { fskSamples, wavOf } from '../../src/station/fsk.js';
import { Facts, projectFile } from '../contract/engine-world.js';
import { End } from './dahdi-world.js';
import { folder } from './folder.js';
import { BOX, bank, EXCHANGE } from './spillway-conf.js';

const NUMBER = '13912345678';
const PATIENCE = 40_000;
const TRIES = 3;
const clock = new SystemClock();
const zone = toneZone('cn');

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;

const next = <T>(news: Emitter<T>) =>
  new Promise<T>((resolve) => {
    const end = news.on((told) => {
      end();
      resolve(told);
    });
  });

/** A box with a line, and the exchange at its other end. */
class Wired {
  readonly ours: End;
  readonly exchange: End;
  readonly lines: ExchangeLines;
  readonly line: SubscriberLine;
  readonly facts: Facts;
  readonly channel: number;

  constructor(t: Test) {
    const theirs = bank('office', BOX.bank, 'station');
    const own = bank('lines', EXCHANGE.bank, 'telephone');
    this.exchange = new End(t, { board: { type: 'dahdi', spans: [theirs] }, signalling: [] });
    this.ours = new End(t, { board: { type: 'dahdi', spans: [own] }, signalling: [], tones: planOf(zone) });
    // An emulated machine slips: what it has missed of a dial tone it hears later.
    const settings = () => ({ number: '62345678', dialToneWithin: 30_000 });
    this.lines = new ExchangeLines(this.ours.media, clock, { settings });
    t.teardown(() => this.lines.close());
    this.line = new LocalExchange(this.exchange.media, clock, 'office', { tones: zone }).lines[0] as SubscriberLine;
    this.facts = new Facts(this.lines.port);
    this.channel = this.ours.media.channels[0]?.index ?? 0;
  }

  /** Rejects with what was told instead. */
  wait<T extends Fact['type']>(type: T, where: Partial<FactOf<T>> = {}): Promise<FactOf<T>> {
    const told = () => this.facts.told.map((fact) => fact.type).join(' ');
    return Promise.race([
      this.facts.wait(type, where),
      sleep(clock, PATIENCE).then(() => {
        throw new Error(
          `no ${type} ${JSON.stringify(where)}; told: ${told()}; the line is ${this.lines.lines[0]?.state.name}`,
        );
      }),
    ]);
  }

  async load(file: string): Promise<number> {
    const prompt = this.exchange.media.loadPrompt(file);
    await this.exchange.wait('promptLoaded', { prompt });
    return prompt;
  }

  get slips(): number {
    return this.ours.media.counters().slips + this.exchange.media.counters().slips;
  }
}

const caller = (t: Test) => {
  const message = callSetup({ number: NUMBER, name: undefined }, clock.now(), 'Asia/Shanghai');
  const file = join(folder(t, 'lines'), 'caller.wav');
  writeFileSync(file, wavOf(fskSamples(message, 'fsk-bell202')));
  return file;
};

t.test(
  'a call comes: it rings, says who calls, is answered, heard, and hung up by the busy tone of its end',
  async (t) => {
    const wired = new Wired(t);
    const { line, lines } = wired;
    const sound = await wired.load(caller(t));
    const slipped = wired.slips;
    line.rings({ caller: { sound, when: 'after' } });
    const { call, calling, called } = await wired.wait('offered');
    t.equal(called, '62345678');
    // Where the machine has slipped into the message it is damaged, and the call has no number; never another one.
    t.comment(`caller ${calling === '' ? 'none' : 'told'}, ${wired.slips - slipped} slips`);
    t.ok(calling === NUMBER || (calling === '' && wired.slips > slipped));
    const lifted = next(line.answered);
    lines.port.answer(call);
    await Promise.all([lifted, wired.wait('answered', { call })]);
    t.ok(line.offHook);
    line.says(await wired.load(projectFile('prompts/zh-CN/welcome.wav')));
    lines.port.hearSpeech(wired.channel, true);
    await wired.wait('speech');
    line.partyHangsUp();
    t.match(await wired.wait('cleared', { call }), { cause: 16, remote: true });
    const gone = line.offHook ? next(line.released) : Promise.resolve();
    await gone;
    t.notOk(line.offHook, 'and the line is let go');
  },
);

t.test('a call goes out: dial tone, digits, ringing, an answer that is heard, our hanging up', async (t) => {
  const wired = new Wired(t);
  const { line, lines } = wired;
  for (let tries = 1; ; tries++) {
    await sleep(clock, 1_500);
    const slipped = wired.slips;
    const dialled = next(line.dialled);
    const call = lines.port.dial({ channel: wired.channel, called: { digits: NUMBER } });
    const given = wired.wait('cleared', { call }).then(({ cause }) => `given up with ${cause}`);
    given.catch(() => {});
    const digits = await Promise.race([dialled, given]);
    t.comment(`try ${tries}: ${digits === NUMBER ? 'dialled' : digits}, ${wired.slips - slipped} slips`);
    if (digits !== NUMBER && wired.slips > slipped && tries < TRIES) {
      lines.port.clear(call, 16);
      await wired.wait('cleared', { call });
      continue;
    }
    t.equal(digits, NUMBER);
    line.ringsBack();
    await wired.wait('alerting', { call });
    line.partyAnswers(await wired.load(projectFile('prompts/zh-CN/welcome.wav')));
    await wired.wait('answered', { call });
    t.ok(lines.isPresumed(call), 'nobody reversed the line: it is presumed');
    const released = next(line.released);
    lines.port.clear(call, 16);
    await Promise.all([released, wired.wait('cleared', { call, remote: false })]);
    return;
  }
});
