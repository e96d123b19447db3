// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of how calls are distributed mean, in Chinese?

import type { Sentences } from './translate.js';

export const STRATEGY_SETTINGS: Sentences = {
  'Who of the idle agents is offered a call: docs/distribution.md. `balanced` is longestIdle.':
    '来电派给哪位空闲座席：docs/distribution.zh-CN.md。`balanced` 即 longestIdle。',
  'ringAll: so many telephones ring at once at most.': 'ringAll：同时振铃的话机最多这么多部。',
  'weightedRandom: the word that draws go by, to be worked out again; default: the name of the queue.':
    'weightedRandom：抽取所依据的词，据此可重算每次抽取；默认为队列名称。',
  'Who has a lower one in this queue is asked first, whatever the strategy.':
    '无论何种策略，在该队列中此值较小的座席优先。',
  'weightedRandom: he is drawn so many times as often.': 'weightedRandom：被抽中的机会为此倍数。',
  'When what agents have done is counted anew, every day, for the strategies.':
    '每天在此时刻重新统计座席的工作量，供分配策略使用。',
};
