// SPDX-License-Identifier: GPL-2.0-or-later
// Is Node new enough?

import { bad, type Check, good } from './machine.js';

const OLDEST = 20;

export const checkNode: Check = ({ nodeVersion }) => {
  if (Number.parseInt(nodeVersion, 10) >= OLDEST) {
    return good('node', { en: `Node ${nodeVersion} is new enough.`, zh: `Node ${nodeVersion}，版本符合要求。` });
  }
  return bad(
    'node',
    { en: `Node ${nodeVersion} is too old.`, zh: `Node ${nodeVersion} 版本过旧。` },
    {
      en: `Install Node ${OLDEST} or newer; README says how.`,
      zh: `请安装 Node ${OLDEST} 或更新版本，方法见 README。`,
    },
  );
};
