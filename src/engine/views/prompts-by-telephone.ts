// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody record a prompt at a telephone, or the greeting of a box? Number and PIN, which one, then record, hear, keep; and the last
// change undone.

import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Access, personOf } from '../../access/index.js';
import type { Origin } from '../../bus/index.js';
import { TelephonyError } from '../../faults.js';
import { type Dialogue, greetingName } from '../../ivr/index.js';
import type { Duration } from '../../kernel/index.js';
import { byTelephone, type Feedback, knownByPin, type PromptRecorder, refusalSaid } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import type { PromptDesk } from './prompt-desk.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'dialogues' | 'ids' | 'log' | 'records' | 'speech' | 'store'>;

const LONGEST: Duration = 180_000;
const SHORTEST = 0.4; // s
const RIGHT = 'prompts.change';

/** Prompts that are recorded where they are heard. */
export class PromptsByTelephone implements PromptRecorder {
  readonly #rooms: Needs;
  readonly #access: Access;
  readonly #desk: PromptDesk;

  constructor(rooms: Needs, access: Access, desk: PromptDesk) {
    this.#rooms = rooms;
    this.#access = access;
    this.#desk = desk;
  }

  /** Rejects with LEG_CLEARED when he puts down: what he has not kept is gone. */
  async talk(dialogue: Dialogue, station: string): Promise<Feedback | undefined> {
    const { config, log } = this.#rooms;
    const stranger = byTelephone(station, undefined);
    const verdict = await knownByPin(this.#rooms, this.#access, { dialogue, by: stranger });
    if (!verdict.granted) return refusalSaid(verdict);
    const mayAll = personOf(config, verdict.agent)?.rights.has(RIGHT) === true;
    const own = greetingsOf(config, mayAll ? undefined : verdict.agent);
    if (!mayAll && own.length === 0) {
      log.warn({ station, agent: verdict.agent }, 'somebody may not record prompts');
      return 'notAllowed';
    }
    const number = await dialogue.collect({ prompt: 'prompt-key-in-number', max: 12, attempts: 2, timeout: 10_000 });
    const prompt = mayAll && number !== undefined ? config.promptNumbers[number] : undefined;
    const name = prompt ?? own.find((box) => box.number === number)?.name;
    if (name === undefined) return 'notPossible';
    await this.#change(dialogue, name, byTelephone(station, verdict.agent));
    return undefined;
  }

  async #change(dialogue: Dialogue, name: string, by: Origin): Promise<void> {
    for (;;) {
      const key = await dialogue.menu('prompt-menu', { choices: '123*', timeout: 10_000, attempts: 2 });
      if (key === '1') await this.#record(dialogue, name, by);
      else if (key === '2') await heard(dialogue, name);
      else if (key === '3') await this.#undo(dialogue, name, by);
      else {
        await dialogue.say('goodbye', { bargeIn: false });
        return;
      }
    }
  }

  async #record(dialogue: Dialogue, name: string, by: Origin): Promise<void> {
    while ((await this.#once(dialogue, name, by)) === 'again');
  }

  async #once(dialogue: Dialogue, name: string, by: Origin): Promise<'again' | undefined> {
    const { config, dialogues, ids } = this.#rooms;
    const folder = join(config.data, 'spoken');
    const file = join(folder, `${ids.next('prompt')}.part`);
    await mkdir(folder, { recursive: true });
    try {
      await dialogue.record(file, { longest: LONGEST });
      const seconds = await this.#rooms.speech.level(file);
      if (seconds === undefined || seconds < SHORTEST) {
        await dialogue.say('nothing-entered');
        return undefined;
      }
      const key = await this.#judged(dialogue, file);
      if (key === '2') await this.#keep(dialogue, { name, file }, by);
      return key === '3' ? 'again' : undefined;
    } finally {
      dialogues.prompts.drop(file);
      await rm(file, { force: true });
    }
  }

  /** What he thinks of it, when he has heard it as often as he likes. */
  async #judged(dialogue: Dialogue, file: string): Promise<string | undefined> {
    await heard(dialogue, file);
    for (;;) {
      const key = await dialogue.menu('prompt-recorded', { choices: '123*', timeout: 10_000, attempts: 2 });
      if (key !== '1') return key;
      await heard(dialogue, file);
    }
  }

  async #keep(
    dialogue: Dialogue,
    { name, file }: { readonly name: string; readonly file: string },
    by: Origin,
  ): Promise<void> {
    const bytes = await readFile(file);
    const place = dialogue.language;
    await this.#desk.put({ name, place, at: 0, of: bytes.length, bytes }, by);
    await dialogue.say('prompt-done');
  }

  async #undo(dialogue: Dialogue, name: string, by: Origin): Promise<void> {
    try {
      await this.#desk.restore(name, dialogue.language, undefined, by);
    } catch (error) {
      if (!(error instanceof TelephonyError) || error.code !== 'NOT_FOUND') throw error;
      await dialogue.say('agent-not-possible');
      return;
    }
    await heard(dialogue, name);
  }
}

/** Greetings of boxes that have a number: all, or those of the boxes that belong to this agent alone. */
function greetingsOf({ mailboxes }: Needs['config'], agent: string | undefined) {
  return mailboxes.flatMap(({ number, agents, queues }) => {
    const isHis = agent === undefined || (agents.length === 1 && agents[0] === agent && queues.length === 0);
    return number !== undefined && isHis ? [{ number, name: greetingName(number) }] : [];
  });
}

/** One that cannot be played is passed over. */
async function heard(dialogue: Dialogue, prompt: string): Promise<void> {
  await dialogue.say(prompt).catch(async (error: unknown) => {
    if (!(error instanceof TelephonyError) || error.code !== 'PROMPT_UNUSABLE') throw error;
    await dialogue.say('technical-problem');
  });
}
