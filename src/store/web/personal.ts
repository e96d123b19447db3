// SPDX-License-Identifier: GPL-2.0-or-later
// What have people written at the console of a customer's number, and how does it go when the box has erased him?

import type { Instant } from '../../kernel/index.js';
import { without } from '../erased-text.js';
import { type Erasures, erasedName, erasureHash } from '../erasure.js';
import { canonicalForms } from '../written-numbers.js';
import type { KeptNote } from './kept.js';
import type { Sql } from './sql.js';

/** What colleagues have written to each other in which his number stands. */
export interface PersonalMessage {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly at: Instant;
}

/** What was erased, and the contacts of those numbers with the name that stands in their place. */
export interface Erased extends Erasures {
  readonly contacts: readonly { readonly contact: string; readonly name: string }[];
}

interface Text {
  readonly id: number;
  readonly text: string;
}

/** Texts of the web process's own database. */
export class PersonalTexts {
  readonly #database: Sql;

  constructor(database: Sql) {
    this.#database = database;
  }

  /** `forms`: of one number; `contacts`: his. */
  about(
    forms: readonly string[],
    contacts: readonly string[],
  ): { readonly notes: readonly KeptNote[]; readonly messages: readonly PersonalMessage[] } {
    const isHis = isOf(forms);
    const his = new Set(contacts);
    const notes = this.#database.prepare<[], KeptNote>('select * from note order by at').all();
    const messages = this.#database
      .prepare<[], PersonalMessage>('select id, sender as "from", receiver as "to", text, at from message order by id')
      .all();
    return {
      notes: notes.filter(({ contact, text }) => his.has(contact) || isHis(text)),
      messages: messages.filter(({ text }) => isHis(text)),
    };
  }

  /** Erases what was erased at the box: notes of those contacts whole, else the number. What is erased already stays as it is. */
  follow({ salt, erased, contacts }: Erased): void {
    const byHash = new Map(erased.map(({ hash, n }) => [hash, erasedName(n)]));
    /** Does something to a text in which a number stands, with the text without it. */
    const where = (text: string, make: (changed: string) => void) => {
      const changed = without(text, (written) => nameOf(written, salt, byHash));
      if (changed !== text) make(changed);
    };
    const database = this.#database;
    database.transaction(() => {
      const whole = database.prepare('update note set text = ? where contact = ? and text <> ?');
      for (const { contact, name } of contacts) whole.run(name, contact, name);
      const note = database.prepare('update note set text = ? where contact = ? and person = ?');
      for (const { contact, person, text } of database.prepare<[], KeptNote>('select * from note').all())
        where(text, (changed) => note.run(changed, contact, person));
      const message = database.prepare('update message set text = ? where id = ?');
      for (const { id, text } of database.prepare<[], Text>('select id, text from message').all())
        where(text, (changed) => message.run(changed, id));
      for (const [table, key, column] of OTHERS) {
        const rows = database.prepare<[], Kept>(`select ${key} as id, ${column} as text from ${table}`).all();
        const go = database.prepare(`delete from ${table} where ${key} = ?`);
        for (const { id, text } of rows) where(text, () => go.run(id));
      }
    })();
  }
}

interface Kept {
  readonly id: string;
  readonly text: string;
}

/** What is made again by whoever needs it: answers to acts of the last day, saved views. */
const OTHERS = [
  ['act', 'key', 'answer'],
  ['view', "person || ' ' || name", 'value'],
] as const;

function nameOf(written: string, salt: string, byHash: ReadonlyMap<string, string>): string | undefined {
  for (const form of canonicalForms(written)) {
    const name = byHash.get(erasureHash(form, salt));
    if (name !== undefined) return name;
  }
  return undefined;
}

function isOf(forms: readonly string[]): (text: string) => boolean {
  const his = new Set(forms);
  return (text) => {
    let isIn = false;
    without(text, (written) => {
      isIn ||= canonicalForms(written).some((form) => his.has(form));
      return undefined;
    });
    return isIn;
  };
}
