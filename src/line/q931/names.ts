// SPDX-License-Identifier: GPL-2.0-or-later
// What do the numbers of DSS1 mean? Names of messages, information elements and coded values, by Q.931 (and Q.951 for redirecting).

/** Message types, Q.931 table 4-2, as the recommendation writes them. */
export const MESSAGES: Readonly<Record<number, string>> = {
  1: 'ALERTING',
  2: 'CALL PROCEEDING',
  3: 'PROGRESS',
  5: 'SETUP',
  7: 'CONNECT',
  13: 'SETUP ACKNOWLEDGE',
  15: 'CONNECT ACKNOWLEDGE',
  32: 'USER INFORMATION',
  33: 'SUSPEND REJECT',
  34: 'RESUME REJECT',
  36: 'HOLD',
  37: 'SUSPEND',
  38: 'RESUME',
  40: 'HOLD ACKNOWLEDGE',
  45: 'SUSPEND ACKNOWLEDGE',
  46: 'RESUME ACKNOWLEDGE',
  48: 'HOLD REJECT',
  49: 'RETRIEVE',
  51: 'RETRIEVE ACKNOWLEDGE',
  55: 'RETRIEVE REJECT',
  69: 'DISCONNECT',
  70: 'RESTART',
  77: 'RELEASE',
  78: 'RESTART ACKNOWLEDGE',
  90: 'RELEASE COMPLETE',
  96: 'SEGMENT',
  98: 'FACILITY',
  100: 'REGISTER',
  110: 'NOTIFY',
  117: 'STATUS ENQUIRY',
  121: 'CONGESTION CONTROL',
  123: 'INFORMATION',
  125: 'STATUS',
};

/** Information elements of codeset 0 that carry contents, Q.931 table 4-3. */
export const ELEMENTS = {
  0: 'segmentedMessage',
  4: 'bearerCapability',
  8: 'cause',
  16: 'callIdentity',
  20: 'callState',
  24: 'channelIdentification',
  28: 'facility',
  30: 'progressIndicator',
  32: 'networkSpecificFacilities',
  36: 'terminalCapabilities',
  39: 'notificationIndicator',
  40: 'display',
  41: 'dateTime',
  44: 'keypadFacility',
  52: 'signal',
  64: 'informationRate',
  76: 'connectedNumber',
  108: 'callingNumber',
  109: 'callingSubaddress',
  112: 'calledNumber',
  113: 'calledSubaddress',
  116: 'redirectingNumber',
  118: 'redirectionNumber',
  120: 'transitNetworkSelection',
  121: 'restartIndicator',
  124: 'lowLayerCompatibility',
  125: 'highLayerCompatibility',
  126: 'userUser',
  127: 'escape',
} as const satisfies Readonly<Record<number, string>>;

/** Single octets of codeset 0; those that are not here carry their contents in bits 4 to 1. */
export const SINGLE_OCTETS: Readonly<Record<number, 'sendingComplete' | 'moreData'>> = {
  160: 'moreData',
  161: 'sendingComplete',
};

export const TRANSFER_CAPABILITIES = {
  0: 'speech',
  8: 'unrestrictedDigital',
  9: 'restrictedDigital',
  16: 'audio3100Hz',
  17: 'digitalWithTones',
  24: 'video',
} as const;

export const TRANSFER_MODES = { 0: 'circuit', 2: 'packet' } as const;

/** Kilobits per second by the code of octet 4. */
export const RATES: Readonly<Record<number, number>> = { 16: 64, 17: 128, 19: 384, 21: 1536, 23: 1920 };

export const LAYER_ONE = {
  1: 'v110',
  2: 'g711MuLaw',
  3: 'g711ALaw',
  4: 'g721',
  5: 'h221',
  8: 'v120',
  9: 'x31',
} as const;

export const LOCATIONS = {
  0: 'user',
  1: 'privateNetworkLocal',
  2: 'publicNetworkLocal',
  3: 'transitNetwork',
  4: 'publicNetworkRemote',
  5: 'privateNetworkRemote',
  7: 'internationalNetwork',
  10: 'beyondInterworking',
} as const;

export const PROGRESS = {
  1: 'notEndToEndIsdn',
  2: 'destinationNotIsdn',
  3: 'originNotIsdn',
  4: 'returnedToIsdn',
  5: 'interworking',
  8: 'inBand',
} as const;

export const NUMBER_TYPES = {
  0: 'unknown',
  1: 'international',
  2: 'national',
  3: 'networkSpecific',
  4: 'subscriber',
  6: 'abbreviated',
} as const;

export const NUMBERING_PLANS = { 0: 'unknown', 1: 'e164', 3: 'data', 4: 'telex', 8: 'national', 9: 'private' } as const;

export const PRESENTATIONS = { 0: 'allowed', 1: 'restricted', 2: 'unavailable' } as const;

export const SCREENINGS = { 0: 'userNotScreened', 1: 'userPassed', 2: 'userFailed', 3: 'network' } as const;

export const REDIRECTING_REASONS = {
  0: 'unknown',
  1: 'busy',
  2: 'noReply',
  4: 'deflection',
  9: 'outOfOrder',
  10: 'calledDte',
  15: 'unconditional',
} as const;

/** Call states of Q.931 2.1 and 2.2; the names hold for both sides. */
export const CALL_STATES = {
  0: 'null',
  1: 'callInitiated',
  2: 'overlapSending',
  3: 'outgoingProceeding',
  4: 'callDelivered',
  6: 'callPresent',
  7: 'callReceived',
  8: 'connectRequest',
  9: 'incomingProceeding',
  10: 'active',
  11: 'disconnectRequest',
  12: 'disconnectIndication',
  15: 'suspendRequest',
  17: 'resumeRequest',
  19: 'releaseRequest',
  22: 'callAbort',
  25: 'overlapReceiving',
  61: 'restartRequest',
  62: 'restart',
} as const;

export const RESTART_CLASSES = { 0: 'indicatedChannels', 6: 'singleInterface', 7: 'allInterfaces' } as const;

/** A name of a table, or a number that it does not have. */
export type NameOf<T extends Readonly<Record<number, string>>> = T[keyof T] | number;
