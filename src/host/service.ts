// SPDX-License-Identifier: GPL-2.0-or-later
// What does the manager of services hear of the box? That it is ready, how it is, that it lives, that it stops.

import type { Logger } from 'pino';
import type { Box, BoxStatus } from '../engine/index.js';
import { type Cancel, every, inLanguage, type Language, SystemClock, systemLanguage } from '../kernel/index.js';
import type { ServiceManager } from './service-manager.js';
import { Watchdog } from './watchdog.js';

const STATUS_PERIOD = 10_000;

/** A box as systemd knows it. Without a manager everything here does nothing. */
export class Service {
  readonly #manager: ServiceManager | undefined;
  readonly #language: Language;
  readonly #ends: Cancel[] = [];

  constructor(manager: ServiceManager | undefined, environment: Readonly<Record<string, string | undefined>>) {
    this.#manager = manager;
    this.#language = systemLanguage(environment);
  }

  /** Calls can be taken. From now on it beats, by real time whatever the box goes by. */
  ready(box: Box, log: Logger): void {
    const manager = this.#manager;
    if (manager === undefined) return;
    const tell = () => manager.tell({ STATUS: statusLine(box.status(), this.#language) });
    if (!manager.tell({ READY: '1' })) log.warn('systemd does not hear the box');
    tell();
    const clock = new SystemClock();
    this.#ends.push(every(clock, STATUS_PERIOD, tell));
    if (manager.watchdog === undefined) return;
    const beat = () => manager.tell({ WATCHDOG: '1' });
    const watchdog = new Watchdog({ clock, log, limit: manager.watchdog, pulse: () => box.pulse(), beat });
    this.#ends.push(() => watchdog.close());
  }

  /** It ends by its own will: nobody need begin it again. */
  stopping(): void {
    for (const end of this.#ends) end();
    this.#manager?.tell({ STOPPING: '1' });
  }
}

/** What `systemctl status` shows. */
export function statusLine({ calls, queues, callbacks, surge, alarms }: BoxStatus, language: Language): string {
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const { inProgress } = calls;
  const { open } = callbacks;
  const alarm = alarms.length;
  return inLanguage(
    {
      en: `${inProgress} calls, ${waiting} waiting, ${open} open promises, ${alarm} alarms${surge.on ? ', surge' : ''}`,
      zh: `通话 ${inProgress}，排队 ${waiting}，未完成的回呼 ${open}，告警 ${alarm}${surge.on ? '，浪涌中' : ''}`,
    },
    language,
  );
}
