// SPDX-License-Identifier: GPL-2.0-or-later
// What does a telephone's display make of a sound? spandsp's ADSI receiver, a judge of its own, by koffi.
import koffi from 'koffi';

/** ADSI_STANDARD_CLASS and ADSI_STANDARD_CLIP of spandsp/adsi.h. */
const STANDARDS = { 'fsk-bell202': 1, 'fsk-v23': 2 } as const;

export interface ShownFields {
  readonly date?: string;
  readonly number?: string;
  readonly noNumber?: string;
  readonly name?: string;
  /** Of a message about messages: `\xff`: some wait, `\x00`: none. */
  readonly waiting?: string;
}

const NAMES: Readonly<Record<number, keyof ShownFields>> = {
  1: 'date',
  2: 'number',
  4: 'noNumber',
  7: 'name',
  11: 'waiting',
};

/** Every message in these samples that is whole by its checksum, parameter by parameter. */
export function shownBy(style: keyof typeof STANDARDS, samples: Int16Array): readonly ShownFields[] {
  const library = koffi.load('libspandsp.so.2');
  const put = koffi.pointer(
    koffi.proto(
      `void PutMessage${Math.random().toString(36).slice(2)}(void *user, const uint8_t *message, int length)`,
    ),
  );
  const init = library.func('adsi_rx_init', 'void *', ['void *', 'int', put, 'void *']);
  const receive = library.func('adsi_rx', 'int', ['void *', 'const int16_t *', 'int']);
  const free = library.func('adsi_rx_free', 'int', ['void *']);
  const messages: Uint8Array[] = [];
  const take = koffi.register((_: unknown, message: unknown, length: number) => {
    messages.push(Uint8Array.from(koffi.decode(message, koffi.array('uint8_t', length)) as number[]));
  }, put);
  const state = init(null, STANDARDS[style], take, null);
  receive(state, samples, samples.length);
  receive(state, new Int16Array(1_600), 1_600);
  free(state);
  koffi.unregister(take);
  return messages.map(fieldsOf);
}

function fieldsOf(message: Uint8Array): ShownFields {
  const shown: Record<string, string> = {};
  for (let at = 2; at + 2 <= message.length; at += 2 + (message[at + 1] ?? 0)) {
    const name = NAMES[message[at] ?? 0];
    const body = message.subarray(at + 2, at + 2 + (message[at + 1] ?? 0));
    if (name !== undefined) shown[name] = Buffer.from(body).toString('latin1');
  }
  return shown;
}

/** A-law as linear samples (G.711). */
export function linear(aLaw: Uint8Array): Int16Array {
  return Int16Array.from(aLaw, (byte) => {
    const code = byte ^ 0x55;
    const [exponent, mantissa] = [(code >> 4) & 7, code & 15];
    const size = exponent === 0 ? mantissa * 16 + 8 : (mantissa * 16 + 264) << (exponent - 1);
    return (code & 0x80) === 0 ? -size : size;
  });
}
