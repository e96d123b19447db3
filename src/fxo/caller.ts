// SPDX-License-Identifier: GPL-2.0-or-later
// Who calls, as an exchange says it on an analog line? Messages of FSK by octets, DTMF by its frame; pure.

/** What an exchange has said about a caller. */
export interface LineCaller {
  /** His number; empty: it is withheld or not known. */
  readonly number: string;
  readonly presentation: 'allowed' | 'restricted' | 'unavailable';
  /** As the exchange has it. */
  readonly name?: string;
}

export const NO_CALLER: LineCaller = { number: '', presentation: 'unavailable' };

const [SINGLE, PARAMETERS] = [0x04, 0x80];
/** GR-30 and EN 300 659-3: parameters of a message. */
const [NUMBER, NO_NUMBER, NAME] = [0x02, 0x04, 0x07];
const DATE_DIGITS = 8;

/** Of a whole message, without its checksum; undefined: it says nothing about a caller, or is no such message. */
export function callerOf(message: Uint8Array): LineCaller | undefined {
  const [type, length] = message;
  const body = message.subarray(2);
  if (length !== body.length) return undefined;
  if (type === SINGLE) return single(body);
  return type === PARAMETERS ? parameters(body) : undefined;
}

function single(body: Uint8Array): LineCaller | undefined {
  const text = ascii(body);
  if (!/^\d+$/.test(text.slice(0, DATE_DIGITS))) return undefined;
  return numbered(text.slice(DATE_DIGITS));
}

function parameters(body: Uint8Array): LineCaller | undefined {
  const found = new Map<number, Uint8Array>();
  for (let at = 0; at < body.length; ) {
    const [type, length] = [body[at] ?? 0, body[at + 1] ?? 0];
    if (at + 2 + length > body.length) return undefined; // its parts are longer than it is
    found.set(type, body.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  const [number, none, name] = [found.get(NUMBER), found.get(NO_NUMBER), found.get(NAME)];
  const caller =
    number !== undefined ? numbered(ascii(number)) : none !== undefined ? numbered(ascii(none)) : undefined;
  if (caller === undefined) return undefined;
  return name !== undefined && name.length > 1 ? { ...caller, name: nameOf(name) } : caller;
}

/** P: the caller wants it so; O: the exchange does not know it. What is neither that nor a number is none. */
function numbered(text: string): LineCaller | undefined {
  if (text === 'P') return { number: '', presentation: 'restricted' };
  if (text === 'O') return NO_CALLER;
  return /^\+?\d{2,20}$/.test(text) ? { number: text, presentation: 'allowed' } : undefined;
}

const ascii = (bytes: Uint8Array) => String.fromCharCode(...bytes).trim();

/** In China names come in GBK, from newer exchanges in UTF-8: what is good UTF-8 is hardly ever meant as GBK. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    return new TextDecoder('gbk').decode(bytes).trim();
  }
}

/** Keys that have come so far, and when the last one did. */
export interface HeardKeys {
  readonly keys: string;
  readonly at: number;
}

const PAUSE = 700; // ms between two keys of a frame: longer, and one was lost
const MOST_KEYS = 40;

/** One more key. */
export function hearKey(heard: HeardKeys | undefined, key: string, at: number): HeardKeys {
  const isStart = /[ABD]/.test(key) && !/^[ABD][0-9]*$/.test(heard?.keys ?? '');
  const goesOn = !isStart && heard !== undefined && at - heard.at <= PAUSE && heard.keys.length < MOST_KEYS;
  return { keys: goesOn ? heard.keys + key : key, at };
}

/**
 * YDN 069 and EN 300 659-3, annex: a start (A: the caller, D: the caller where no A comes, B: why there is no number), digits, and
 * C or # at the end. Without both ends it is damaged, and no number. Undefined: it is not whole (yet).
 */
export function callerOfKeys({ keys }: HeardKeys): LineCaller | undefined {
  const frame = /^([ABD])([0-9]*)(?:[ABD][0-9]*)*[C#]$/.exec(keys);
  if (frame === null) return undefined;
  const digits = /A([0-9]*)/.exec(keys)?.[1] ?? (frame[1] === 'D' ? frame[2] : undefined);
  if (digits !== undefined && digits !== '') return numbered(digits);
  return /B1/.test(keys) ? { number: '', presentation: 'restricted' } : NO_CALLER;
}
