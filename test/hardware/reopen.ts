// SPDX-License-Identifier: GPL-2.0-or-later
// Is a span that the driver took away, as of a card that was pulled, opened again without a restart of the box? And does a hit of a
// line, behind which its card says RECOVER, leave the calls alone? Runs in the machine of tools/dahdi-vm (npm run test:dahdi).

import t, { type Test } from 'tap';
import { CAUSE, type TrunkLeg } from '../../src/call/index.js';
import { SystemClock, sleep } from '../../src/kernel/index.js';
import { projectFile } from '../contract/engine-world.js';
import { ALARM, alarm, e1Channels, pull, putBack } from './driver.js';
import { over, Side, SPANS, Wires } from './two-spans.js';
import { ACCESS, lineAlarms, restarted, wholeBox } from './whole-box.js';

const GROUPS = SPANS.map((span) => ({ name: span, spans: [span] }));
const FIRST = 1; // the driver's number of the box's span e1-1
const TRIES = 5; // a machine that stands still loses keys
const ANSWERED_WITHIN = 10_000;

const clock = new SystemClock();

/** An exchange on both spans, whose callers hear what the box says. */
class Callers extends Side {
  readonly #goodbye: number;

  constructor(t: Test) {
    super(t, new Wires(t).exchange(SPANS), GROUPS);
    this.#goodbye = this.media.loadPrompt(projectFile('prompts/en/goodbye.wav'));
  }

  /** A call over this span that is up, with sound both ways. */
  async call(span: string): Promise<TrunkLeg> {
    const leg = this.dial(span, ACCESS);
    await leg.connected;
    await this.converse(leg);
    return leg;
  }

  /** The box hears a key of his, and he hears its answer. */
  async converse(leg: TrunkLeg): Promise<void> {
    for (let tries = 1; tries <= TRIES; tries++) {
      const operation = this.media.listen(leg.channel.index, this.#goodbye);
      const answer = this.wait('heard', { operation }).then(() => true);
      leg.sendDigits('1', { onMs: 100, offMs: 100 });
      if (await Promise.race([answer, sleep(clock, ANSWERED_WITHIN).then(() => false)])) return;
      answer.catch(() => {});
    }
    throw new Error(`${leg.channel.name} got no answer to ${TRIES} keys`);
  }
}

async function bothUp(t: Test) {
  const world = await wholeBox(t, SPANS);
  const theirs = new Callers(t);
  await theirs.up();
  await restarted(world.box);
  return { ...world, theirs };
}

t.test('a span that is pulled amid calls is in alarm; when it is back it is opened without a restart', async (t) => {
  const { box, next, theirs } = await bothUp(t);
  const [lost, staying] = [await theirs.call('e1-1'), await theirs.call('e1-2')];
  t.same(lineAlarms(box), []);

  const [raised, ended] = [next('span.alarmRaised', 'e1-1'), next('call.ended')];
  const card = pull(FIRST);
  t.match((await raised).facts, { span: 'e1-1', alarm: 'notOpen' });
  t.match((await ended).facts, { cause: CAUSE.temporaryFailure });
  t.same(lineAlarms(box), ['D_CHANNEL_DOWN e1-1', 'SPAN_NOT_OPEN e1-1']);
  t.match(box.status().spans, [{ alarm: 'notOpen', dChannel: 'down', inService: 0 }, { busy: 1 }]);
  await theirs.converse(staying);
  await over(lost);

  const [cleared, up, theirUp] = [
    next('span.alarmCleared', 'e1-1'),
    next('span.dChannelUp', 'e1-1'),
    theirs.next('dChannelUp'),
  ];
  putBack(card, e1Channels(card.first));
  await Promise.all([cleared, up, theirUp]);
  await restarted(box);
  t.same(lineAlarms(box), []);
  t.match(box.status().spans, [
    { dChannel: 'up', busy: 0 },
    { dChannel: 'up', busy: 1 },
  ]);
  await theirs.call('e1-1');
  await theirs.converse(staying);
});

t.test('a line that is hit for 3 s, and whose card says RECOVER for 5 more, loses no call', async (t) => {
  const { box, next, theirs } = await bothUp(t);
  const leg = await theirs.call('e1-1');
  t.teardown(() => alarm(FIRST, ALARM.none));

  const raised = next('span.alarmRaised', 'e1-1');
  alarm(FIRST, ALARM.blue | ALARM.recover); // a card holds RECOVER beside the alarm, too
  t.match((await raised).facts, { alarm: 'blue' });
  t.match(box.status().spans, [{ alarm: 'blue', inService: 0 }, {}]);
  await sleep(clock, 3_000);

  const recovering = next('span.alarmRaised', 'e1-1');
  alarm(FIRST, ALARM.recover);
  t.match((await recovering).facts, { alarm: 'recovering' });
  await sleep(clock, 5_000);
  t.same(lineAlarms(box), ['SPAN_RECOVERING e1-1']);
  t.match(box.status().spans, [{ alarm: 'recovering', dChannel: 'up', busy: 1 }, {}]);
  const other = await theirs.call('e1-1');
  t.not(other.channel, leg.channel, 'a call that comes meanwhile is taken');

  const cleared = next('span.alarmCleared', 'e1-1');
  alarm(FIRST, ALARM.none);
  t.match((await cleared).facts, { alarm: 'recovering' });
  t.same(lineAlarms(box), []);
  t.equal(leg.state, 'connected');
  await theirs.converse(leg);
});
