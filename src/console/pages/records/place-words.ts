// SPDX-License-Identifier: GPL-2.0-or-later
// How does a destination read, as the box writes it (`queue:orders`, `callback`)?

import { telephone } from '../../words/format.js';
import { t, word } from '../../words/index.js';
import { place } from '../../words/places.js';

export type NameOf = (who: string) => string;

/** A name of the shop's own, which stands alone in some events, stays as it is. */
export function placeText(to: string, nameOf: NameOf): string {
  const [, kind = '', name = ''] = /^(\w+):(.+)$/s.exec(to) ?? [];
  if (!(kind in place)) return word('way', to);
  const said = kind === 'agent' ? nameOf(name) : kind === 'number' ? telephone(name) : name;
  return t(`place.${kind as keyof typeof place}`, { name: said });
}
