// SPDX-License-Identifier: GPL-2.0-or-later
// Can each dial code be told from the others, and are the telephones there at which anybody may close the shop?

import { DIAL_CODES, type DialCode } from './dial-codes-schema.js';
import type { Finding } from './problems.js';
import { unknownName } from './references.js';
import type { Config } from './schema.js';

/** Codes that begin with another one, and stations that are not there. */
export function checkDialCodes({ dialCodes, nightSwitch, stations }: Config): Finding[] {
  const known = stations.map(({ number }) => number);
  return [
    ...overlaps(dialCodes),
    ...nightSwitch.stations.flatMap((station, index) =>
      unknownName(station, 'station', known, ['nightSwitch', 'stations', index]),
    ),
  ];
}

/** Whoever dials the longer one would have dialled the shorter one before he is through. */
function overlaps(codes: Config['dialCodes']): Finding[] {
  const names = (Object.keys(DIAL_CODES) as DialCode[]).filter((name) => codes[name] !== 'off');
  return names.flatMap((name, index) => {
    const other = names.find(
      (one, place) =>
        one !== name &&
        codes[name].startsWith(codes[one]) &&
        (codes[name] !== codes[one] || place < index) /* of two equal ones the second is told */,
    );
    if (other === undefined) return [];
    const text = `"${name}": ${codes[name]} begins with ${codes[other]}, the code of "${other}": give one of them another`;
    // What the file leaves out has no line of its own: then the section is told.
    return [{ path: ['dialCodes', codes[name] === DIAL_CODES[name] ? other : name], text }];
  });
}
