// SPDX-License-Identifier: GPL-2.0-or-later
// Can each dial code be told from the others, and are the telephones there at which anybody may close the shop?

import { DIAL_CODES, type DialCode } from './dial-codes-schema.js';
import { emergencyCut } from './emergency.js';
import type { Finding } from './problems.js';
import { duplicates, unknownName } from './references.js';
import type { Config } from './schema.js';

/** Codes that begin with another one, and stations that are not there. */
export function checkDialCodes(config: Config): Finding[] {
  const { dialCodes, dialling, nightSwitch, stations } = config;
  const known = stations.map(({ number }) => number);
  return [
    ...overlaps(dialCodes),
    ...stationsBeginning(known),
    ...outsideStations(known, config),
    ...duplicates(dialling.speedDials, ['dialling', 'speedDials'], 'code'),
    ...nightSwitch.stations.flatMap((station, index) =>
      unknownName(station, 'station', known, ['nightSwitch', 'stations', index]),
    ),
  ];
}

/** A shorter station number is whole before the longer one is dialled. */
function stationsBeginning(stations: readonly string[]): Finding[] {
  return stations.flatMap((station, index) => {
    const other = stations.find((one) => one !== station && station.startsWith(one));
    if (other === undefined) return [];
    const text = `"number": ${station} begins with ${other}, another station: it could never be dialled`;
    return [{ path: ['stations', index, 'number'], text }];
  });
}

/** A station that begins like a number outside, or whose number must always go out. */
function outsideStations(stations: readonly string[], config: Config): Finding[] {
  const { trunkAccess } = config.dialling;
  return stations.flatMap((station, index) => {
    const path = ['stations', index, 'number'];
    const saved = emergencyCut(config, station);
    if (saved !== undefined)
      return [{ path, text: `"number": ${station} stands in the way of the emergency number ${saved}` }];
    if (trunkAccess === '' || !station.startsWith(trunkAccess)) return [];
    const text = `"number": ${station} begins with ${trunkAccess}, the digit before numbers outside (dialling.trunkAccess)`;
    return [{ path, text }];
  });
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
