// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever comes in whatever order: does a leg end at most once, and do channels always add up?
import fc from 'fast-check';
import t from 'tap';
import { begin, type LegEvent, legMachine } from '../../src/call/leg-machine.js';
import { VirtualClock } from '../../src/kernel/index.js';
import { type Channel, Lines } from '../../src/line/index.js';
import { cases } from '../support/cases.js';
import { FakeMedia } from '../support/fake-media.js';

const EVENTS: readonly LegEvent[] = [
  { type: 'proceed' },
  { type: 'alert', inBand: false },
  { type: 'progress', inBand: true, cause: undefined },
  { type: 'answer' },
  { type: 'clear', cause: 17 },
  { type: 'proceeding', at: 5 },
  { type: 'progressed', at: 5, inBand: true, cause: 0 },
  { type: 'alerting', at: 5, inBand: false },
  { type: 'answered', at: 5 },
  { type: 'bridged', at: 5 },
  { type: 'cleared', at: 5, cause: 16, by: 'party' },
  { type: 'expired' },
];

t.test('a leg is told cleared at most once, is clearing with a deadline, and rests after its end', async (t) => {
  const direction = fc.constantFrom('incoming' as const, 'outgoing' as const);
  fc.assert(
    fc.property(direction, fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 }), (began, events) => {
      let state = begin(began, 0);
      let ends = 0;
      for (const event of events) {
        const over = state.name === 'cleared';
        const step = legMachine.transition(state, event, 10);
        if (over && (step.state !== state || step.effects.length > 0)) return false;
        ends += step.effects.filter((effect) => effect.type === 'news' && effect.news.type === 'cleared').length;
        state = step.state;
        if (state.name === 'clearing' && legMachine.deadline(state) === undefined) return false;
      }
      return ends === (state.name === 'cleared' ? 1 : 0);
    }),
    cases(2000),
  );
  t.pass();
});

type Step = (media: FakeMedia, lines: Lines, channel: number) => void;
const STEPS: readonly Step[] = [
  (_, lines, channel) => lines.channel(channel)?.seize(`leg-${channel}`, 'incoming'),
  (_, lines, channel) => lines.channel(channel)?.release(`leg-${channel}`),
  (_, lines, channel) => lines.channel(channel)?.setService(false),
  (_, lines, channel) => lines.channel(channel)?.setService(true),
  (media, _, channel) => media.tell({ type: 'serviceState', span: 0, channel, state: 'restarting' }),
  (media, _, channel) => media.tell({ type: 'serviceState', span: 0, channel, state: 'inService' }),
  (media) => media.tell({ type: 'dChannelUp', span: 0 }),
  (media) => media.tell({ type: 'dChannelDown', span: 0 }),
  (media) => media.tell({ type: 'alarmRaised', span: 0, alarm: 'red' }),
  (media) => media.tell({ type: 'alarmCleared', span: 0, alarm: 'red' }),
];

/** Such a channel counts as in service: a box that has just begun is not full with its first call. */
function onlyRestarts({ state }: Channel): boolean {
  return state.name === 'outOfService' && state.hindrances.every((hindrance) => hindrance === 'restart');
}

t.test('utilisation is what a recount of the channels gives, and the last one told', async (t) => {
  const step = fc.tuple(fc.constantFrom(...STEPS), fc.integer({ min: 0, max: 30 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const media = new FakeMedia({ e1: 'e1' });
      const lines = new Lines(media, new VirtualClock());
      let told = lines.utilisation();
      lines.utilisationChanged.on((utilisation) => {
        told = utilisation;
      });
      for (const [act, channel] of steps) if (channel !== 15) act(media, lines, channel);
      const { busy, inService } = lines.utilisation();
      const free = lines.span('e1').bearers.filter((channel) => channel.idle || onlyRestarts(channel)).length;
      return busy + free === inService && told.busy === busy && told.inService === inService;
    }),
    cases(500),
  );
  t.pass();
});
