// SPDX-License-Identifier: GPL-2.0-or-later
// How large is the demonstration? Its options with their defaults, and what follows from them.

/** What `spillway demo` can be told. Times in seconds. */
export interface DemoOptions {
  readonly calls: number;
  readonly seconds: number;
  readonly spans: number;
  readonly agents: number;
  readonly talk: number;
  readonly seed: number;
  readonly speed: number;
  readonly report?: string;
  readonly keep?: string;
  readonly json?: boolean;
  /** Box and console stay up until Ctrl-C. */
  readonly stay?: boolean;
  readonly webPort?: number;
}

/** Finishes in about 90 s on two cores. */
export const DEMO_DEFAULTS = { calls: 50, seconds: 15, spans: 1, agents: 10, talk: 4, seed: 1, speed: 1 } as const;

/** Two TV stations' 400 numbers as the exchange delivers them. */
export const STATIONS = [
  { item: '4008001111', weight: 2, name: { en: 'Oriental TV', zh: '东方电视台' } },
  { item: '4008002222', weight: 1, name: { en: 'Southern TV', zh: '南方电视台' } },
] as const;

export const spanName = (index: number) => `e1-${index + 1}`;
export const BANK = 'stations';
export const agentId = (index: number) => String(1001 + index);
export const agentPin = (index: number) => String(4321 + 7 * index);
export const stationNumber = (index: number) => String(801 + index);

/** After so many seconds of the demonstration's own time something is stuck. */
export function longestRun({ calls, seconds, agents, talk }: DemoOptions): number {
  return 180 + seconds + (calls * (talk * 3 + 30)) / agents;
}
