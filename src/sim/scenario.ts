// SPDX-License-Identifier: GPL-2.0-or-later
// What does the public network do in a run? A scenario: who calls when, who answers how, which telephones stand where.

import type { Duration } from '../kernel/index.js';

/** Audio that simulated people speak and listen for; WAV files (A-law, mu-law or PCM16, 8 kHz). */
export interface ScenarioAudio {
  /** The promise of the computer agent; a caller who hears 160 consecutive bytes of it heard the promise. */
  readonly promise: string;
  /** What an agent says first; hearing it, a caller knows that he has a person. */
  readonly agent: string;
  /** What a caller says. */
  readonly caller: string;
  /** The box asks a called customer to press 1. */
  readonly confirm: string;
  /** The box asks a caller without a number to key one in. */
  readonly keyIn: string;
  /** The box has read the number back and asks for 1 (right) or 2 (again). */
  readonly keyInConfirm: string;
  /** The box tells an agent that he is signed in; one who does not hear it dials again. */
  readonly signedIn: string;
  /** The box's menu: whoever hears it presses `menuKey`. */
  readonly menu?: string;
}

/** The wave. */
export interface ScenarioTraffic {
  /** How many callers, and over how long they come. */
  readonly calls: number;
  readonly duration: Duration;
  /** Numbers that they dial, with weights: one for each TV station. */
  readonly accessNumbers: readonly { readonly item: string; readonly weight: number }[];
  /** Share of callers who withhold their number; they key one in when asked. */
  readonly withheldShare: number;
  /** Share of callers who call a second time from the same number. */
  readonly repeatShare: number;
  /** How long a caller waits without hearing a promise or a person. */
  readonly patience: { readonly least: Duration; readonly most: Duration };
  /** A blocked caller dials again so many times, after so long. */
  readonly redials: number;
  readonly redialAfter: Duration;
  readonly menuKey: string;
}

/** How customers behave who are called back; weights. */
export interface ScenarioCustomers {
  readonly answers: number;
  readonly busy: number;
  readonly noAnswer: number;
  readonly voicemail: number;
  readonly ring: { readonly least: Duration; readonly most: Duration };
}

/** A telephone of an agent on a port of the station bank. */
export interface ScenarioTelephone {
  readonly span: string;
  /** Port from 1. */
  readonly port: number;
  /** Digits that sign the agent in, dialled after lifting. */
  readonly signIn: string;
}

/** A whole run. */
export interface Scenario {
  readonly seed: number;
  readonly spans: readonly string[];
  readonly audio: ScenarioAudio;
  readonly traffic: ScenarioTraffic;
  readonly customers: ScenarioCustomers;
  readonly telephones: readonly ScenarioTelephone[];
  /** Mean length of a conversation; each is between half and one and a half of it. */
  readonly talk: Duration;
  /** Begin the traffic so long after the agents have signed in. */
  readonly startAfter: Duration;
}

/** Customers as they are on an ordinary day. */
export const DEFAULT_CUSTOMERS: ScenarioCustomers = {
  answers: 0.8,
  busy: 0.08,
  noAnswer: 0.07,
  voicemail: 0.05,
  ring: { least: 1_000, most: 4_000 },
};
