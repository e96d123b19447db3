// SPDX-License-Identifier: GPL-2.0-or-later
// How does a sound of the browser become a file that the box plays? WAV, 8 kHz, one channel, 16 bit.

export const TELEPHONE_HERTZ = 8_000;
const HEAD_BYTES = 44;
const SAMPLE_BYTES = 2;
const PCM = 1;
const LARGEST = 32_767;

/** A WAV file of samples between -1 and 1; what is beyond is cut. */
export function wavOf(samples: Float32Array): Blob {
  const bytes = samples.length * SAMPLE_BYTES;
  const view = new DataView(new ArrayBuffer(HEAD_BYTES + bytes));
  const text = (at: number, written: string) => {
    for (let i = 0; i < written.length; i++) view.setUint8(at + i, written.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, HEAD_BYTES - 8 + bytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true); // of the format's own chunk
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, TELEPHONE_HERTZ, true);
  view.setUint32(28, TELEPHONE_HERTZ * SAMPLE_BYTES, true);
  view.setUint16(32, SAMPLE_BYTES, true);
  view.setUint16(34, SAMPLE_BYTES * 8, true);
  text(36, 'data');
  view.setUint32(40, bytes, true);
  for (let i = 0; i < samples.length; i++) {
    const sample = Math.max(-1, Math.min(1, samples[i] ?? 0));
    view.setInt16(HEAD_BYTES + i * SAMPLE_BYTES, Math.round(sample * LARGEST), true);
  }
  return new Blob([view.buffer], { type: 'audio/wav' });
}

/** What the browser has recorded, whatever its format, as a telephone hears it. Rejects for what it cannot read. */
export async function telephoneSound(recorded: Blob): Promise<Blob> {
  const context = new AudioContext();
  try {
    const heard = await context.decodeAudioData(await recorded.arrayBuffer());
    const length = Math.max(1, Math.ceil(heard.duration * TELEPHONE_HERTZ));
    const offline = new OfflineAudioContext(1, length, TELEPHONE_HERTZ);
    const source = offline.createBufferSource();
    source.buffer = heard;
    source.connect(offline.destination);
    source.start();
    return wavOf((await offline.startRendering()).getChannelData(0));
  } finally {
    await context.close();
  }
}
