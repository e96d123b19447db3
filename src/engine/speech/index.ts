// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/speech: the site's engines that speak and understand, as the configuration names them now.

export { BoxSpeech, type SpeechPorts } from './box-speech.js';
export { type HearingPlan, hearingEngine, speakingEngine } from './engines.js';
