// SPDX-License-Identifier: GPL-2.0-or-later
// Which words does a shell hand to `spillway` when a line of a document is typed? Quotes, `npm run NAME --`, pipes and redirections.

/** The words behind `spillway`, of the program itself where the line has others before or after it. */
export function typedWords(line: string): string[] {
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([whole, single, double]) => single ?? double ?? whole,
  );
  const npm = words.indexOf('npm');
  const begin = npm >= 0 ? npm + 2 : words.indexOf('spillway') + 1;
  const rest = words.slice(begin).filter((word) => word !== '--');
  const end = rest.findIndex((word) => word === '|' || word === '>');
  return end < 0 ? rest : rest.slice(0, end);
}
