// SPDX-License-Identifier: GPL-2.0-or-later
// Which font of the machine writes Chinese on paper? Debian's; none comes with Spillway: they are larger than all the rest of it.

import { existsSync } from 'node:fs';
import { TelephonyError } from '../faults.js';

/** Files of Debian's packages, and the face in each. */
const FONTS: readonly (readonly [file: string, face: string])[] = [
  ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', 'NotoSansCJKsc-Regular'], // fonts-noto-cjk
  ['/usr/share/fonts/truetype/wqy/wqy-microhei.ttc', 'WenQuanYiMicroHei'], // fonts-wqy-microhei
  ['/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc', 'WenQuanYiZenHei'], // fonts-wqy-zenhei
];

/** The first that is there. Throws NOT_FOUND with the package that brings one. */
export function fontHere(isThere: (file: string) => boolean = existsSync): readonly [file: string, face: string] {
  const found = FONTS.find(([file]) => isThere(file));
  if (found !== undefined) return found;
  throw new TelephonyError('NOT_FOUND', 'a Chinese font for PDF: apt install fonts-noto-cjk would be right');
}
