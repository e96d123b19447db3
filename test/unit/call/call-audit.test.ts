// SPDX-License-Identifier: GPL-2.0-or-later
// News of a call was lost: does an audit end what is on one side only, and nothing else?
import t from 'tap';
import { box } from '../../support/calls.js';

const ALL_SLOTS = 0xffff_fffe;

/** A box that has asked; `answer` tells which calls the engine has. */
function audited() {
  const parts = box();
  const { media, calls } = parts;
  const repaired: unknown[] = [];
  calls.repaired.on((found) => repaired.push(found));
  const answer = (up: readonly number[], { told = up.length, inService = ALL_SLOTS, dChannelUp = true } = {}) => {
    const operation = media.last('audit');
    for (const call of up) media.tell({ type: 'callUp', operation, span: 0, call, channel: 0 });
    media.tell({ type: 'audited', operation, span: 0, calls: told, inService, dChannelUp });
  };
  return { ...parts, repaired, answer };
}

t.test('a leg whose call is over is cleared, one whose call lives is not', async (t) => {
  const { calls, lines, answered, repaired, answer } = audited();
  const [gone, alive] = [answered(4), answered(5)];

  calls.audit();
  answer([alive.handle]);

  t.match(gone, { state: 'cleared', cause: 41, clearedBy: 'line' });
  t.ok(lines.channel(4)?.idle);
  t.equal(alive.state, 'connected');
  t.same(repaired, [{ span: 'e1', over: 1, unowned: 0 }]);
});

t.test('a call that nobody knows is cleared on the wire', async (t) => {
  const { media, calls, answered, repaired, answer } = audited();
  const known = answered(4);

  calls.audit();
  answer([known.handle, 4711]);

  t.same(media.given('clear'), [[4711, 41]]);
  t.equal(known.state, 'connected');
  t.same(repaired, [{ span: 'e1', over: 0, unowned: 1 }]);
});

t.test('what began after the question is not in the answer and stays', async (t) => {
  const { media, calls, group, offer, repaired, answer } = audited();

  calls.audit();
  const dialled = calls.dial(group, { called: { digits: '13812345678' } });
  const offered = offer(7);
  answer([offered.handle]);

  t.equal(dialled.state, 'dialling');
  t.equal(offered.state, 'offered');
  t.same([media.given('clear'), repaired], [[], []]);
});

t.test('an answer of which something was lost itself, or to an earlier question, says nothing', async (t) => {
  const { media, calls, answered, answer } = audited();
  const leg = answered(4);

  calls.audit();
  answer([], { told: 1 });
  t.equal(leg.state, 'connected');
  const earlier = media.last('audit');
  calls.audit();
  media.tell({ type: 'audited', operation: earlier, span: 0, calls: 0, inService: ALL_SLOTS, dChannelUp: true });

  t.equal(leg.state, 'connected');
});

t.test('the D-channel and the channels in service are as the engine says', async (t) => {
  const { calls, lines, answer } = audited();
  let down = 0;
  lines.dChannelDown.on(() => down++);

  calls.audit();
  answer([], { inService: ALL_SLOTS & ~(1 << 3), dChannelUp: false });

  t.equal(lines.spans[0]?.dChannel, 'down');
  t.equal(down, 1);
  calls.audit();
  answer([], { inService: ALL_SLOTS & ~(1 << 3) });
  t.match(lines.channel(2)?.state, { name: 'outOfService', hindrances: ['service'] });
  t.ok(lines.channel(3)?.idle);
});
