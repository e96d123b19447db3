// SPDX-License-Identifier: GPL-2.0-or-later
// Where do telephone numbers stand in what people and programs have written? With blanks, dashes, dots or brackets between the digits, or none.

/** Digits, alone or in groups; at least five of them. */
const WRITTEN = /\+?\d(?:[ .()–-]{0,2}\d){4,}/g;
const SHORTEST = 5;
const LONGEST = 20;

/** A text with names in the place of numbers; `nameOf`: undefined for a number that stays. */
export function replaceNumbers(text: string, nameOf: (written: string) => string | undefined): string {
  return text.replace(WRITTEN, (found) => nameOf(found) ?? inGroups(found, nameOf));
}

/** A date or another number may stand before it or behind it: it is looked for among the groups of digits. */
function inGroups(found: string, nameOf: (written: string) => string | undefined): string {
  const groups = [...found.matchAll(/\+?\d+/g)].map((match) => ({
    at: match.index,
    to: match.index + match[0].length,
  }));
  for (const [first, { at }] of groups.entries())
    for (const { to } of groups.slice(first).toReversed()) {
      const name = at === 0 && to === found.length ? undefined : nameOf(found.slice(at, to));
      if (name !== undefined) return found.slice(0, at) + name + replaceNumbers(found.slice(to), nameOf);
    }
  return found;
}

/** The forms in which a number may be known: as it stands, with the sign of its country code, and as one of China without its prefix. None of what is no number. */
export function canonicalForms(written: string): readonly string[] {
  if (/[^+\d .()–-]/.test(written)) return [];
  const digits = written.replace(/\D/g, '');
  if (digits.length < SHORTEST || digits.length > LONGEST) return [];
  return [digits, `+${digits}`, `+86${digits}`, `+86${digits.replace(/^0/, '')}`, `+${digits.replace(/^00/, '')}`];
}
