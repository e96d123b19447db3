// SPDX-License-Identifier: GPL-2.0-or-later
// Which conversations are recorded, and what is written of it? The catalogue's row first, then the first sample.

import type { Call, Leg } from '../call/index.js';
import { type Cancel, every } from '../kernel/index.js';
import { Catalogue, isRecorded } from '../recording/index.js';
import { GapNotes } from './gap-notes.js';
import { type Office, unattended } from './office.js';
import { accessNumberOf, queueOf } from './settings.js';

const ALARM = 'RECORDING_FAILED';
const DAY = 86_400_000;

/** A conversation that may be recorded. */
export interface Conversation {
  readonly call: Call;
  /** The customer's leg: left what he says, right what he hears. */
  readonly leg: Leg;
  readonly queue: string;
  readonly agent: string;
  readonly accessNumber?: string | undefined;
}

/** Records conversations by the configuration's rules. */
export class Recorder {
  readonly #office: Office;
  readonly #catalogue: Catalogue;
  #underWay = 0;

  constructor(office: Office) {
    this.#office = office;
    const { store, ids, config } = office;
    const { zone } = config.callback.window;
    this.#catalogue = new Catalogue({ store, ids, directory: config.recording.directory, zone });
  }

  /** Recordings that are being made now. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Deletes what is older than the retention time, now and once a day. Returns the end of it. */
  keepTidy(): Cancel {
    const purge = () => {
      const { books, config } = this.#office;
      unattended(
        this.#office,
        'deleting old recordings',
        this.#catalogue.purge(books.now(), config.retention.recordings),
      );
    };
    purge();
    return every(this.#office.clock, DAY, purge);
  }

  /** Begins the recording of a conversation if it is to be recorded. The call goes on whatever becomes of it. */
  begin(conversation: Conversation): void {
    if (this.#wanted(conversation)) unattended(this.#office, 'recording', this.#record(conversation));
  }

  #wanted({ queue, agent, accessNumber }: Conversation): boolean {
    const { config } = this.#office;
    return isRecorded({
      enabled: config.recording.enabled,
      accessNumber: accessNumber === undefined ? undefined : accessNumberOf(config, accessNumber)?.record,
      queue: queueOf(config, queue)?.record,
      agent: config.agents.find(({ id }) => id === agent)?.record,
    });
  }

  async #record({ call, leg, queue, agent }: Conversation): Promise<void> {
    const { alarms, books, log } = this.#office;
    const entry = await this.#catalogue.begin({ call: call.id, agent, queue }, books.now()).catch((error: unknown) => {
      alarms.raise(ALARM);
      throw error;
    });
    if (leg.signal.aborted) {
      await this.#catalogue.finish(entry, { durationMs: 0, gapMs: 0, failure: 'notStarted' }, books.now());
      return;
    }
    this.#underWay++;
    const recording = call.record(leg, entry.file);
    const gaps = new GapNotes(this.#office.clock, (gap) =>
      unattended(this.#office, 'recording gap', this.#catalogue.gap(entry, gap, books.now())),
    );
    recording.gap.on((gap) => gaps.add(gap));
    recording.failed.on(() => alarms.raise(ALARM));
    recording.failed.on(({ failure, systemError }) =>
      log.error({ file: entry.file, failure, systemError }, 'a recording failed; the call goes on'),
    );
    const { durationMs, gapMs, failure } = await recording.finished;
    this.#underWay--;
    gaps.end();
    if (failure === undefined) alarms.clear(ALARM);
    await this.#catalogue.finish(entry, { durationMs, gapMs, failure }, books.now());
  }
}
