// SPDX-License-Identifier: GPL-2.0-or-later
// What happens when a call is offered? Written down, decided by reception, given to whom reception says.

import { CAUSE, type TrunkLeg } from '../../call/index.js';
import { VOICEMAIL } from '../../config/index.js';
import type { QueueOutcome } from '../../contact/index.js';
import { normalise } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { converse } from '../../ivr/index.js';
import { type Deferred, deferred, Emitter } from '../../kernel/index.js';
import { accessMatch, type Reached, type Route } from '../../reception/index.js';
import { Contact, type ContactTask } from '../contacts/index.js';
import {
  accessNumberOf,
  assertOpen,
  assertPossible,
  callbackQueue,
  type DialogueScript,
  type Rooms,
  unattended,
  type Wants,
} from '../rooms/index.js';
import { Destinations } from './destinations.js';
import { EARLY_MEDIA_TEST } from './early-media-test.js';
import { ConfiguredFlows } from './flows.js';
import type { ComesBackAfter, InboundRooms } from './inbound-rooms.js';
import { knownOf, listedAs } from './known.js';
import { QueueRules } from './queue-rules.js';
import { RouteDesk, type RouteNeeds } from './route-desk.js';
import { RungCallers } from './rung-callers.js';
import { attachSaidName } from './said-name.js';

/** What is needed of the box. */
type Needs = RouteNeeds & Pick<Rooms, 'calls' | 'dialogues' | 'exchangeLines' | 'lookUps'>;

type ByComputerAgent = Reached & { readonly kind: 'computerAgent' };

/** Receives the calls of the trunks. */
export class InboundCalls {
  /** Where calls go, and would go. */
  readonly routes: RouteDesk;
  /** A caller whose number is known, before reception looks at his call. */
  readonly arrived = new Emitter<string>();
  readonly #rooms: Needs;
  readonly #others: InboundRooms;
  readonly #destinations: Destinations;
  readonly #queueRules: QueueRules;
  readonly #contacts = new Map<string, Contact>();
  readonly #inQueue = new Map<Contact, Deferred<QueueOutcome>>();
  readonly #scripts: Map<string, DialogueScript>;
  readonly #flows: ConfiguredFlows;

  constructor(rooms: Needs, others: InboundRooms) {
    this.#rooms = rooms;
    this.#others = others;
    this.#scripts = new Map(Object.entries(others.scripts));
    this.know(EARLY_MEDIA_TEST, (dialogue) => others.earlyMedia.talk(dialogue));
    const { surge, agentLines, queues, calling } = others;
    this.routes = new RouteDesk(rooms, { surge, agentLines, people: () => this.#withPeople() });
    this.#queueRules = new QueueRules(rooms, this.routes);
    const rung = new RungCallers(rooms, agentLines, calling, (...joined) => queues.connect(...joined));
    const { computerAgents, voicemail } = others;
    this.#destinations = new Destinations(rooms, { computerAgents, rung, voicemail });
    this.#scripts.set(VOICEMAIL, (dialogue) =>
      voicemail.hearFrom(dialogue, this.contact(dialogue.leg.id), (contact, to, outside) =>
        this.#destinations.lead(contact, to, { outside }),
      ),
    );
    this.#flows = new ConfiguredFlows(rooms, {
      functions: new Map(Object.entries(others.functions ?? {})),
      enqueue: (...asked) => this.enqueue(...asked),
      destinations: this.#destinations,
      facts: (contact) =>
        this.routes.factsOf(knownOf(rooms, contact), callbackQueue(rooms.config, contact.accessNumber)),
    });
    queues.flows(() => [...this.#scripts.keys(), ...this.#flows.names]);
    rooms.calls.offered.on((leg) => this.#offered(leg));
    rooms.calls.collecting.on(({ digits, complete }) => {
      if (rooms.closing || accessMatch(digits, rooms.config.accessNumbers) !== 'partial') complete();
    });
  }

  /** Whether there is such a dialogue. */
  knows(flow: string): boolean {
    return this.#scripts.has(flow) || this.#flows.has(flow);
  }

  /** A dialogue that each box has. */
  know(name: string, script: DialogueScript): void {
    this.#scripts.set(name, script);
  }

  /** Callers who are here now. */
  get contacts(): readonly Contact[] {
    return [...this.#contacts.values()];
  }

  /**
   * Leads a caller out of a flow into a queue. What `comesBack` asks for resolves, and the flow goes on with him; else the queue's
   * own rules hold, and it rejects with LEG_CLEARED when he is gone. `said`: what he needs there. Throws NOT_FOUND, or REFUSED when
   * no flow has him.
   */
  enqueue(leg: string, queue: string, comesBack: readonly ComesBackAfter[] = [], said?: Wants): Promise<QueueOutcome> {
    assertOpen(this.#rooms);
    const contact = this.contacts.find((candidate) => candidate.leg.id === leg);
    if (!contact || contact.over) throw new TelephonyError('NOT_FOUND', `leg ${leg}: no caller is on it`);
    if (!this.#rooms.config.queues.some(({ name }) => name === queue))
      throw new TelephonyError('NOT_FOUND', `queue ${queue}`);
    if (said !== undefined) assertPossible(this.#rooms.config, said);
    const { state } = contact;
    if (state.name !== 'inFlow') throw new TelephonyError('REFUSED', `leg ${leg} is in no dialogue`);
    const wants = (what: ComesBackAfter) => comesBack.includes(what);
    const back = { flow: state.flow, overflowed: wants('overflowed'), talked: wants('talked') };
    const outcome = deferred<QueueOutcome>(); // a flow that is done with him need not wait for it
    if (said !== undefined) contact.asks = { ...contact.asks, wants: { ...contact.asks.wants, ...said } };
    this.#inQueue.set(contact, outcome);
    contact.send({ type: 'queue', queue: this.#queueRules.queueOf(contact, queue), back });
    this.#queueRules.write(contact);
    return outcome.promise;
  }

  /** The caller on a leg, or in a call. Throws NOT_FOUND when there is none. */
  contact(of: string): Contact {
    const found = this.contacts.find(({ leg, call }) => leg.id === of || call.id === of);
    if (found === undefined) throw new TelephonyError('NOT_FOUND', `call ${of}`);
    return found;
  }

  /** The box ends amid what these callers are doing. */
  interrupt(): void {
    const at = this.#rooms.records.now();
    for (const { record } of this.contacts) record.add({ type: 'interrupted', at });
  }

  #offered(leg: TrunkLeg): void {
    if (this.#others.turnedAway.closed) {
      this.#others.turnedAway.note();
      leg.clear(CAUSE.temporaryFailure);
      return;
    }
    const { contact, write } = this.#welcome(leg);
    if (this.#others.earlyMedia.takes(leg)) {
      write();
      contact.send({ type: 'flow', flow: EARLY_MEDIA_TEST });
      return;
    }
    if (contact.number !== undefined) this.arrived.emit(contact.number.number);
    const known = { ...knownOf(this.#rooms, contact), calling: listedAs(this.#rooms, leg) };
    const route = this.routes.written(known, { id: contact.call.id, channel: leg.channel }, write);
    attachSaidName(this.#rooms, contact);
    contact.ruled = route.kind !== 'flow';
    contact.claims = route.claims;
    contact.rules = route.rules;
    this.#attend(contact, `a call to ${route.kind}`, this.#follow(contact, route));
  }

  #welcome(leg: TrunkLeg) {
    const { records, calls, config, plan } = this.#rooms;
    const { calling, called, redirecting, withheld } = leg;
    const number = withheld === undefined ? normalise(calling.digits, plan, calling.type) : undefined;
    const call = calls.open();
    const { record, write } = records.open(call, leg, {
      direction: 'inbound',
      calling: number?.number ?? null,
      callingRaw: withheld === undefined ? calling.digits : null,
      callingType: calling.type ?? null,
      callingPresentation: calling.presentation ?? null,
      called: called.digits,
      accessNumber: called.digits,
      accessName: accessNumberOf(config, called.digits)?.name ?? null,
      redirecting: redirecting?.digits || null,
    });
    const parts = { leg, call, record, number, accessNumber: called.digits };
    const contact = new Contact(this.#rooms, parts, (of, task) => this.lead(of, task));
    this.#contacts.set(call.id, contact);
    call.add(leg);
    call.ended.on(() => this.#contacts.delete(call.id));
    return { contact, write };
  }

  /** What becomes of a customer who calls, or whom an agent has called: to a queue, a flow, and out of them. */
  lead(contact: Contact, task: ContactTask): void {
    const { queues } = this.#others;
    switch (task.type) {
      case 'wait':
        if (!task.again && this.#queueRules.leadAway(contact, task.queue)) return;
        queues.wait(contact, task.queue, task.again);
        return;
      case 'leaveQueue':
        queues.leave(contact, task.abandoned);
        return;
      case 'overflow':
        this.#attend(contact, 'an overflowed call', this.#destinations.overflow(contact, task.queue, task.to));
        return;
      case 'sendTo':
        this.#attend(contact, 'a caller who was moved', this.#destinations.lead(contact, task.to, task));
        return;
      case 'beginFlow':
        this.#attend(contact, 'a flow', this.#run(contact, task.flow));
        return;
      case 'resumeFlow':
        this.#inQueue.get(contact)?.resolve(task.result);
        return;
      case 'end':
        this.#inQueue.get(contact)?.reject(contact.leg.signal.reason);
        this.#inQueue.delete(contact);
    }
  }

  /** Work on a caller that nobody awaits: when it fails he is not left alone on the line. */
  #attend(contact: Contact, what: string, work: Promise<void>): void {
    const attended = work.catch((error: unknown) => {
      contact.send({ type: 'failed' });
      throw error;
    });
    unattended(this.#rooms, what, attended);
  }

  #withPeople(): number {
    let count = 0;
    for (const contact of this.#contacts.values()) if (contact.withPeople) count++;
    return count;
  }

  async #follow(contact: Contact, route: Route): Promise<void> {
    const { computerAgents } = this.#others;
    switch (route.kind) {
      case 'refuse':
        contact.refuse(route.cause, route.reason);
        return;
      case 'captureOnly':
        if (contact.leg.channel.kind === 'fxo')
          return this.#byComputerAgent(contact, { ...route, kind: 'computerAgent', answerAt: 0 });
        await computerAgents.captureOnly(contact);
        return;
      case 'computerAgent':
        await this.#byComputerAgent(contact, route);
        return;
      case 'queue':
        contact.leg.proceed();
        contact.keepsPlace = route.keepPlace === true;
        contact.admit(route.queue);
        return;
      case 'flow':
        contact.send({ type: 'flow', flow: route.flow });
        return;
      case 'ring':
        await this.#destinations.lead(contact, route.to, { queue: route.queue });
        return;
      case 'message':
        await this.#destinations.lead(contact, { kind: 'message', box: route.box }, { queue: route.queue });
        return;
      case 'announce':
        await this.#destinations.announce(contact, route.prompt);
    }
  }

  /** Nothing durable, nothing promised: then the queue, or no channel for him. */
  async #byComputerAgent(contact: Contact, { queue, answerAt, ...how }: ByComputerAgent): Promise<void> {
    contact.send({ type: 'computerAgent' });
    contact.leg.proceed();
    const result = await this.#others.computerAgents.serve(contact, answerAt, how);
    if (result === 'promised') return;
    const { signedIn = 0 } = this.#others.agentLines.acd.find(queue) ?? {};
    if (signedIn > 0) contact.admit(queue);
    else contact.refuse(CAUSE.noChannelAvailable, result);
  }

  async #run(contact: Contact, flow: string): Promise<void> {
    const { records } = this.#rooms;
    const script = this.#scripts.get(flow);
    if (script === undefined && !this.#flows.has(flow, contact)) {
      contact.refuse(CAUSE.temporaryFailure, 'noDialogue');
      return;
    }
    contact.record.add({ type: 'flowBegan', at: records.now(), flow });
    if (contact.leg.state === 'offered') contact.leg.proceed(); // who comes from a queue is answered already
    let led = false;
    const how = await converse(this.#flows.dialogueOf(contact), async (dialogue) => {
      if (script !== undefined) await script(dialogue);
      else led = (await this.#flows.run(contact, flow)) === 'led';
    });
    if (!led && how !== 'passed') contact.send({ type: 'flowEnded' });
  }
}
