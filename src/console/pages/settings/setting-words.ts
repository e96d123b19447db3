// SPDX-License-Identifier: GPL-2.0-or-later
// How is a setting called, and what does it mean? By the schema's own words, in the language of who sits here.

import { chinese } from 'virtual:setting-words';
import type { SettingSchema } from '../../live/settings.js';
import { spoken } from '../../words/index.js';

/** What it means, in a sentence. */
export function meaningOf({ description = '' }: SettingSchema): string {
  return spoken() === 'en' ? description : (chinese[description] ?? description);
}

/** One kind of field for each kind of value. */
export function fieldOf(
  schema: SettingSchema,
): 'choice' | 'several' | 'switch' | 'number' | 'length' | 'text' | 'lines' | 'group' | 'parts' {
  if (schema.enum !== undefined) return 'choice';
  const types = new Set([schema.type, ...(schema.anyOf ?? []).map(({ type }) => type)].flat().filter(Boolean));
  if (types.size === 1 && types.has('boolean')) return 'switch';
  if (types.size === 1 && (types.has('number') || types.has('integer'))) return 'number';
  if (types.size === 1 && schema.pattern?.includes('ms|s|min|h|d')) return 'length';
  if (schema.properties !== undefined) return 'group';
  if (types.size === 1 && types.has('array') && schema.items?.enum !== undefined) return 'several';
  if (types.size === 1 && types.has('array') && schema.items?.type === 'string') return 'lines';
  if (types.has('array') || types.has('object')) return 'parts';
  return 'text';
}
