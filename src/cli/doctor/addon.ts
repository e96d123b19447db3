// SPDX-License-Identifier: GPL-2.0-or-later
// Does the native addon load?

import { errorWords } from '../../words/index.js';
import { bad, type Check, good } from './machine.js';

export const checkAddon: Check = (machine) => {
  try {
    const { version, priVersion } = machine.addon();
    return good('addon', {
      en: `The native addon ${version} loads; libpri is in it (${priVersion}).`,
      zh: `原生模块 ${version} 可以加载，内含 libpri（${priVersion}）。`,
    });
  } catch (error) {
    return bad(
      'addon',
      {
        en: `The native addon does not load: ${errorWords(error, 'en')}`,
        zh: `原生模块无法加载：${errorWords(error, 'zh-CN')}`,
      },
      {
        en: 'Build it with `npm run build:native`; `npm test` and `npm run demo` set everything up.',
        zh: '请运行 npm run build:native；npm test 和 npm run demo 会自动完成全部准备。',
      },
    );
  }
};
