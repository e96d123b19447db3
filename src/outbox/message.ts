// SPDX-License-Identifier: GPL-2.0-or-later
// What leaves the box, to whom, and what came back? Plain data: it stands in the database and goes to the sending thread.

import type { Bilingual, Duration, Instant, Language, Secret } from '../kernel/index.js';

/** How bad an alarm is that a target wants to hear of; `none`: of no alarm. */
export type Level = 'critical' | 'major' | 'minor' | 'none';

/** News of an alarm. Instants are ISO 8601, UTC. */
export interface AlarmMessage {
  readonly kind: 'alarm';
  /** Of this standing: raised and cleared carry the same one. */
  readonly id: string;
  readonly code: string;
  readonly state: 'raised' | 'cleared';
  /** Which span, channel or target; empty where there is only one. */
  readonly subject: string;
  readonly severity: Exclude<Level, 'none'>;
  readonly at: string;
  readonly since: string;
  /** How often it came until then. */
  readonly times: number;
  readonly text: Bilingual;
}

/** A day's figures. Shares are 0 to 1, times in milliseconds. */
export interface ReportMessage {
  readonly kind: 'report';
  /** `2026-10-01`, in the shop's zone. */
  readonly day: string;
  readonly zone: string;
  /** Inbound contacts that began on this day by how they ended; `offered` is the sum of the rest. */
  readonly calls: Readonly<Record<string, number>>;
  readonly queues: readonly QueueDay[];
  readonly agents: readonly AgentDay[];
}

export interface QueueDay {
  readonly name: string;
  readonly answered: number;
  readonly abandoned: number;
  readonly overflowed: number;
  readonly serviceLevel: number;
  readonly averageWait: Duration;
}

export interface AgentDay {
  readonly id: string;
  readonly name: string;
  readonly handled: number;
  readonly talk: Duration;
  readonly averageHandling: Duration;
  readonly ready: Duration;
  readonly notReady: Duration;
}

/** Somebody wants to know whether the target takes anything. */
export interface TestMessage {
  readonly kind: 'test';
  readonly at: string;
}

/** An event of the box, with what is known of the contact when it is sent; instants are ISO 8601, UTC. */
export interface EventMessage {
  readonly kind: 'event';
  /** Its place in the event log. */
  readonly n: number;
  readonly type: string;
  readonly at: string;
  readonly actor: string | null;
  readonly source: string | null;
  readonly facts: unknown;
  /** Of a call that is still up. Personal. */
  readonly contact?: object;
}

/** Somebody has left a message in a box. */
export interface VoiceMessage {
  readonly kind: 'message';
  /** Of the message in its box. */
  readonly id: string;
  readonly box: string;
  /** Canonical; null: he withholds it. Personal. */
  readonly number: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly durationMs: Duration;
  /** The WAV, absolute. */
  readonly file: string;
}

/** A report that goes out by its schedule; its words are its readers'. */
export interface DocumentMessage {
  readonly kind: 'document';
  readonly title: string;
  readonly lines: readonly string[];
  /** As the mail calls it, and where it is, absolute. */
  readonly filename: string;
  readonly file: string;
  readonly media: string;
}

export type Message = AlarmMessage | ReportMessage | TestMessage | EventMessage | VoiceMessage | DocumentMessage;

/** A message on its way to one target. */
export interface Letter {
  /** `MESSAGE/TARGET`: of the row. */
  readonly id: string;
  readonly target: string;
  /** When its cause was. */
  readonly at: Instant;
  readonly message: Message;
  /** How often it was tried in vain. */
  readonly tries: number;
  /** What came back the last time. */
  readonly reason?: string | undefined;
}

/** One that was given up. */
export interface DeadLetter extends Letter {
  readonly deadAt: Instant;
}

/** The message's own name, the same at every attempt and for every target: by it a receiver drops doubles. */
export function deliveryOf({ id, target }: Pick<Letter, 'id' | 'target'>): string {
  return id.slice(0, -(target.length + 1));
}

interface Common {
  readonly name: string;
  readonly language: Language;
  /** The shop's. */
  readonly zone: string;
  /** It hears of alarms from here on. */
  readonly alarms: Level;
  /** Whether it is sent yesterday's figures. */
  readonly dailyReport: boolean;
  /** How long an answer may take. */
  readonly timeout: Duration;
  /** It is told of messages in this box, and of nothing else. */
  readonly box?: string;
  /** It is sent this report, and nothing else. */
  readonly report?: string;
}

/** The forms of web addresses: a plain web hook, and the robots of chats. */
export type HookForm = 'web' | 'wecom' | 'dingtalk' | 'feishu';

export interface HookTarget extends Common {
  readonly form: HookForm;
  /** Types of events that it is told of, or how they begin. */
  readonly events?: readonly string[];
  /** What is posted in place of the message: a text for each key. */
  readonly template?: Readonly<Record<string, string>> | undefined;
  readonly url: string;
  readonly secret?: Secret | undefined;
}

export interface MailTarget extends Common {
  readonly form: 'mail';
  readonly host: string;
  readonly port: number;
  readonly tls: 'tls' | 'starttls' | 'none';
  readonly user?: string | undefined;
  readonly password?: Secret | undefined;
  readonly from: string;
  readonly to: readonly string[];
}

/** A number outside that is called for messages. */
export interface CallTarget extends Common {
  readonly form: 'call';
  readonly box: string;
  /** As it is dialled. Personal. */
  readonly number: string;
}

/** Where messages go. */
export type Target = HookTarget | MailTarget | CallTarget;

/**
 * What a target answered, in an English sentence of the catalogue. `message`: it does not want this one; `target`: it takes none now.
 * `wait`: not before that time has passed.
 */
export type Answer =
  | { readonly took: true; readonly says: string }
  | {
      readonly took: false;
      readonly fault: 'message' | 'target';
      readonly says: string;
      readonly wait?: Duration | undefined;
    };
