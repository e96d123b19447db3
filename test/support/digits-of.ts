// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits does `spillway detect` find in a file of one side?
import { listen } from '../../src/cli/detect/listen.js';
import { openSound } from '../../src/cli/detect/open-sound.js';

export function digitsOf(file: string): string {
  const heard = [...listen(openSound(file), { digits: {} })];
  return heard.map((one) => ('found' in one && one.found.type === 'digit' ? one.found.digit : '')).join('');
}
