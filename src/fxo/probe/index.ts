// SPDX-License-Identifier: GPL-2.0-or-later
// The door of fxo/probe: lines under test.

export { cadenceIn, type HeardCadence, toneText } from './cadence.js';
export { LineProbe } from './line-probe.js';
export { findingsOf, type LineFinding, type LineMeasures, MEASURED_LINE, measure } from './measures.js';
