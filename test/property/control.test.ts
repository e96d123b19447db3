// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever comes in whatever order: is nobody forgotten, nobody cleared twice, and does the distribution always know what it must?
import fc from 'fast-check';
import t from 'tap';
import { type ContactEvent, type ContactState, contactMachine } from '../../src/contact/index.js';
import {
  type AgentLineEvent,
  type AgentLineState,
  agentLine,
  agentLineMachine,
  CONFERENCE,
  type ConversationEvent,
  type ConversationState,
  conversation,
  conversationMachine,
  owedOf,
  type Role,
  SERVICE,
  SERVICE_AND_BACK,
} from '../../src/control/index.js';
import { cases } from '../support/cases.js';

const IDS = ['p', 'q', 'r', 's'];
const ROLES: readonly Role[] = ['customer', 'agent', 'consulted', 'supervisor'];
const id = fc.constantFrom(...IDS);
const party = fc.record({ id, role: fc.constantFrom(...ROLES) });
const policy = fc.constantFrom(SERVICE, SERVICE_AND_BACK, CONFERENCE);
const audibility = fc.constantFrom('talks' as const, 'held' as const, 'hearsOnly' as const);
const conversationEvent: fc.Arbitrary<ConversationEvent> = fc.oneof(
  fc.record({ type: fc.constant('join' as const), parties: fc.array(party, { maxLength: 3 }) }),
  fc.record({ type: fc.constant('attend' as const), parties: fc.array(party, { maxLength: 2 }) }),
  fc.record({ type: fc.constantFrom('heard' as const, 'leave' as const, 'gone' as const), id }),
  fc.record({ type: fc.constant('place' as const), id, audibility }),
  fc.record({ type: fc.constant('policy' as const), policy }),
  fc.constant({ type: 'end' as const }),
);

t.test('whoever comes into a conversation goes out of it once: cleared, gone, given back or by himself', async (t) => {
  fc.assert(
    fc.property(policy, fc.array(conversationEvent, { maxLength: 40 }), (first, events) => {
      let state: ConversationState = conversation(first);
      for (const event of events) {
        const before = state.name === 'open' ? new Set(state.parties.map((one) => one.id)) : new Set<string>();
        const step = conversationMachine.transition(state, event, 0);
        if (state.name === 'over' && (step.state !== state || step.effects.length > 0)) return false;
        const came = 'parties' in event && state.name === 'open' ? event.parties.map((one) => one.id) : [];
        const out = step.effects.flatMap((effect) =>
          effect.type === 'clear' || effect.type === 'dismiss' ? [effect.id] : [],
        );
        if (event.type === 'gone' && before.has(event.id)) out.push(event.id);
        const after = step.state.name === 'open' ? step.state.parties.map((one) => one.id) : [];
        if (new Set(after).size !== after.length || new Set(out).size !== out.length) return false;
        if ([...new Set([...before, ...came])].sort().join() !== [...after, ...out].sort().join()) return false;
        if (step.effects.some((effect) => effect.type === 'bridged' && effect.parties.length < 2)) return false;
        state = step.state;
        if (state.name === 'open' && before.size > 0 && state.parties.length === 0) return false;
      }
      return true;
    }),
    cases(3000),
  );
  t.pass();
});

/** His calls, and the one whose end the distribution has still to hear of. */
const knownOf = (state: AgentLineState) => [...callsOf(state), ...[owedOf(state)].filter((one) => one !== undefined)];

const CALLS = ['call-1', 'call-2', 'call-3'];
const call = fc.constantFrom(...CALLS);
const offer = fc.constantFrom('o1', 'o2');
const lineEvent: fc.Arbitrary<AgentLineEvent> = fc.oneof(
  fc.record({ type: fc.constant('ring' as const), offer, call, own: fc.boolean() }),
  fc.record({ type: fc.constant('joined' as const), call, own: fc.boolean() }),
  fc.record({ type: fc.constantFrom('stopRinging' as const, 'answered' as const), offer }),
  fc.record({ type: fc.constant('declined' as const), offer, reason: fc.constant('x') }),
  fc.constantFrom(
    { type: 'inUse' as const },
    { type: 'gone' as const },
    { type: 'atRest' as const },
    { type: 'settled' as const },
  ),
  fc.record({ type: fc.constant('service' as const), inService: fc.boolean() }),
  fc.record({
    type: fc.constantFrom(
      'joined' as const,
      'consulted' as const,
      'held' as const,
      'retrieved' as const,
      'parted' as const,
    ),
    call,
  }),
);

t.test(
  'a line rings only at rest and in service, releases each call once, and tells each change of free and busy',
  async (t) => {
    fc.assert(
      fc.property(fc.array(lineEvent, { maxLength: 40 }), (events) => {
        let state = agentLine({ inService: true, atRest: true });
        let told = 'free';
        for (const event of events) {
          const step = agentLineMachine.transition(state, event, 0);
          const had = knownOf(state);
          const has = knownOf(step.state);
          const released = step.effects.flatMap((effect) => (effect.type === 'released' ? [effect.call] : []));
          if (released.some((one) => !had.includes(one) || has.includes(one))) return false;
          if (had.some((one) => !has.includes(one) && !released.includes(one))) return false;
          if (new Set(has).size !== has.length) return false;
          for (const effect of step.effects) {
            if (effect.type === 'ring' && (state.name !== 'free' || !state.inService)) return false;
            if (effect.type === 'line') {
              if (effect.is === told) return false;
              told = effect.is;
            }
          }
          state = step.state;
          if (isTheDistributions(state) !== (told === 'free')) return false;
          if (state.name === 'free' && !state.inService) return false;
        }
        return true;
      }),
      cases(3000),
    );
    t.pass();
  },
);

/** Free for it, or busy with what it knows. */
function isTheDistributions(state: ReturnType<typeof agentLine>): boolean {
  if (state.name === 'engaged') return state.served !== undefined;
  return state.name === 'free' || (state.name === 'ringing' && !state.own);
}

function callsOf(state: ReturnType<typeof agentLine>): readonly string[] {
  if (state.name !== 'engaged') return [];
  return state.active === undefined ? state.held : [state.active, ...state.held];
}

const queue = fc.constantFrom('orders', 'sales');
const back = fc.record({ flow: fc.constant('shop'), overflowed: fc.boolean(), talked: fc.boolean() });
const contactEvent: fc.Arbitrary<ContactEvent> = fc.oneof(
  fc.record({ type: fc.constant('flow' as const), flow: fc.constant('shop') }),
  fc.record({ type: fc.constant('queue' as const), queue, back }),
  fc.record({ type: fc.constant('retrieved' as const), agent: fc.constant('1001') }),
  fc.record({
    type: fc.constant('agent' as const),
    agent: fc.constant('1001'),
    survey: fc.constantFrom(undefined, 'score'),
  }),
  fc.record({ type: fc.constant('refused' as const), cause: fc.constant(21), reason: fc.constant('x') }),
  fc.record({ type: fc.constant('gone' as const), byBox: fc.boolean(), answered: fc.boolean() }),
  fc.constantFrom(
    ...(
      [
        'flowEnded',
        'overflowed',
        'computerAgent',
        'talked',
        'held',
        'parked',
        'givenBack',
        'dismissed',
        'failed',
      ] as const
    ).map((type) => ({ type })),
  ),
);

t.test(
  'a customer is in the queue exactly while he waits, ends once, and one who leaves goes nowhere else',
  async (t) => {
    fc.assert(
      fc.property(fc.array(contactEvent, { maxLength: 40 }), (events) => {
        let state: ContactState = { name: 'arriving' };
        let inQueue = false;
        let ends = 0;
        for (const event of events) {
          const step = contactMachine.transition(state, event, 0);
          for (const effect of step.effects) {
            if (effect.type === 'wait') inQueue = true;
            if (effect.type === 'leaveQueue') inQueue = false;
            if (effect.type === 'end') ends++;
          }
          if (event.type === 'agent' || event.type === 'overflowed') inQueue &&= step.state.name === 'waiting'; // the queue let him go
          if (state.name === 'leaving' && step.state.name !== 'leaving' && step.state.name !== 'over') return false;
          state = step.state;
          if (inQueue !== (state.name === 'waiting')) return false;
        }
        return ends === (state.name === 'over' ? 1 : 0);
      }),
      cases(3000),
    );
    t.pass();
  },
);
