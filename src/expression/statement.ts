// SPDX-License-Identifier: GPL-2.0-or-later
// How do values come into a statement of SQL? As parameters, `:order`; a colon in a text, a name or a remark is none.

/** A statement between its parameters: one text more than there are names. */
export interface Statement {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

/** Texts, names in quotes, remarks, `::` of PostgreSQL; what is left and begins with a colon is a parameter. */
const TOKENS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|\$([A-Za-z_]\w*)?\$|::|:([a-z][A-Za-z0-9_]{0,63})(?!\w)/g;

/** Where the parameters of a statement stand, in their order. */
export function statementOf(written: string): Statement {
  const texts: string[] = [];
  const names: string[] = [];
  let from = 0;
  for (const { 0: token, 2: name, index } of written.matchAll(TOKENS)) {
    if (name === undefined) continue;
    texts.push(written.slice(from, index));
    names.push(name);
    from = index + token.length;
  }
  return { texts: [...texts, written.slice(from)], names };
}

/** What it does, as far as its first word says: `select`; remarks before it are passed over. */
export function firstWord(written: string): string {
  let rest = written.trimStart();
  for (let remark = REMARK.exec(rest); remark !== null; remark = REMARK.exec(rest))
    rest = rest.slice(remark[0].length).trimStart();
  return /^[a-z]+/i.exec(rest)?.[0].toLowerCase() ?? '';
}

const REMARK = /^(?:--[^\n]*(?:\n|$)|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|[\s(]+)/;
