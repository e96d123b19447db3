// SPDX-License-Identifier: GPL-2.0-or-later
// Which setting stands in a line of the file? As the box's paths name it: an entry of a list by its id, name or number.

const LINE = /^(\s*)((?:- )?)(.*)$/;
const KEY = /^["']?([\w-]+)["']?\s*:/;
const NAME = /\b(?:id|name|number)\s*:\s*["']?([^"',}\s]+)/;

interface Read {
  /** Of what it says, behind a dash. */
  readonly indent: number;
  readonly isEntry: boolean;
  readonly says: string;
}

function read(line: string): Read {
  const [, space = '', dash = '', says = ''] = LINE.exec(line) ?? [];
  return { indent: space.length + dash.length, isEntry: dash !== '', says };
}

/** `queues.orders.wrapUp` of a line, from 1; empty where nothing is. */
export function pathAt(text: string, line: number): string {
  const lines = text.split('\n').map(read);
  const path: string[] = [];
  let bound = Number.POSITIVE_INFINITY;
  for (let at = line - 1; at >= 0; at--) {
    const { indent, isEntry, says } = lines[at] ?? { indent: 0, isEntry: false, says: '' };
    if (says === '' || says.startsWith('#') || indent > bound) continue;
    const key = KEY.exec(says)?.[1];
    if (key !== undefined && indent < bound) {
      path.unshift(key);
      bound = indent;
    }
    if (isEntry && indent <= bound) {
      path.unshift(nameOf(lines, at));
      bound = indent - 1; // what holds the list may stand in the column of its dashes
    }
    if (bound <= 0) break;
  }
  return path.join('.');
}

/** Of the entry that begins there: what it says by its own lines. */
function nameOf(lines: readonly Read[], from: number): string {
  const indent = lines[from]?.indent ?? 0;
  for (let at = from; at < lines.length; at++) {
    const one = lines[at];
    if (one === undefined || (at > from && (one.indent < indent || one.isEntry))) break;
    const [, name] = NAME.exec(one.says) ?? [];
    if (one.indent === indent && name !== undefined) return name;
  }
  return '';
}
