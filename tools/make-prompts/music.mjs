// SPDX-License-Identifier: GPL-2.0-or-later
// What does a waiting caller hear? A gentle melody of our own, composed here: 24 s in a pentatonic scale over four chords,
// made of soft sines. Notes that ring over the end are laid over the beginning, so that it loops without a seam.

const RATE = 8000;
const BEAT = 0.75; // seconds: 80 beats a minute
const BEATS = 32;
const LENGTH = Math.round(BEATS * BEAT * RATE);

// Half-tones above C4; undefined: rest. One entry a beat, or two that share it.
const MELODY = [
  [12],
  [9, 7],
  [4],
  [7],
  [9],
  [7, 4],
  [2],
  [],
  [4],
  [7, 9],
  [12],
  [9],
  [7],
  [4, 2],
  [0],
  [],
  [12],
  [14, 16],
  [14],
  [12],
  [9],
  [12, 9],
  [7],
  [],
  [4],
  [7, 4],
  [2],
  [4],
  [0],
  [2, 4],
  [0],
  [],
];
const CHORDS = [
  [-12, -5, 4],
  [-15, -8, 0],
  [-19, -12, -3],
  [-17, -10, -1],
  [-12, -5, 4],
  [-15, -8, 0],
  [-17, -10, -1],
  [-12, -5, 4],
];

const hertz = (halfTone) => 261.63 * 2 ** (halfTone / 12);

/** Adds one note with a soft onset and a long decay; `ringing` is its length in seconds. */
function addNote(samples, start, frequency, ringing, level) {
  const count = Math.round(ringing * RATE);
  const onset = 0.02 * RATE;
  for (let i = 0; i < count; i++) {
    const time = i / RATE;
    const rise = Math.min(1, i / onset);
    const fall = Math.exp((-3 * i) / count) * Math.min(1, (count - i) / (0.05 * RATE));
    const phase = 2 * Math.PI * frequency * time;
    const tone = Math.sin(phase) + 0.25 * Math.sin(2 * phase) + 0.08 * Math.sin(3 * phase);
    samples[(start + i) % samples.length] += level * rise * fall * tone;
  }
}

/** The music as little-endian PCM16 at 8 kHz. */
export function composeMusic() {
  const samples = new Float64Array(LENGTH);
  MELODY.forEach((notes, beat) => {
    notes.forEach((note, i) => {
      const start = Math.round((beat + i / notes.length) * BEAT * RATE);
      addNote(samples, start, hertz(note), 1.6, 0.5);
    });
  });
  CHORDS.forEach((chord, i) => {
    for (const note of chord) addNote(samples, Math.round(i * 4 * BEAT * RATE), hertz(note), 4.5 * BEAT, 0.22);
  });
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const out = Buffer.alloc(LENGTH * 2);
  // A third of full scale: music lies under speech.
  samples.forEach((sample, i) => {
    out.writeInt16LE(Math.round((sample / peak) * 11000), i * 2);
  });
  return out;
}
