// SPDX-License-Identifier: GPL-2.0-or-later
// Does every event that a command brings about say who gave it, and by which way?
import t from 'tap';
import type { BusinessEvent, Origin } from '../../src/bus/index.js';
import { agentId, openBox, stationNumber } from '../support/box.js';
import { dialCode, hangUp, talk } from '../support/floor.js';

const LI: Origin = { actor: 'user:li(1000)', source: 'shell' };
const WANG: Origin = { actor: 'person:wang', source: 'web' };

t.test('what a command at the shell decides is his who gave it; what follows by itself is the box’s', async (t) => {
  const { box, events } = await openBox(t, { signedIn: 0 });
  const told: BusinessEvent[] = [];
  box.bus.onAny((event) => told.push(event));
  box.actingFor(LI, () => box.agents.signIn(agentId(1), stationNumber(1)));
  await box.actingFor(LI, () => box.lines.busyOut(['e1-1/3']));
  box.actingFor(LI, () => box.drain.begin({ within: 60_000 }));
  box.note('configuration.refused', { file: 'spillway.yaml', problems: 1 });
  await box.settled();

  t.match(await events('agent.signedIn'), [{ actor: 'user:li(1000)', source: 'shell' }]);
  t.match(await events('channels.busiedOut'), [LI]);
  t.match(await events('box.draining'), [LI]);
  t.match(await events('box.started'), [{ actor: null, source: null }]);
  t.match(
    told.find(({ type }) => type === 'agent.signedIn'),
    LI,
  );
  t.match(
    told.find(({ type }) => type === 'configuration.refused'),
    { actor: 'system', source: 'system' },
  );
  for (const event of await events('agent.changed')) t.match(event, LI);
});

t.test('what an agent dials is his own; a wrong PIN is that of the telephone where it was keyed in', async (t) => {
  const place = await openBox(t, { signedIn: 0 });
  const { box, events } = place;
  await dialCode(place, 1, `*61*${agentId(1)}*9999#`, 'agent-wrong-pin');
  await dialCode(place, 1, `*61*${agentId(1)}*4711#`, 'agent-signed-in');
  await dialCode(place, 1, '*60', 'agent-signed-out');
  await box.settled();

  t.match(await events('agent.refused'), [{ actor: 'station:801', source: 'telephone' }]);
  t.match(await events('agent.signedIn'), [{ actor: 'agent:1001', source: 'telephone' }]);
  t.match(await events('agent.signedOut'), [{ actor: 'agent:1001', source: 'telephone' }]);
});

t.test(
  'a recording’s beginning and end are each his whose request it was; what the lines bring is the box’s',
  async (t) => {
    const place = await openBox(t, { signedIn: 1, telephones: 1, config: { recording: { announce: false } } });
    const { box, world, events } = place;
    const { caller } = await talk(place);
    box.actingFor(LI, () => box.calling.sounds.stopRecording(agentId(1)));
    await world.advance(500);
    box.actingFor(WANG, () => box.calling.sounds.startRecording(agentId(1)));
    await world.advance(2_000);
    box.actingFor(LI, () => box.calling.clear(agentId(1)));
    await world.advance(1_000);
    caller.clear();
    await world.advance(1_000);

    box.agents.ready(agentId(1));
    await hangUp(world, world.telephone(1));
    const { caller: second } = await talk(place, { calling: '13912345679' });
    await world.advance(1_000);
    second.clear();
    await world.advance(1_000);
    await box.settled();
    t.match(await events('recording.started'), [{ actor: null }, WANG, { actor: null }]);
    t.match(await events('recording.ended'), [LI, LI, { actor: null }]);
  },
);
