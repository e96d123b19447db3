// SPDX-License-Identifier: GPL-2.0-or-later
// Which callbacks does the system make by itself, and when? In a trough, as many as agents, trunks and channels allow.

import { Actor, type Clock, Emitter, type Instant } from '../kernel/index.js';
import type { Ahead } from './ahead.js';
import { attemptOf, type CallbackState, SYSTEM } from './callback-state.js';
import type { Claims } from './claims.js';
import { type HeldReason, heldBy } from './held.js';
import type { OpenRequests } from './open-requests.js';
import { startable } from './pacing.js';
import type { CallbackPorts } from './ports.js';
import { queueCallbacks } from './settings.js';
import {
  noTrough,
  type TroughEffect,
  type TroughEvent,
  type TroughSample,
  type TroughState,
  troughMachine,
} from './trough-machine.js';
import { givenBack, takenBack } from './under-way.js';

interface PushingParts {
  readonly clock: Clock;
  readonly open: OpenRequests;
  readonly claims: Claims;
  readonly ahead: Ahead;
  readonly ports: CallbackPorts;
}

/** The system's own attempts. */
export class Pushing {
  /** The trough's beginnings and ends. */
  readonly news = new Emitter<TroughEffect>();
  readonly #parts: PushingParts;
  readonly #trough: Actor<TroughState, TroughEvent, TroughEffect>;

  constructor(parts: PushingParts) {
    this.#parts = parts;
    const { clock, claims } = parts;
    this.#trough = new Actor(troughMachine, noTrough(claims.settings.trough), clock, (effect) => this.#changed(effect));
  }

  get inTrough(): boolean {
    return this.#trough.state.phase.name === 'trough';
  }

  /** What stands in the way of the next one; undefined: nothing does, or nobody is promised any. */
  get heldBy(): HeldReason | undefined {
    const { claims, open } = this.#parts;
    if (open.size === 0) return undefined;
    const { state: trough } = this.#trough;
    const pacing = open.underWay.facts(trough.last, trough.last.readyAgents);
    return heldBy({ window: claims.time.window, trough, pacing, settings: claims.settings });
  }

  sample(sample: TroughSample): void {
    this.#trough.send({ type: 'sampled', sample });
    this.#takeBackAhead();
    this.#push();
  }

  surge(on: boolean): void {
    this.#trough.send({ type: 'surge', on });
  }

  configured(): void {
    this.#trough.send({ type: 'configured', settings: this.#parts.claims.settings.trough });
  }

  close(): void {
    this.#trough.close();
  }

  #push(): void {
    if (this.#parts.claims.held || !this.inTrough) return;
    const { clock, open, claims } = this.#parts;
    const queues = open.candidates.queues(clock.now()).filter((queue) => queueCallbacks(claims.settings, queue).push);
    // The calendar is asked for nobody while nothing is due.
    this.#pushNamed(clock.now());
    for (const queue of queues)
      if (queueCallbacks(claims.settings, queue).pace !== undefined) this.#pushStanding(queue);
    this.#pushQueues(new Set(queues.filter((queue) => queueCallbacks(claims.settings, queue).pace === undefined)));
  }

  /** Requests for anyone of these queues. */
  #pushQueues(queues: Set<string>): void {
    while (queues.size > 0 && this.#startable() >= 1) {
      const next = this.#peek(queues);
      if (next === undefined) return;
      if (this.#startable(next.request.queue) < 1) {
        queues.delete(next.request.queue);
        continue;
      }
      const claim = this.#parts.claims.claim(next, SYSTEM);
      if (claim.order === 'agentFirst') this.#parts.ports.offer(claim.lease, claim.request);
      else this.#parts.claims.dial(claim.lease);
    }
  }

  /** Requests that wait for one agent, who is free now. */
  #pushNamed(now: Instant): void {
    const { open, claims, ports } = this.#parts;
    for (const agent of open.candidates.agents(now)) {
      if (this.#room() < 1) return;
      if (!ports.isReady(agent)) continue;
      const next = this.#peek([], [agent]);
      if (next === undefined || !queueCallbacks(claims.settings, next.request.queue).push) continue;
      const claim = claims.claim(next, SYSTEM);
      if (!ports.begin(claim, agent)) claims.release(claim.lease);
    }
  }

  /** Requests of a queue whose agents stand by on the line. */
  #pushStanding(queue: string): void {
    const { claims, ports } = this.#parts;
    const { pace } = queueCallbacks(claims.settings, queue);
    for (let most = this.#lines(queue); most > 0 && this.#room() >= 1; most = this.#lines(queue)) {
      const next = this.#peek([queue]);
      if (next === undefined) return;
      const claim = claims.claim(next, SYSTEM);
      // Who found nobody once is not risked again: an agent holds the line while his telephone rings.
      if (pace === 'predictive' && !next.wasAbandoned)
        claims.dial(claim.lease, undefined, { order: 'customerFirst', direct: true });
      else if (!ports.dialStanding(claim.lease, queue)) {
        claims.release(claim.lease);
        return;
      }
    }
  }

  /** Lines that ring for agents who have gone: what the limit could not bear is taken back before anybody answers, the newest first. */
  #takeBackAhead(): void {
    const { ahead, open, ports, claims, clock } = this.#parts;
    const { underWay } = open;
    for (const queue of underWay.queuesAhead) {
      const how = { pacing: claims.settings.pacing, at: clock.now() };
      const tooMany = ahead.tooMany(queue, ports.standingBy(queue), underWay.ahead(queue), how);
      if (tooMany <= 0) continue;
      const begun = (state: CallbackState) => attemptOf(state)?.startedAt ?? 0;
      const ringing = underWay.ringingAhead(queue).flatMap((id) => open.get(id) ?? []);
      for (const state of ringing.sort((a, b) => begun(b) - begun(a)).slice(0, tooMany)) {
        const event = givenBack(state);
        if (event !== undefined) open.send(state.request.id, event);
      }
    }
  }

  #lines(queue: string): number {
    const { ahead, open, ports, claims, clock } = this.#parts;
    const standing = ports.standingBy(queue);
    const { pacing } = claims.settings;
    if (queueCallbacks(claims.settings, queue).pace === 'progressive') return standing.idle;
    return ahead.lines(queue, standing, open.underWay.ahead(queue), { pacing, at: clock.now() });
  }

  #peek(queues: Iterable<string>, agents: Iterable<string> = []): CallbackState | undefined {
    const { claims } = this.#parts;
    // Who consented to nothing is called when a person decides so: an agent who asks for him, or the shop in its file.
    const only = claims.settings.unpromised === 'push' ? 'all' : 'promised';
    return claims.peek({ queues, agents, only });
  }

  /** Attempts that trunks and channels have room for, whoever makes them. */
  #room(): number {
    const { open, claims } = this.#parts;
    return startable(open.underWay.facts(this.#trough.state.last, Number.POSITIVE_INFINITY), claims.settings);
  }

  #startable(queue?: string): number {
    const { open, claims, ports } = this.#parts;
    return startable(open.underWay.facts(this.#trough.state.last, ports.readyAgents(queue), queue), claims.settings);
  }

  #changed(effect: TroughEffect): void {
    this.news.emit(effect);
    if (effect.type === 'troughBegan') this.#push();
    else this.#parts.open.sendPending(takenBack);
  }
}
