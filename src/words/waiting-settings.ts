// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of what waiting callers hear mean, in Chinese?

import type { Sentences } from './translate.js';

export const WAITING_SETTINGS: Sentences = {
  'What is said: a prompt, or the path of a WAV file.': '播放的内容：提示音名称，或 WAV 文件的路径。',
  'When it is said first, from the beginning of the wait.': '首次播放的时间，从开始等待算起。',
  'How often it is said again; default: once.': '之后每隔多久再播放；默认只播放一次。',
  'Tell callers their position; a number: only from this place on.':
    '向来电者报排队位置；写数字：只在排到该位置之后才报。',
  'Tell callers how many minutes they will wait, when three calls or more have shown it.':
    '向来电者报预计等待的分钟数；至少有三通通话的数据时才报。',
  'How often they are told.': '多久报一次。',
  "The queue's own words to who waits, in their order.": '等待中播放的本队列自备内容，按次序。',
  'Where a caller goes who presses a key while he waits.': '等待中的来电者按键后的去向。',
  'Who hung up and rings again so soon has his old place; default: never.':
    '挂机后在此时间内再次来电的，恢复原来的排队位置；默认不恢复。',
};
