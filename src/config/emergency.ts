// SPDX-License-Identifier: GPL-2.0-or-later
// Which numbers save lives? The one list: by the country, and what the file adds.

import type { Finding } from './problems.js';
import type { Config } from './schema.js';

/** Police, fire, ambulance, traffic police. */
export const EMERGENCY_OF_CHINA: readonly string[] = ['110', '119', '120', '122'];

const OF_COUNTRIES: Readonly<Record<string, readonly string[]>> = {
  CN: EMERGENCY_OF_CHINA,
  HK: ['999', '112', '992'],
  MO: ['999', '110', '112'],
  TW: ['110', '119', '112'],
  SG: ['995', '999', '112'],
  JP: ['110', '119', '118'],
  KR: ['112', '119'],
  IN: ['112', '100', '101', '102', '108'],
  US: ['911'],
  CA: ['911'],
  MX: ['911'],
  BR: ['190', '192', '193'],
  GB: ['999', '112'],
  IE: ['999', '112'],
  AU: ['000', '112'],
  NZ: ['111'],
  ZA: ['10111', '10177', '112'],
  RU: ['112', '101', '102', '103'],
};

/** The European Union's, and what mobile networks know in most of the others (ITU-T E.161.1). */
const USUAL: readonly string[] = ['112'];

/** Numbers that go out from any telephone, whoever is signed in there: none of the country can be taken out. */
export function emergencyNumbers({ country, dialling }: Pick<Config, 'country' | 'dialling'>): readonly string[] {
  return [...new Set([...(OF_COUNTRIES[country] ?? USUAL), ...dialling.emergency])];
}

/** Such a number that stands in the way of another number, or has it in its way; undefined: none does. */
export function emergencyCut(config: Pick<Config, 'country' | 'dialling'>, number: string): string | undefined {
  return emergencyNumbers(config).find((saved) => saved.startsWith(number) || number.startsWith(saved));
}

/** The digit before numbers outside must not begin one: `000` would be heard amid other numbers. */
export function checkEmergency(config: Config): Finding[] {
  const { trunkAccess } = config.dialling;
  const begun = trunkAccess === '' ? undefined : emergencyNumbers(config).find((one) => one.startsWith(trunkAccess));
  if (begun === undefined) return [];
  const text = `"trunkAccess": the emergency number ${begun} begins with ${trunkAccess}: numbers outside that do so could not be dialled`;
  return [{ path: ['dialling', 'trunkAccess'], text }];
}
