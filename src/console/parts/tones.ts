// SPDX-License-Identifier: GPL-2.0-or-later
// Which colour has a state? The names of tokens.css.

export type Tone = 'ready' | 'talking' | 'held' | 'wrap' | 'off' | 'alarm';

const TONES: Readonly<Record<string, Tone>> = {
  ready: 'ready',
  ringing: 'talking',
  talking: 'talking',
  active: 'talking',
  calling: 'talking',
  waiting: 'talking',
  held: 'held',
  holding: 'held',
  asked: 'held',
  consulting: 'held',
  reserved: 'held',
  supervised: 'held',
  wrapUp: 'wrap',
};

/** Of an agent's state or a call's. */
export function toneOf(state: string): Tone {
  return TONES[state] ?? 'off';
}

/** Whether a figure is where it should be. */
export type Judgement = 'good' | 'watch' | 'bad';

/** Of a figure that is an alarm now by `watch:` of the file: undefined, it is none. `limits`: of its queue. */
export function beyond(limits: Readonly<Record<string, string>> | undefined, figure: string): Judgement | undefined {
  const severity = limits?.[figure];
  if (severity === undefined) return undefined;
  return severity === 'minor' ? 'watch' : 'bad';
}

/** As far as a target says: `least` wants the figure at or above it, `most` at or below; within a tenth of it: watch. */
export function judge(value: number, target: { readonly least?: number; readonly most?: number }): Judgement {
  if (target.least !== undefined) return value >= target.least ? 'good' : value >= target.least * 0.9 ? 'watch' : 'bad';
  if (target.most !== undefined) return value <= target.most * 0.9 ? 'good' : value <= target.most ? 'watch' : 'bad';
  return 'good';
}
