// SPDX-License-Identifier: GPL-2.0-or-later
// What do reviewers and agents say of talks? A filled form, told to the agent when it is published; his answer; what was agreed with him.

import { TelephonyError } from '../../faults.js';
import { type Answers, verdictOf } from '../../quality/index.js';
import type { CoachingNoteRow, ReviewRow } from '../../store/index.js';
import type { Rooms } from '../rooms/index.js';
import type { RecordingDesk } from './recording-desk.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'ids' | 'records' | 'store'>;

const LONGEST = 4_000;

/** A filled form. */
export interface ReviewAsked {
  readonly recording: string;
  readonly form: string;
  readonly answers: Answers;
  readonly comment: string;
  readonly reviewer: string;
  /** Made to compare reviewers: the agent does not see it. */
  readonly calibration: boolean;
  /** The agent sees it at once. */
  readonly publish: boolean;
}

/** Judged talks, for commands. */
export class QualityDesk {
  readonly #rooms: Needs;
  readonly #recordings: RecordingDesk;

  constructor(rooms: Needs, recordings: RecordingDesk) {
    this.#rooms = rooms;
    this.#recordings = recordings;
  }

  /** Keeps a filled form, with its questions as they are now. Rejects with NOT_FOUND, REFUSED. */
  async review({ form: name, answers, comment, reviewer, calibration, publish, ...of }: ReviewAsked) {
    assertShort(comment);
    const { config, ids, records, store } = this.#rooms;
    const form = config.quality.forms.find((one) => one.name === name);
    if (form === undefined) throw new TelephonyError('NOT_FOUND', `form ${name}`);
    const { id: recording, call, agent, queue } = await this.#recordings.find(of.recording);
    if (agent === null) throw new TelephonyError('REFUSED', `${recording} is of no agent`);
    const { score, passed } = verdictOf(form, answers);
    const [id, at] = [ids.next('review'), records.now()];
    const batch = store.batch().insert('review', {
      ...{ id, recording, call, agent, queue, form: name, questions: form.questions, answers, comment, reviewer, at },
      ...{ score, passed: passed ? 1 : 0, calibration: calibration ? 1 : 0 },
      publishedAt: publish && !calibration ? at : null,
    });
    batch.event('audit.noted', { what: 'review.made', subject: recording }, at);
    await store.commit(batch, { finishing: true });
    return { id, recording, agent, score, passed };
  }

  /** From now on the agent sees it. Rejects with NOT_FOUND, REFUSED. */
  async publish(id: string): Promise<void> {
    const { calibration, publishedAt } = await this.#find(id);
    if (calibration === 1) throw new TelephonyError('REFUSED', `${id} was made to compare reviewers: no agent sees it`);
    if (publishedAt !== null) return;
    await this.#change(id, { publishedAt: this.#rooms.records.now() }, 'review.published');
  }

  /** The agent has read it, and says something to it, or nothing. Rejects with NOT_FOUND for what is not his, or not published. */
  async reply(id: string, { agent, text }: { readonly agent: string; readonly text: string }): Promise<void> {
    assertShort(text);
    const found = await this.#find(id);
    if (found.agent !== agent || found.publishedAt === null) throw new TelephonyError('NOT_FOUND', `review ${id}`);
    const at = this.#rooms.records.now();
    const said = text.trim() === '' ? {} : { reply: text, repliedAt: at };
    await this.#change(
      id,
      { seenAt: found.seenAt ?? at, ...said },
      text.trim() === '' ? 'review.seen' : 'review.answered',
    );
  }

  /** Keeps what was agreed with an agent. Rejects with NOT_FOUND, REFUSED. */
  async note({ agent, review, text, by }: Pick<CoachingNoteRow, 'agent' | 'review' | 'text' | 'by'>) {
    assertShort(text);
    const { config, ids, records, store } = this.#rooms;
    if (!config.agents.some(({ id }) => id === agent)) throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
    if (review !== null) await this.#find(review);
    const row = { id: ids.next('note'), agent, review, text, by, at: records.now() };
    const batch = store.batch().insert('coachingNote', row);
    batch.event('audit.noted', { what: 'agent.coached', subject: agent }, row.at);
    await store.commit(batch, { finishing: true });
    return { id: row.id };
  }

  async #find(id: string): Promise<ReviewRow> {
    const [found] = await this.#rooms.store.ask('reviews', { id });
    if (found === undefined) throw new TelephonyError('NOT_FOUND', `review ${id}`);
    return found;
  }

  async #change(
    id: string,
    change: Partial<Pick<ReviewRow, 'publishedAt' | 'seenAt' | 'reply' | 'repliedAt'>>,
    what: string,
  ): Promise<void> {
    const { records, store } = this.#rooms;
    const batch = store.batch().update('review', id, change);
    batch.event('audit.noted', { what, subject: id }, records.now());
    await store.commit(batch, { finishing: true });
  }
}

function assertShort(text: string): void {
  if (text.length > LONGEST) throw new TelephonyError('REFUSED', `up to ${LONGEST} characters would be right`);
}
