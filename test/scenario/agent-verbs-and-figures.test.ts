// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-55
// Does an agent's own program do each verb of a workstation with nothing but the right to command himself, and see his own figures alone?
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { ControlServer, controlMethods, webDoor } from '../../src/host/index.js';
import type { OwnFigures } from '../../src/report/index.js';
import { ACCESS_NUMBER, agentId, stationNumber } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { shop } from '../support/shop.js';
import { askAs } from '../support/web-client.js';

const [FIRST, SECOND] = [agentId(1), agentId(2)];
const [ONE, TWO] = [stationNumber(1), stationNumber(2)];
const MINUTE = 60_000;

/** A shop with the web process's socket, where agent 1 asks as himself. */
async function workstation(t: Test, signedIn = 0) {
  const config = { queues: [{ name: 'sales', wrapUp: '20s' }] };
  const place = await shop(t, { telephones: 3, signedIn, config });
  const { box, file, path } = place;
  const socket = join(dirname(path), 'web.sock');
  const methods = controlMethods(box, file, new AbortController());
  const server = await ControlServer.open(
    socket,
    methods,
    webDoor(() => file.current),
  );
  t.teardown(() => server.close());
  const as = (person: string) => (method: string, params: object) => askAs(socket, person, method, params);
  return { ...place, as, ask: as(FIRST) };
}

type Workstation = Awaited<ReturnType<typeof workstation>>;

/** What is done, how it is asked for, and what is so afterwards. */
interface Verb {
  readonly name: string;
  readonly method: 'agentAction' | 'callAction';
  readonly params: Readonly<Record<string, string>>;
  readonly before?: (place: Workstation) => Promise<unknown>;
  readonly after: (place: Workstation) => boolean;
}

const own = (verb: string, to?: string) => ({ verb, agent: FIRST, ...(to === undefined ? {} : { to }) });
const self = (action: string, argument?: string) => ({ action, agent: FIRST, ...(argument && { argument }) });
const isIn = (situation: string) => (place: Workstation) => place.box.calling.situation(ONE) === situation;
const isNow = (state: string) => (place: Workstation) => agent(place.box, 1).state === state;

const rung = async (place: Workstation) => {
  place.world.network.call(ACCESS_NUMBER, '13912345678');
  await place.world.until(() => place.world.telephone(1).rings);
  place.world.telephone(1).lift();
  await place.world.until(isIn('talking').bind(undefined, place));
};
const lifts = (port: number) => async (place: Workstation) => {
  await place.world.until(() => place.world.telephone(port).rings);
  place.world.telephone(port).lift();
  await place.world.advance(500);
};
const knocked = async (place: Workstation) => {
  await place.world.during(place.box.calling.telephones.callWaiting(ONE, true));
  place.world.telephone(3).lift();
  await place.world.advance(500);
  place.world.telephone(3).dial(ONE);
  await place.world.until(() => place.box.calling.stations.list(ONE)[0]?.waits === true);
};

const VERBS: readonly Verb[] = [
  { name: 'sign in', method: 'agentAction', params: self('sign-in', ONE), after: isNow('ready') },
  { name: 'busy', method: 'agentAction', params: self('not-ready', 'meal'), after: isNow('notReady') },
  { name: 'idle', method: 'agentAction', params: self('ready'), after: isNow('ready') },
  { name: 'hold', method: 'callAction', params: own('hold'), before: rung, after: isIn('holding') },
  { name: 'retrieve', method: 'callAction', params: own('retrieve'), after: isIn('talking') },
  {
    name: 'answer a second call',
    method: 'callAction',
    params: own('answer'),
    before: knocked,
    after: isIn('twoCalls'),
  },
  {
    name: 'consult',
    method: 'callAction',
    params: own('consult', `station:${TWO}`),
    before: async (place) => {
      await hangUp(place.world, place.world.telephone(3));
      await place.ask('callAction', own('retrieve'));
    },
    after: isIn('asking'),
  },
  { name: 'alternate', method: 'callAction', params: own('alternate'), before: lifts(2), after: isIn('consulting') },
  { name: 'three-way', method: 'callAction', params: own('conference'), after: isIn('conference') },
  { name: 'leave the rest', method: 'callAction', params: own('leave'), after: isNow('wrapUp') },
  {
    name: 'wrap-up done',
    method: 'agentAction',
    params: self('finish'),
    before: (place) => hangUp(place.world, place.world.telephone(1)),
    after: isNow('ready'),
  },
  {
    name: 'transfer',
    method: 'callAction',
    params: own('transfer', `station:${TWO}`),
    before: async (place) => {
      await hangUp(place.world, place.world.telephone(2));
      await rung(place);
    },
    after: (place) => place.world.telephone(2).rings,
  },
  {
    name: 'dial',
    method: 'callAction',
    params: own('call', `station:${TWO}`),
    before: async (place) => {
      await lifts(2)(place);
      await hangUp(place.world, place.world.telephone(1));
      await hangUp(place.world, place.world.telephone(2));
      await place.ask('agentAction', self('finish'));
    },
    after: (place) => place.world.telephone(1).rings,
  },
  { name: 'hang up', method: 'callAction', params: own('clear'), before: lifts(1), after: isIn('inUse') },
  {
    name: 'sign out',
    method: 'agentAction',
    params: self('sign-out'),
    before: (place) => hangUp(place.world, place.world.telephone(1)),
    after: isNow('signedOut'),
  },
];

t.test('each verb of a workstation, asked for by the agent himself; by another agent it is refused', async (t) => {
  const place = await workstation(t);
  for (const { name, method, params, before, after } of VERBS) {
    await before?.(place);
    const another = await place.as(SECOND)(method, params);
    t.match(another, { error: { code: 'FORBIDDEN' } }, `${name}: not for another`);
    const answer = await place.ask(method, params);
    t.notOk(answer.error, `${name}: ${JSON.stringify(answer.error)}`);
    await place.world.until(() => after(place), 5_000).catch(() => {});
    t.ok(after(place), `${name}: ${place.box.calling.situation(ONE)}, ${agent(place.box, 1).state}`);
  }
});

t.test('his own figures, today and since he signed in, equal what he did; nobody else may ask for them', async (t) => {
  const place = await workstation(t);
  const { world, box, ask, as, spillway } = place;
  const began = world.clock.now();
  box.agents.signIn(FIRST, ONE);
  await world.advance(MINUTE);
  const { caller, telephone } = await talk(place);
  await world.advance(30_000);
  box.calling.hold(FIRST);
  await world.advance(10_000);
  box.calling.retrieve(FIRST);
  await world.advance(20_000);
  caller.clear();
  await hangUp(world, telephone);
  await world.advance(20_000);
  box.agents.notReady(FIRST, 'meal');
  await world.advance(2 * MINUTE);
  const { result } = await ask('agentFigures', { agent: FIRST });
  const { today, sinceSignIn, ...now } = result as OwnFigures;
  t.match(now, { agent: FIRST, name: 'Agent 1', state: 'notReady', reason: 'meal', station: ONE });
  t.match(sinceSignIn, today, 'he signed in today');
  t.equal(today.handled, 1);
  const about = (figure: number, milliseconds: number, what: string) =>
    t.ok(Math.abs(figure - milliseconds) <= 2_000, `${what}: ${figure}`);
  about(today.talk, 50_000, 'talk');
  about(today.hold, 10_000, 'hold');
  about(today.wrapUp, 20_000, 'wrap-up');
  about(today.ready, MINUTE, 'ready');
  about(today.reasons.meal ?? 0, 2 * MINUTE, 'not ready: meal');
  about(today.signedIn, world.clock.now() - began, 'signed in');
  t.match(await as(SECOND)('agentFigures', { agent: FIRST }), { error: { code: 'FORBIDDEN' } });
  t.match(await ask('agentFigures', { agent: SECOND }), { error: { code: 'FORBIDDEN' } });
  t.match((await ask('report', {})).error, { code: 'FORBIDDEN' }, 'nor all of them');

  box.agents.signOut(FIRST);
  await world.advance(1_000);
  box.agents.signIn(FIRST, ONE);
  await world.advance(MINUTE);
  const again = await box.figuresOf(FIRST);
  about(again.sinceSignIn?.ready ?? 0, MINUTE, 'since he signed in again');
  t.equal(again.sinceSignIn?.handled, 0);
  t.equal(again.today.handled, 1);
  t.match((await spillway('agents', 'figures', FIRST)).text, /today +1 +0:\d\d/);
  t.match(await spillway('agents', 'figures', '9999'), { code: 1, complaint: /9999/ });
  await t.rejects(box.figuresOf('9999'), { code: 'NOT_FOUND' });
});
