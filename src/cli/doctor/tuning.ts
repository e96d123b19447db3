// SPDX-License-Identifier: GPL-2.0-or-later
// Was each line that is to be tuned measured with fxotune? Its file has a line for each.

import { spansOf } from '../../config/index.js';
import { rangesOf } from '../../kernel/index.js';
import { type Check, good, warning } from './machine.js';

/** What `fxotune -i` writes, and `fxotune -s` sets when the machine starts: `5=11,0,0,0,0,0,0,0,0`. */
export const FXOTUNE_CONF = '/etc/fxotune.conf';

export const checkTuning: Check = (machine, { config }) => {
  const lines = spansOf(config ?? { boards: [] }).flatMap((span) =>
    span.kind === 'analog' && 'channels' in span && span.tuned ? span.channels : [],
  );
  if (lines.length === 0) return undefined;
  const text = machine.read(FXOTUNE_CONF) ?? '';
  const tuned = new Set([...text.matchAll(/^\s*(\d+)\s*=/gm)].map(([, channel]) => Number(channel)));
  const missing = lines.filter((channel) => !tuned.has(channel));
  if (missing.length === 0) {
    return good('tuning', {
      en: `Every line that is to be tuned was measured: ${rangesOf(lines)}.`,
      zh: `需要测调的线路均已测调：${rangesOf(lines)}。`,
    });
  }
  return warning(
    'tuning',
    {
      en: `Channel ${rangesOf(missing)}: is to be tuned, and ${FXOTUNE_CONF} has nothing of it.`,
      zh: `信道 ${rangesOf(missing)}：应测调，但 ${FXOTUNE_CONF} 中没有。`,
    },
    {
      en: `Stop the box, with nobody on the lines run 'fxotune -i 5' (5 ends the dial tone; some minutes a line), and have 'fxotune -s' run at each start, after 'dahdi_cfg'.`,
      zh: `停止系统，在线路无人使用时执行 'fxotune -i 5'（拨 5 以停止拨号音；每条线路数分钟），并在每次启动的 'dahdi_cfg' 之后执行 'fxotune -s'。`,
    },
  );
};
