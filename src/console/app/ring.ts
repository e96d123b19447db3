// SPDX-License-Identifier: GPL-2.0-or-later
// How does the browser ring? Two soft tones every three seconds while a call is offered, for who wants it.

import { onUnmounted, watch } from 'vue';
import { every } from '../live/clock.js';
import { useDesk } from '../live/desk.js';
import { useSession } from '../live/session.js';

const PAUSE_MS = 3_000;
const LOW_HERTZ = 440;
const HIGH_HERTZ = 554;
const TONE_S = 0.35;
const LOUDNESS = 0.08;

export function useRing(): void {
  const desk = useDesk();
  const session = useSession();
  let stop: (() => void) | undefined;
  let sound: AudioContext | undefined;

  function tone(hertz: number, at: number): void {
    if (sound === undefined) return;
    const [voice, gain] = [sound.createOscillator(), sound.createGain()];
    voice.frequency.value = hertz;
    gain.gain.setValueAtTime(LOUDNESS, sound.currentTime + at);
    gain.gain.linearRampToValueAtTime(0, sound.currentTime + at + TONE_S);
    voice.connect(gain).connect(sound.destination);
    voice.start(sound.currentTime + at);
    voice.stop(sound.currentTime + at + TONE_S);
  }

  function ring(): void {
    sound ??= new AudioContext();
    tone(LOW_HERTZ, 0);
    tone(HIGH_HERTZ, TONE_S);
  }

  watch(
    () => desk.ringing !== undefined && session.views.ring === true,
    (rings) => {
      stop?.();
      stop = undefined;
      if (!rings) return;
      ring();
      stop = every(PAUSE_MS, ring);
    },
  );
  onUnmounted(() => stop?.());
}
