// SPDX-License-Identifier: GPL-2.0-or-later
// Room `fxo`: analog lines to the exchange.

export { callerOf, callerOfKeys, type HeardKeys, hearKey, type LineCaller } from './caller.js';
export { ExchangeLines, type ExchangeLinesOptions } from './exchange-lines.js';
export type { FxoLine } from './fxo-line.js';
export { lineMachine } from './line-machine.js';
export type { LineEffect, LineEvent, LineState, LineTrouble } from './line-state.js';
export {
  cadenceIn,
  findingsOf,
  type HeardCadence,
  type LineFinding,
  type LineMeasures,
  LineProbe,
  MEASURED_LINE,
  measure,
  toneText,
} from './probe/index.js';
export { type LineSettings, USUAL_LINE } from './settings.js';
