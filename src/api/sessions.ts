// SPDX-License-Identifier: GPL-2.0-or-later
// Who asks? By the cookie of his browser, or the bearer token of a program; of both only hashes are kept.

import { createHash, randomBytes } from 'node:crypto';
import { type Duration, Emitter, type Instant } from '../kernel/index.js';
import type { KeptProgram, WebDatabase, WebSession } from '../store/index.js';
import type { RightName } from './contract/index.js';
import type { ListedPerson, People } from './people.js';
import { isWritten } from './unwritten.js';

/** Whoever asks, and what he may. */
export interface Asker {
  readonly id: string;
  readonly person: ListedPerson;
  readonly rights: ReadonlySet<RightName>;
  /** Numbers are masked for him. */
  readonly masked: boolean;
  /** Hash of the token that he came with. */
  readonly hash: string;
  readonly session?: WebSession;
  /** It is a program with a token that he has made. */
  readonly program?: KeptProgram;
}

/** Whatever is done, a session ends then. */
const LONGEST: Duration = 7 * 86_400_000;
/** Not every request writes. */
const TOUCH: Duration = 60_000;
const TOKEN_BYTES = 32;
/** What a program's token begins with: so that scanners of repositories know it. */
const PROGRAM_TOKEN = 'spw_';

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export class Sessions {
  /** The sessions or tokens with these hashes have ended: their connections go. */
  readonly ended = new Emitter<readonly string[]>();
  readonly #database: WebDatabase;
  readonly #people: People;
  readonly #idle: Duration;
  /** Those that the disk did not take; they end with the process. */
  readonly #unwritten = new Map<string, WebSession>();
  /** Those that have ended, which the disk did not take either. */
  readonly #over = new Set<string>();

  constructor(database: WebDatabase, people: People, idle: Duration) {
    this.#database = database;
    this.#people = people;
    this.#idle = idle;
  }

  /** Begins one, and gives the token that only the browser keeps. */
  begin(person: string, { at, mustChange, address }: { at: Instant; mustChange: boolean; address: string }): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const endsAt = at + this.#idle;
    const session = { hash: hashOf(token), person, createdAt: at, endsAt, mustChange, address };
    if (!isWritten(() => this.#database.beginSession(session)))
      this.#unwritten.set(session.hash, { ...session, seenAt: at });
    return token;
  }

  /** Whose cookie it is; undefined: nobody's, or it is over, or the file does not have him any more. */
  bySession(token: string, now: Instant): Asker | undefined {
    const at = Math.round(now);
    const asker = this.#ofSession(hashOf(token), at);
    const session = asker?.session;
    if (session !== undefined && at - session.seenAt > TOUCH)
      isWritten(() => this.#database.touchSession(session.hash, at, at + this.#idle));
    return asker;
  }

  /** Whose program's token it is: it may what its scopes name and its maker may. */
  byToken(token: string, now: Instant): Asker | undefined {
    if (!token.startsWith(PROGRAM_TOKEN)) return undefined;
    const at = Math.round(now);
    const asker = this.#ofProgram(hashOf(token), at);
    const program = asker?.program;
    if (program !== undefined && at - (program.usedAt ?? 0) > TOUCH)
      isWritten(() => this.#database.kept.programUsed(program.id, at));
    return asker;
  }

  /** The same one as he is now; undefined: his session or token is over. It is no use of it: none lasts longer by this. */
  again({ hash, program }: Asker, now: Instant): Asker | undefined {
    const at = Math.round(now);
    return program === undefined ? this.#ofSession(hash, at) : this.#ofProgram(hash, at);
  }

  #ofSession(hash: string, at: Instant): Asker | undefined {
    const session = this.#database.session(hash) ?? this.#unwritten.get(hash);
    if (session === undefined || this.#over.has(hash)) return undefined;
    const person = this.#people.find(session.person);
    if (person !== undefined && at < session.endsAt && at < session.createdAt + LONGEST)
      return { ...askerOf(person, hash), session };
    this.end(hash);
    return undefined;
  }

  #ofProgram(hash: string, at: Instant): Asker | undefined {
    const program = this.#database.kept.program(hash);
    if (program === undefined || (program.endsAt !== undefined && at >= program.endsAt)) return undefined;
    const person = this.#people.find(program.createdBy);
    if (person === undefined) return undefined;
    const own = askerOf(person, hash);
    const rights = new Set([...own.rights].filter((right) => program.scopes.includes(right)));
    return { ...own, rights, masked: !rights.has('numbers.see'), program };
  }

  /** A program's token and its hash. */
  newToken(): { readonly token: string; readonly hash: string } {
    const token = PROGRAM_TOKEN + randomBytes(TOKEN_BYTES).toString('base64url');
    return { token, hash: hashOf(token) };
  }

  /** Takes a program's token back; false: there is none. */
  endProgram(id: string): boolean {
    const hash = this.#database.kept.removeProgram(id);
    if (hash !== undefined) this.ended.emit([hash]);
    return hash !== undefined;
  }

  end(hash: string): void {
    this.#unwritten.delete(hash);
    if (!isWritten(() => this.#database.endSession(hash))) this.#over.add(hash);
    this.ended.emit([hash]);
  }

  /** All of his, but one. */
  endAll(person: string, but?: string): number {
    const own = [...this.#unwritten.values()].filter((one) => one.person === person && one.hash !== but);
    for (const { hash } of own) this.#unwritten.delete(hash);
    const ended = [...own.map(({ hash }) => hash), ...this.#database.endSessions(person, but)];
    this.ended.emit(ended);
    return ended.length;
  }
}

function askerOf(person: ListedPerson, hash: string): Asker {
  const rights = new Set(person.rights);
  return { id: person.id, person, rights, hash, masked: !rights.has('numbers.see') };
}

/** Whether what is asked of this agent is within his reach: of his own team, or himself. */
export function reaches({ person }: Pick<Asker, 'person'>, agent: string): boolean {
  return person.id === agent || person.reaches === undefined || person.reaches.includes(agent);
}
