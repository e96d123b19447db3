// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-63
// Does each station show what goes on there within a second of the change: through the socket, followed there, and by status?
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { askBox } from '../../src/cli/control-client.js';
import type { BoxOptions } from '../support/box.js';
import { ACCESS_NUMBER, agentId, stationNumber } from '../support/box.js';
import { agent, hangUp } from '../support/floor.js';
import { shop } from '../support/shop.js';

const [ONE, TWO, THREE] = [stationNumber(1), stationNumber(2), stationNumber(3)];
const [FIRST, SECOND] = [agentId(1), agentId(2)];

interface Told {
  readonly station: string;
  readonly state: string;
  readonly [more: string]: unknown;
}

/** A shop, and what its socket says of a station a second after something was done. */
async function floor(t: Test, options: BoxOptions = {}) {
  const place = await shop(t, { telephones: 3, signedIn: 2, ...options });
  const { world, box, path, spillway } = place;
  const shown = async () => JSON.parse((await spillway('stations', '--json')).text) as readonly Told[];
  const after = async (station: string, wait = 1_000) => {
    await world.advance(wait);
    const found = (await shown()).find((one) => one.station === station);
    if (found === undefined) throw new RangeError(`no station ${station}`);
    return found;
  };
  const told: Told[] = [];
  box.calling.stations.changed.on((status) => told.push({ ...status }));
  const changes = (station: string) => told.filter((one) => one.station === station).map(({ state }) => state);
  const socket = join(dirname(path), 'data/box.sock');
  await world.advance(1_000);
  return { ...place, after, changes, socket };
}

t.test('idle, ringing, talking, held, idle: a call of a queue', async (t) => {
  const { world, box, after, changes } = await floor(t, { signedIn: 1 });
  t.match(await after(ONE), { state: 'idle', agent: FIRST });
  t.match(await after(THREE), { state: 'idle', agent: undefined });
  const caller = world.network.call(ACCESS_NUMBER, '13912345678');
  const telephone = world.telephone(1);
  await world.until(() => telephone.rings);
  t.match(await after(ONE), { state: 'ringing', with: 'number:13912345678' });
  telephone.lift();
  const at = world.clock.now();
  const talking = await after(ONE);
  t.match(talking, { state: 'talking', with: 'number:13912345678', call: /^call-/ });
  t.ok(Math.abs(Number(talking.since) - box.clock.utc(at)) < 500, 'since when');
  box.calling.hold(FIRST);
  t.match(await after(ONE), { state: 'held', with: 'number:13912345678' });
  box.calling.consult(FIRST, { station: THREE });
  t.match(await after(ONE), { state: 'consulting', with: `station:${THREE}`, holds: 1 });
  t.match(await after(THREE, 0), { state: 'ringing' });
  world.telephone(3).lift();
  t.match(await after(THREE), { state: 'talking', with: `agent:${FIRST}` });
  box.calling.conference(FIRST);
  t.match(await after(ONE), { state: 'conference' });
  await hangUp(world, world.telephone(3));
  t.match(await after(ONE), { state: 'talking' });
  caller.clear();
  await hangUp(world, telephone);
  t.match(await after(ONE), { state: 'idle', agent: FIRST, call: undefined, with: undefined });
  const own = changes(ONE);
  t.match(own.join(' '), /^idle ringing talking held consulting conference talking inUse idle$/);
});

t.test('not to be disturbed, forwarded, out of service, and back', async (t) => {
  const { world, box, after, changes } = await floor(t);
  await world.during(box.calling.telephones.doNotDisturb(ONE, true));
  t.match(await after(ONE), { state: 'doNotDisturb', doNotDisturb: true });
  await world.during(box.calling.telephones.doNotDisturb(ONE, false));
  t.match(await after(ONE), { state: 'idle', doNotDisturb: undefined });
  await world.during(box.calling.telephones.forward(ONE, 'always', { agent: SECOND }));
  t.match(await after(ONE), { state: 'idle', forwarded: true });
  await world.during(box.calling.telephones.forwardOff(ONE));
  t.match(await after(ONE), { forwarded: undefined });
  box.lines.busyOut(['stations/1']);
  t.match(await after(ONE), { state: 'outOfService' });
  box.lines.inService(['stations/1']);
  t.match(await after(ONE), { state: 'idle' });
  t.same(changes(ONE), ['idle', 'doNotDisturb', 'idle', 'idle', 'idle', 'outOfService', 'idle']);
});

t.test('dialling, calling, talking inside the house; a second call waits', async (t) => {
  const { world, box, after } = await floor(t);
  const [one, two, three] = [world.telephone(1), world.telephone(2), world.telephone(3)];
  await world.during(box.calling.telephones.callWaiting(TWO, true));
  one.lift();
  t.match(await after(ONE), { state: 'dialling', call: undefined });
  one.dial(TWO);
  await world.until(() => two.rings);
  t.match(await after(ONE), { state: 'calling', with: `agent:${SECOND}` });
  t.match(await after(TWO, 0), { state: 'ringing', with: `agent:${FIRST}` });
  two.lift();
  t.match(await after(TWO), { state: 'talking', with: `agent:${FIRST}`, waits: undefined });
  three.lift();
  await world.advance(500);
  three.dial(TWO);
  await world.until(() => box.calling.situation(TWO) === 'callWaiting');
  t.match(await after(TWO), { state: 'talking', waits: true });
  two.flash();
  t.match(await after(TWO), { state: 'talking', with: `station:${THREE}`, holds: 1, waits: undefined });
  await hangUp(world, three);
  await hangUp(world, two);
  await hangUp(world, one);
  t.equal(agent(box, 1).state, 'ready');
});

t.test('who signs in and out there; one station; a summary in the status', async (t) => {
  const { world, box, after, spillway } = await floor(t);
  box.agents.signOut(SECOND);
  t.match(await after(TWO), { state: 'idle', agent: undefined });
  t.match((await spillway('stations', 'show', ONE)).text, new RegExp(`${ONE} +idle +${FIRST}`));
  t.match(await spillway('stations', 'show', '899'), { code: 1, complaint: /899/ });
  world.telephone(3).lift();
  await after(THREE);
  t.match((await spillway('status')).text, /Stations +idle 2, dialling 1/);
  t.match(box.status().stations, [{ station: ONE }, { station: TWO }, { station: THREE, state: 'dialling' }]);
});

t.test('followed over the socket: all as they are, then each change within a second', async (t) => {
  const { world, box, socket } = await floor(t);
  const end = new AbortController();
  const told: { readonly at: number; readonly status: Told }[] = [];
  const item = (status: unknown) => told.push({ at: box.clock.now(), status: status as Told });
  const following = askBox(socket, 'stations', { params: { follow: true }, item, signal: end.signal });
  await world.until(() => told.length === 3);
  world.network.call(ACCESS_NUMBER, '13912345678');
  await world.until(() => world.telephone(1).rings || world.telephone(2).rings);
  const rang = world.clock.now();
  await world.until(() => told.some(({ status }) => status.state === 'ringing'), 1_000);
  t.ok((told.at(-1)?.at ?? Number.POSITIVE_INFINITY) - rang <= 1_000);
  await world.during(box.calling.telephones.doNotDisturb(THREE, true));
  await world.until(() => told.some(({ status }) => status.state === 'doNotDisturb'), 1_000);
  end.abort();
  await following.catch(() => {});
});
