// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program speak with a running box? JSON, one object a line, over one of the box's local sockets.

import type { Origin } from '../bus/index.js';
import type { Instant } from '../kernel/index.js';

/** A question; `id` comes back with every answer to it. */
export interface ControlRequest {
  readonly id: number;
  readonly method: string;
  /** On `web.sock`: the person of the box on whose behalf it is asked, and whose right the box checks. */
  readonly person?: string;
  /** Beside a person: the program that asks with a token that he has made for it. */
  readonly program?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What a list lacks while the database cannot be written: so many batches, since then. */
export interface NotInList {
  readonly batches: number;
  readonly since: Instant;
}

/** What went wrong: a code of docs/faults.md, and what people are told. */
export interface ControlError {
  readonly code: string;
  readonly message: string;
}

/**
 * An answer: one with `result` or `error`; a stream sends `item`s before it. `unwritten`: the database cannot be written now, and
 * a list lacks what was decided since. An `error` behind a `result` tells that the rows of a long list are not all.
 */
export type ControlResponse =
  | { readonly id: number; readonly item: unknown }
  | { readonly id: number; readonly result: unknown; readonly unwritten?: NotInList; readonly error?: ControlError }
  | { readonly id: number; readonly error: ControlError };

/** How much a box takes and holds over a socket of its. */
export interface SocketLimits {
  /** Longest question, in characters; a longer one ends the connection. */
  readonly longestRequest: number;
  /** Questions of one connection that wait for their answers, streams among them. */
  readonly atOnce: number;
  /** Bytes that wait for a reader before items of streams are left out. */
  readonly unread: number;
}

/**
 * The operator's socket is many programs', each with little to ask. The web process is one, and asks for two hundred people: its questions are
 * as long as a page of a customer file, and its stream of events may wait while it collects garbage.
 */
export const SOCKET_LIMITS: Readonly<Record<SocketKind, SocketLimits>> = {
  box: { longestRequest: 65_536, atOnce: 32, unread: 1_000_000 },
  web: { longestRequest: 1_048_576, atOnce: 256, unread: 8_000_000 },
};

/** Longest answer that a client takes, in characters: a few hundred thousand CDRs. */
export const LONGEST_ANSWER = 250_000_000;

/** The version of requests and answers. A new method or a new optional field does not change it. */
export const PROTOCOL_VERSION = 1;

/** Params of the method `hello`: a program that says what it is; its commands have the source `program` from then on. */
export interface HelloParams {
  readonly program?: string;
}

/** What `hello` answers. */
export interface Hello {
  readonly protocol: number;
  /** `EVENTS_VERSION` of the box's events. */
  readonly events: number;
  readonly socket: SocketKind;
  /** As whom the box takes the asker. */
  readonly you: Origin;
}

/** `box`: the operator's; `web`: that of the web process, whose commands name a person. */
export type SocketKind = 'box' | 'web';

/** A program's name, as `hello` takes it. */
export const PROGRAM_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;
