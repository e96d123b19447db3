// SPDX-License-Identifier: GPL-2.0-or-later
// Does one who waits hear what he must first and whole, one thing at a time, and music that goes on?

import t from 'tap';
import {
  type Begins,
  type Phrase,
  type TreatmentEvent,
  type TreatmentState,
  treatmentMachine,
  unheard,
} from '../../../src/engine/treatment/treatment-machine.js';

const PLACE: Phrase = { type: 'place' };
const NOTHING: Begins = { whole: [], messages: [], keys: [] };

/** One who waits, and what was done for him, in short. */
class Waiting {
  at = 0;
  state: TreatmentState;
  heard: string[] = [];

  constructor(begins: Partial<Begins> = {}) {
    this.state = unheard({ ...NOTHING, ...begins });
  }

  send(...events: TreatmentEvent[]): this {
    for (const event of events) {
      const { state, effects } = treatmentMachine.transition(this.state, event, this.at);
      this.state = state;
      for (const effect of effects) {
        if (effect.type === 'prepare') this.heard.push(`prepare ${effect.phrase.type}`);
        else if (effect.type === 'music') this.heard.push(`${effect.how} music`);
        else this.heard.push(effect.type === 'key' ? `key ${effect.digit}` : effect.type);
      }
    }
    return this;
  }

  /** What is being prepared is there, and is said to its end. */
  says(): this {
    return this.prepared().said();
  }

  prepared(empty = false): this {
    return this.send({ type: 'prepared', step: this.step, empty });
  }

  said(): this {
    return this.send({ type: 'said', step: this.step });
  }

  get step(): number {
    return this.state.name === 'over' ? 0 : this.state.step;
  }

  advance(by: number): this {
    const to = this.at + by;
    for (let due = treatmentMachine.deadline(this.state); due !== undefined && due <= to; ) {
      this.at = due;
      this.send({ type: 'expired' });
      due = treatmentMachine.deadline(this.state);
    }
    this.at = to;
    return this;
  }

  /** What was done since the last look. */
  took(): string[] {
    return this.heard.splice(0);
  }
}

const begin: TreatmentEvent = { type: 'begin', words: ['please-hold'] };
const tell = (phrase: Phrase): TreatmentEvent => ({ type: 'tell', phrase });
const key = (digit: string): TreatmentEvent => ({ type: 'digit', digit });
const end: TreatmentEvent = { type: 'end' };
const goOn: TreatmentEvent = { type: 'goOn' };

t.test('welcome and notice first and whole, then the first words, what was told meanwhile, and music', (t) => {
  const one = new Waiting({ whole: [{ type: 'welcome' }, { type: 'notice' }] });
  one.send(tell(PLACE), begin, tell(PLACE));
  t.same(one.took(), ['prepare welcome']);
  t.same(one.says().took(), ['play', 'prepare notice']);
  t.same(one.says().took(), ['play', 'noticed', 'prepare words']);
  t.same(one.says().took(), ['play', 'prepare place'], 'once, however often it was told');
  t.same(one.says().took(), ['play', 'play music']);
  t.end();
});

t.test('words interrupt the music when they are there, and it goes on behind the last of them', (t) => {
  const one = new Waiting().send(begin).says();
  one.took();
  one.send(tell(PLACE));
  t.same(one.took(), ['prepare place'], 'it sounds while they are being loaded');
  one.prepared().send(tell({ type: 'message', nth: 0 }), tell(PLACE));
  t.same(one.took(), ['pause music', 'play'], 'one thing at a time');
  t.same(one.said().took(), ['prepare message']);
  t.same(one.says().took(), ['pause music', 'play', 'prepare place']);
  t.same(one.says().took(), ['pause music', 'play', 'play music']);
  t.end();
});

t.test('where there is nothing to say the music is not interrupted; what fails keeps nothing waiting', (t) => {
  const one = new Waiting().send(begin).says();
  one.took();
  t.same(one.send(tell(PLACE)).prepared(true).took(), ['prepare place', 'play music']);
  t.same(one.send(tell(PLACE)).said().took(), ['prepare place', 'play music']);
  t.end();
});

t.test('who is there for him ends words and music at once; the notice is heard to its end', (t) => {
  const one = new Waiting().send(begin).says().send(tell(PLACE)).prepared();
  one.took();
  t.same(one.send(end).took(), ['stopWords', 'stop music']);
  t.same(one.said().send(tell(PLACE), key('1'), end).took(), [], 'late or too much');
  t.same(one.send(goOn).took(), ['play music']);

  const noticing = new Waiting({ whole: [{ type: 'notice' }] }).send(begin).prepared();
  noticing.took();
  t.same(noticing.send(end).took(), []);
  t.same(noticing.said().took(), ['noticed']);
  t.equal(noticing.state.name, 'attended');

  const loading = new Waiting().send(begin);
  const step = loading.step;
  loading.send(end);
  loading.took();
  t.same(loading.send({ type: 'prepared', step, empty: false }).took(), [], 'loaded too late');

  const early = new Waiting().send(end, begin);
  t.same(early.took(), []);
  t.same(early.send(goOn).took(), ['play music']);
  t.end();
});

t.test('messages of the queue: after so long, every so often or once, in their order', (t) => {
  const messages = [{ after: 20_000, every: 60_000 }, { after: 20_000 }, { after: 50_000, every: 10_000 }];
  const one = new Waiting({ messages }).send({ type: 'begin', words: [] });
  t.same(one.took(), ['play music']);
  t.same(one.advance(19_999).took(), []);
  t.same(one.advance(1).took(), ['prepare message']);
  t.same(one.says().took(), ['pause music', 'play', 'prepare message'], 'the second, due with it');
  one.says().took();
  t.same(one.advance(30_000).took(), ['prepare message']);
  one.prepared().advance(35_000);
  t.same(one.took(), ['pause music', 'play'], 'nothing is said into it');
  t.same(one.said().took(), ['prepare message'], 'the third again, once');
  t.same(one.says().took(), ['pause music', 'play', 'prepare message'], 'and the first, due meanwhile');
  t.same(one.says().took(), ['pause music', 'play', 'play music']);
  t.end();
});

t.test('keys count during music and words, and behind what must be heard', (t) => {
  const keys = ['1', '*'];
  const one = new Waiting({ keys }).send(begin).prepared();
  one.took();
  t.same(one.send(key('2'), key('1')).took(), ['key 1']);
  t.same(one.said().send(key('*')).took(), ['play music', 'key *']);

  const noticing = new Waiting({ keys, whole: [{ type: 'notice' }] }).send(begin).prepared();
  noticing.took();
  t.same(noticing.send(key('1')).took(), []);
  t.same(noticing.said().took(), ['noticed', 'key 1', 'prepare words']);

  const served = new Waiting({ keys, whole: [{ type: 'notice' }] }).send(begin).prepared().send(key('1'), end);
  served.took();
  t.same(served.said().took(), ['noticed'], 'somebody is there for him: he has what he waits for');
  t.end();
});

t.test('when he is gone nothing more is done, and nobody waits for his notice', (t) => {
  const one = new Waiting({ whole: [{ type: 'notice' }] }).send(begin, { type: 'gone' });
  t.same(one.took(), ['prepare notice', 'noticed']);
  t.same(one.prepared().send(begin, goOn, tell(PLACE), { type: 'gone' }).took(), []);
  t.equal(treatmentMachine.deadline(one.state), undefined);
  t.end();
});
