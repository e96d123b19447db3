// SPDX-License-Identifier: GPL-2.0-or-later
// What does a change make of a text? The lines that go and come, with some around them.

import { structuredPatch } from 'diff';

const AROUND = 2;
const ELSEWHERE = '  …';

/** Lines with `-`, `+` or a space before them; none when both texts are the same. */
export function changedLines(before: string, after: string): readonly string[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: AROUND });
  return hunks.flatMap(({ lines }, i) => [
    ...(i === 0 ? [] : [ELSEWHERE]),
    ...lines.filter((line) => !line.startsWith('\\')).map((line) => `${line[0]} ${line.slice(1)}`),
  ]);
}
