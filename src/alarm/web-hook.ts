// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody outside hear of an alarm? By a POST to the address of the configuration, repeated until it is taken.

import { createHmac } from 'node:crypto';
import { Actor, type Clock, type Duration, Emitter } from '../kernel/index.js';
import {
  type HookEffect,
  type HookEvent,
  type HookPost,
  type HookState,
  hookMachine,
  NOTHING_TO_POST,
} from './hook-machine.js';

/** Where alarms are posted. */
export interface HookTarget {
  readonly url: string;
  /** With it the body is signed. */
  readonly secret?: string;
  /** How long an answer may take. */
  readonly timeout: Duration;
}

/** Posts what is queued, one after the other. Nothing waits for it; a box without a target forgets what is queued. */
export class WebHook {
  /** Taken by the far end, or given up as too old: need not be kept any longer. */
  readonly forgotten = new Emitter<HookPost>();
  /** The address took nothing three times in a row (false), or takes posts again (true). */
  readonly working = new Emitter<boolean>();
  /** An attempt that failed, and why. */
  readonly failed = new Emitter<{ readonly post: HookPost; readonly reason: string }>();
  readonly #clock: Clock;
  readonly #actor: Actor<HookState, HookEvent, HookEffect>;
  #target: HookTarget | undefined;
  #underWay: AbortController | undefined;
  #closed = false;

  constructor(clock: Clock, target: HookTarget | undefined) {
    this.#clock = clock;
    this.#target = target;
    this.#actor = new Actor(hookMachine, NOTHING_TO_POST, clock, (effect) => this.#perform(effect));
  }

  /** Whether there is an address to post to. */
  get target(): HookTarget | undefined {
    return this.#target;
  }

  /** What waits from now on goes there. */
  configure(target: HookTarget | undefined): void {
    this.#target = target;
  }

  queue(...posts: readonly HookPost[]): void {
    if (!this.#closed && posts.length > 0) this.#actor.send({ type: 'queued', posts });
  }

  /** Breaks off; what was not taken yet stays with whoever keeps it. */
  close(): void {
    this.#closed = true;
    this.#actor.close();
    this.#underWay?.abort();
  }

  #perform(effect: HookEffect): void {
    switch (effect.type) {
      case 'post':
        this.#post(effect.post).catch((error: unknown) =>
          this.failed.emit({ post: effect.post, reason: String(error) }),
        );
        return;
      case 'forget':
        this.forgotten.emit(effect.post);
        return;
      case 'failing':
      case 'working':
        this.working.emit(effect.type === 'working');
    }
  }

  async #post(post: HookPost): Promise<void> {
    const reason = this.#target === undefined ? undefined : await this.#send(this.#target, post);
    if (this.#closed) return;
    if (reason !== undefined) this.failed.emit({ post, reason });
    this.#actor.send({ type: reason === undefined ? 'delivered' : 'failed', id: post.id });
  }

  /** Why the far end did not take it; undefined: it did. */
  async #send({ url, secret, timeout }: HookTarget, { id, body }: HookPost): Promise<string | undefined> {
    const patience = new AbortController();
    this.#underWay = patience;
    const cancel = this.#clock.at(this.#clock.now() + timeout, () => patience.abort());
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'spillway-delivery': id,
      ...(secret === undefined ? {} : { 'spillway-signature': signature(secret, body) }),
    };
    try {
      // A redirect would carry the alarm to an address that nobody configured.
      const init = { method: 'POST', headers, body, redirect: 'manual', signal: patience.signal } as const;
      const response = await fetch(url, init);
      await response.body?.cancel();
      return response.ok ? undefined : `status ${response.status}`;
    } catch (error) {
      return patience.signal.aborted ? `no answer within ${timeout} ms` : reasonOf(error);
    } finally {
      cancel();
    }
  }
}

/** The header that proves the sender: HMAC-SHA256 of the body's bytes with the shared secret. */
export function signature(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** fetch hides the system's reason in `cause`. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
