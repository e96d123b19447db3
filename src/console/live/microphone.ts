// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody say into the browser's microphone? Recorded until it is stopped, at most two minutes, as a telephone hears it.

import { type Ref, ref, shallowRef } from 'vue';
import { telephoneSound } from '../parts/wav.js';
import { t } from '../words/index.js';
import { after, now } from './clock.js';

const LONGEST_MS = 120_000;

export interface Microphone {
  /** Since when it records; undefined: it does not. */
  readonly since: Ref<number | undefined>;
  readonly sound: Ref<Blob | undefined>;
  readonly failed: Ref<string>;
  begin(): Promise<void>;
  stop(): void;
  /** Forgets what was said. */
  drop(): void;
}

/** One for whoever records. */
export function microphone(): Microphone {
  const since = ref<number>();
  const sound = shallowRef<Blob>();
  const failed = ref('');
  let recorder: MediaRecorder | undefined;
  let callOff: (() => void) | undefined;

  async function begin(): Promise<void> {
    failed.value = '';
    sound.value = undefined;
    // Browsers give a microphone to pages over TLS alone, and to those of their own machine.
    const stream = await navigator.mediaDevices
      ?.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true, autoGainControl: true } })
      .catch(() => undefined);
    if (stream === undefined) {
      failed.value = t(window.isSecureContext ? 'house.noMicrophone' : 'house.needsTls');
      return;
    }
    const pieces: Blob[] = [];
    recorder = new MediaRecorder(stream);
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      since.value = undefined;
      telephoneSound(new Blob(pieces, { type: recorder?.mimeType ?? '' })).then(
        (made) => {
          sound.value = made;
        },
        () => {
          failed.value = t('house.notRecorded');
        },
      );
    };
    recorder.start();
    since.value = now();
    callOff = after(LONGEST_MS, stop);
  }
  function stop(): void {
    callOff?.();
    if (recorder?.state === 'recording') recorder.stop();
  }
  function drop(): void {
    sound.value = undefined;
    failed.value = '';
  }

  return { since, sound, failed, begin, stop, drop };
}
