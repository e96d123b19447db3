// SPDX-License-Identifier: GPL-2.0-or-later
// What can go wrong, by code? The one table of fault codes; docs/faults.md has a page for each.

/** Every fault: code and what it means in one sentence. Each stands in docs/faults.md with cause and way out. */
export const FAULTS = {
  BOARD_DRIVER_MISSING: 'The DAHDI driver is not loaded.',
  BOARD_PERMISSION: 'The device may not be opened by this user.',
  BOARD_CHANNEL_BUSY: 'Another program uses the channel.',
  BOARD_NO_SUCH_CHANNEL: 'The driver does not have the channel.',
  BOARD_BLOCK_SIZE: 'The driver does not take blocks of 160 samples.',
  BOARD_DRIVER_VERSION: 'The driver is too old.',
  BOARD_CARRIER: 'A socket of the virtual board cannot be used.',
  ENGINE_CLOSED: 'The engine is closed.',
  NATIVE_MISSING: 'The native addon is not built for this machine.',
  NO_CHANNEL: 'No channel is free.',
  LEG_CLEARED: 'The call leg was cleared.',
  CHANNEL_NOT_RESTARTED: 'The exchange does not acknowledge RESTART of a channel.',
  SPAN_WITHOUT_CHANNELS: 'No channel of a span is in service.',
  PROMPT_UNUSABLE: 'A prompt file is missing, empty, broken or in a format that cannot be played.',
  SPEECH_FAILED: 'A text could not be spoken.',
  CONFIG_INVALID: 'The configuration has errors.',
  STORE_LOCKED: 'Another box uses the data directory.',
  STORE_DAMAGED: 'The database is damaged.',
  STORE_NOT_DURABLE: 'The database does not flush to disk.',
  STORE_FULL: 'There is no space left to commit.',
  STORE_CONFLICT: 'A record contradicts one that is there.',
  STORE_LATE: 'The database did not take it in time.',
  STORE_FAILED: 'The database could not be written.',
  STORE_UNREADABLE: 'The records cannot be read now.',
  STORE_READ_LATE: 'Reading the records took too long.',
  RECORDING_DAMAGED: 'The recording cannot be read.',
  RECORDING_LOCKED: 'The key of the recording is not here.',
  STORE_TOO_NEW: 'The database was written by a newer version.',
  BACKUP_DAMAGED: 'The backup is damaged or not whole.',
  NOT_FOUND: 'There is no such thing.',
  LOOKUP_FAILED: 'What a flow looks up outside could not be had.',
  GONE: 'What was there is not kept any more.',
  REFUSED: 'This cannot be done in the present state.',
  BARRED: 'The class of service does not let this number out.',
  LIMIT_REACHED: 'The allowance of the day is used up.',
  FORBIDDEN: 'Whoever asks has not the right to this.',
  BOX_NOT_RUNNING: 'No box answers on the local socket.',
  BOX_SILENT: 'The box has not answered in time.',
  NOT_SIGNED_IN: 'Nobody is signed in there.',
  LOCKED_OUT: 'Too many wrong passwords were given.',
  EDITED: 'Somebody else has changed it meanwhile.',
  TOO_MANY: 'Too much is asked at once.',
} as const;

/** What went wrong, for programs: a key of `FAULTS`. */
export type FaultCode = keyof typeof FAULTS;

/** A refusal with a code that a program can act on and a text for people. */
export class TelephonyError extends Error {
  /** For those who go by an error's name. */
  override readonly name = 'TelephonyError';
  /** Which fault it is; docs/faults.md has cause and way out of each. */
  readonly code: FaultCode;
  /** The part that says which one, without the sentence of the table. */
  readonly detail: string;

  /** `detail` says which one and what would be right: `span e1-1 is in red alarm`. */
  constructor(code: FaultCode, detail: string, options?: ErrorOptions) {
    super(`${FAULTS[code]} ${detail} [${code}]`, options);
    this.code = code;
    this.detail = detail;
  }
}

/** Makes an error that comes with every call: where it was made says nothing, and would cost more than the rest of a hang-up. */
export function untraced<T extends Error>(make: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
