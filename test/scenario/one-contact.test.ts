// SPDX-License-Identifier: GPL-2.0-or-later
// Do all legs of one customer's dealings stand in one contact, whoever made them: a colleague, somebody outside, the two sides of a callback?
import t, { type Test } from 'tap';
import { agentId, type BoxWorld, QUEUE, stationNumber } from '../support/box.js';
import { hangUp, talk } from '../support/floor.js';
import { confirm, leaveNumber, rungCustomer } from '../support/people.js';
import { shop } from '../support/shop.js';

const [FIRST, SECOND] = [agentId(1), agentId(2)];
// What an agent does of himself is of no call; who is rung before a callback's customer is offered what is no call yet.
const ABOUT_AGENTS = /^agent\./;
const OFFERED = /^offer\.|^call\.matched$/;

/** What the records have of the one contact of a direction, which is over: legs by their kinds, and what `calls show` tells. */
async function theContact(
  t: Test,
  { reads, spillway }: Awaited<ReturnType<typeof shop>>,
  direction: 'inbound' | 'outbound',
) {
  const contacts = await reads.selectFrom('contact').selectAll().where('direction', '=', direction).execute();
  t.equal(contacts.length, 1, `one contact, ${direction}`);
  const id = contacts[0]?.id ?? '';
  const segments = await reads.selectFrom('segment').selectAll().where('contact', '=', id).execute();
  const legs = await reads.selectFrom('leg').selectAll().where('call', '=', id).orderBy('offeredAt').execute();
  const shown = JSON.parse((await spillway('calls', 'show', id, '--json')).text);
  t.same(shown.legs.map((leg: { id: string }) => leg.id).sort(), legs.map((leg) => leg.id).sort());
  t.equal(shown.segments.length, segments.length);
  const told = new Set(legs.map((leg) => leg.id));
  t.ok(
    segments.every(({ leg }) => told.has(leg)),
    'every stay is of one of its legs',
  );
  return { contact: contacts[0], legs, segments, shown };
}

/** That no event of the log names another call. */
async function allOf(
  t: Test,
  { reads }: BoxWorld,
  calls: readonly (string | undefined)[],
  { agentFirst = false } = {},
) {
  const events = await reads.selectFrom('event').selectAll().where('call', 'is not', null).execute();
  t.same(
    events.filter(
      ({ call, type }) =>
        !ABOUT_AGENTS.test(type) && !(agentFirst && OFFERED.test(type)) && !calls.includes(call ?? ''),
    ),
    [],
  );
}

t.test(
  'a caller who is given to a colleague, then to somebody outside, is one contact from SETUP to the end',
  async (t) => {
    const place = await shop(t, { telephones: 2 });
    const { world, box } = place;
    const outside = world.network.answersAfter(world.clock, 500);
    box.agents.signIn(FIRST, stationNumber(1));
    const { caller, telephone } = await talk(place);
    box.agents.signIn(SECOND, stationNumber(2));
    const second = world.telephone(2);
    box.calling.consult(FIRST, { agent: SECOND });
    await world.until(() => second.rings);
    second.lift();
    await world.advance(300);
    box.calling.transfer(FIRST);
    await world.advance(200);
    await hangUp(world, telephone);
    box.calling.consult(SECOND, { number: '13700000007' });
    await world.until(() => outside[0]?.state === 'connected');
    await world.advance(300);
    box.calling.transfer(SECOND);
    await world.advance(1_000);
    await hangUp(world, second);
    caller.clear();
    await world.advance(2_000);
    await box.settled();

    const { contact, legs, segments, shown } = await theContact(t, place, 'inbound');
    t.match(contact, { disposition: 'answered', number: '+8613912345678' });
    t.match(legs, [
      { kind: 'trunk', direction: 'inbound' },
      { kind: 'station', agent: FIRST },
      { kind: 'station', agent: SECOND },
      { kind: 'trunk', direction: 'outbound', number: '13700000007' },
    ]);
    const kinds = new Set(segments.map(({ kind }) => kind));
    for (const kind of ['waiting', 'talking', 'held', 'consulting'] as const) t.ok(kinds.has(kind), kind);
    t.equal(shown.calls.length, 1);
    await allOf(t, place, [contact?.id]);
  },
);

for (const order of ['customerFirst', 'agentFirst'] as const) {
  t.test(`${order}: a callback's two legs are one contact, and its promise leads to it`, async (t) => {
    const place = await shop(t, { telephones: 1, config: { queues: [{ name: QUEUE, callback: { order } }] } });
    const { world, box, spillway } = place;
    await leaveNumber(world, '13912345678');
    box.agents.signIn(FIRST, stationNumber(1));
    const telephone = world.telephone(1);
    if (order === 'agentFirst') {
      await world.until(() => telephone.rings, 60_000);
      telephone.lift();
    }
    const customer = await rungCustomer(world);
    if (order === 'agentFirst') await world.during(customer.answer());
    else {
      await confirm(world, customer);
      await world.until(() => telephone.rings);
      telephone.lift();
    }
    await world.advance(1_000);
    customer.clear();
    await world.advance(300);
    await hangUp(world, telephone);
    await box.settled();

    const made = await theContact(t, place, 'outbound');
    t.match(made.contact, { disposition: 'answered', number: '+8613912345678' });
    const who = made.legs.map(({ kind, agent }) => `${kind} ${agent}`).sort();
    t.same(who, [`station ${FIRST}`, 'trunk null']);
    const asked = await theContact(t, place, 'inbound');
    t.match(asked.contact, { disposition: 'captured' });
    t.match(asked.shown.requests, [{ state: 'completed' }]);
    t.match(made.shown.requests, [{ id: asked.shown.requests[0].id }]);
    const { text } = await spillway('calls', 'show', asked.contact?.id ?? '');
    t.match(text, made.contact?.id.slice(-4) ?? '?', 'what was promised to him names the call that kept it');
    await allOf(t, place, [made.contact?.id, asked.contact?.id], { agentFirst: order === 'agentFirst' });
    if (order === 'agentFirst') return;
    for (const type of ['call.matched', 'offer.made', 'offer.accepted'] as const)
      t.match(await place.events(type), [{ call: made.contact?.id, detail: /"attempt":"attempt-/ }], type);
    t.match((await spillway('route', 'explain', made.contact?.id ?? '')).text, FIRST, 'and why it was offered to him');
  });
}
