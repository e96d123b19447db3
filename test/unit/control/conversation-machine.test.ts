// SPDX-License-Identifier: GPL-2.0-or-later
// Does a conversation let the right ones hear, and clear the right ones when somebody goes?
import t from 'tap';
import {
  CONFERENCE,
  type ConversationEffect,
  type ConversationEvent,
  type ConversationState,
  conversation,
  conversationMachine,
  type HangUpPolicy,
  SERVICE,
  SERVICE_AND_BACK,
} from '../../../src/control/index.js';

const CUSTOMER = { id: 'c', role: 'customer' } as const;
const AGENT = { id: 'a', role: 'agent', agent: '1001' } as const;
const OTHER = { id: 'b', role: 'consulted', agent: '1002' } as const;
const SUPERVISOR = { id: 's', role: 'supervisor', agent: '9001', audibility: 'hearsOnly' } as const;

/** Runs events; gives the last state and all effects, in short. */
function run(policy: HangUpPolicy, ...events: readonly ConversationEvent[]) {
  let state: ConversationState = conversation(policy);
  const effects: string[] = [];
  for (const event of events) {
    const step = conversationMachine.transition(state, event, 0);
    state = step.state;
    effects.push(...step.effects.map(short));
  }
  return { state, effects };
}

function short(effect: ConversationEffect): string {
  switch (effect.type) {
    case 'admit':
      return `admit ${effect.ids.join(' ')}`;
    case 'bridged':
      return `bridged ${effect.parties.map(({ id }) => id).join(' ')}`;
    case 'place':
      return `place ${effect.id} ${JSON.stringify(effect.audibility)}`;
    case 'parted':
    case 'held':
    case 'retrieved':
      return `${effect.type} ${effect.party.id}`;
    case 'over':
      return 'over';
    case 'givenBack':
      return `givenBack ${effect.id}${effect.talked ? ' talked' : ''}`;
    default:
      return `${effect.type} ${effect.id}`;
  }
}

const join = (...parties: Extract<ConversationEvent, { type: 'join' }>['parties']): ConversationEvent => ({
  type: 'join',
  parties,
});
const heard = (id: string): ConversationEvent => ({ type: 'heard', id });
const gone = (id: string): ConversationEvent => ({ type: 'gone', id });
const TALKING = [join(CUSTOMER, AGENT), heard('c'), heard('a')];

t.test('two are let in together, and talk begins once, when both hear', async (t) => {
  t.same(run(SERVICE, join(CUSTOMER, AGENT), heard('c')).effects, ['admit c a']);
  t.same(run(SERVICE, ...TALKING, heard('a')).effects, ['admit c a', 'bridged c a']);
});

t.test('who attends is let in later, and only once', async (t) => {
  const attending = { type: 'attend', parties: [CUSTOMER, AGENT] } as const;
  t.same(run(SERVICE, attending).effects, []);
  t.same(run(SERVICE, attending, join(CUSTOMER, AGENT), join(CUSTOMER, AGENT)).effects, ['admit c a']);
});

t.test('when the customer goes the agent is cleared; when the agent goes, the customer', async (t) => {
  t.same(run(SERVICE, ...TALKING, gone('c')).effects.slice(2), ['parted c', 'parted a', 'clear a', 'over']);
  t.same(run(SERVICE, ...TALKING, gone('a')).effects.slice(2), ['parted a', 'parted c', 'clear c', 'over']);
});

t.test('whom nobody has served yet is not cleared because his agent has vanished', async (t) => {
  t.same(run(SERVICE, join(CUSTOMER, AGENT), gone('a')).effects, ['admit c a', 'dismiss c', 'givenBack c', 'over']);
  const attending = { type: 'attend', parties: [CUSTOMER, AGENT] } as const;
  t.same(run(SERVICE, attending, gone('a')).effects, ['dismiss c', 'givenBack c', 'over']);
});

t.test('a customer whose flow wants him back is given back after the talk', async (t) => {
  const { effects, state } = run(SERVICE_AND_BACK, ...TALKING, gone('a'));
  t.same(effects.slice(2), ['parted a', 'parted c', 'dismiss c', 'givenBack c talked', 'over']);
  t.same(state, { name: 'over', talked: true });
});

t.test('the policy can be changed while they talk', async (t) => {
  const { effects } = run(SERVICE, ...TALKING, { type: 'policy', policy: SERVICE_AND_BACK }, gone('a'));
  t.ok(effects.includes('givenBack c talked'));
});

t.test('hold and retrieve are told, and change what is heard', async (t) => {
  const { effects } = run(
    SERVICE,
    ...TALKING,
    { type: 'place', id: 'c', audibility: 'held' },
    { type: 'place', id: 'c', audibility: 'talks' },
  );
  t.same(effects.slice(2), ['place c "held"', 'held c', 'place c "talks"', 'retrieved c']);
});

t.test('a third may come and go; the others talk on', async (t) => {
  const { effects, state } = run(SERVICE, ...TALKING, join(OTHER), heard('b'), gone('b'));
  t.same(effects.slice(2), ['admit b', 'bridged c a b', 'parted b']);
  t.match(state, { name: 'open' });
  t.ok(
    run(SERVICE, ...TALKING, join(OTHER), heard('b'), gone('a')).effects.includes('clear b'),
    'the policy is by role',
  );
});

t.test('a supervisor hears only from the first moment, and his going changes nothing', async (t) => {
  const { effects } = run(SERVICE, ...TALKING, join(SUPERVISOR), heard('s'), gone('s'));
  t.same(effects.slice(2), ['place s "hearsOnly"', 'admit s', 'parted s']);
  t.same(
    run(SERVICE, join(CUSTOMER, SUPERVISOR), heard('c'), heard('s')).effects.at(-1),
    'admit c s',
    'that is no talk',
  );
});

t.test('in a conference everybody comes and goes; one customer who is left alone is given back', async (t) => {
  const all = [...TALKING, join(OTHER), heard('b')];
  t.match(run(CONFERENCE, ...all, gone('a')).state, { name: 'open', parties: [{ id: 'c' }, { id: 'b' }] });
  const { effects } = run(CONFERENCE, ...all, gone('a'), gone('b'));
  t.same(effects.slice(-4), ['parted c', 'dismiss c', 'givenBack c talked', 'over']);
});

t.test('who leaves alive is not cleared, and the rest goes by the policy', async (t) => {
  const { effects } = run(SERVICE, ...TALKING, { type: 'leave', id: 'c' });
  t.same(effects.slice(2), ['dismiss c', 'parted c', 'parted a', 'clear a', 'over']);
});

t.test('after the end nothing changes anything', async (t) => {
  const { effects } = run(SERVICE, ...TALKING, { type: 'end' }, join(OTHER), gone('a'), heard('c'), { type: 'end' });
  t.same(effects.slice(2), ['parted c', 'parted a', 'clear c', 'clear a', 'over']);
});
