// SPDX-License-Identifier: GPL-2.0-or-later
// What do the pages of prompts and of numbers say?

import type { Pairs } from './pair.js';

export const house = {
  promptsLine: [
    '来电者听到的提示音：试听、换成自己的录音',
    'What callers hear: play it, or put your own recording in its place',
  ],
  name: ['名称', 'Name'],
  says: ['内容', 'Says'],
  when: ['何时播放', 'Heard when'],
  sound: ['声音', 'Sound'],
  own: ['自备', 'own'],
  packaged: ['内置', 'packaged'],
  replace: ['换成自己的', 'Put your own'],
  back: ['恢复内置', 'Back to ours'],
  backSure: ['自备录音将被移走，恢复播放内置提示音。确定？', 'Your recording goes, and ours is played again. Do it?'],
  record: ['现场录音', 'Record'],
  again: ['重录', 'Record again'],
  stop: ['停止', 'Stop'],
  sayThis: ['请念：', 'Say:'],
  useIt: ['使用这段录音', 'Use this one'],
  noMicrophone: [
    '没有可用的麦克风，或浏览器未允许使用。',
    'There is no microphone, or the browser has not been allowed to use it.',
  ],
  needsTls: [
    '浏览器只在 https 页面上允许录音；请用 https 打开控制台，或上传文件。',
    'Browsers record on https pages alone: open the console by https, or put a file.',
  ],
  notRecorded: ['没有录到声音，请重试。', 'Nothing was recorded. Try again.'],
  taken: ['“{name}”已更换。', '{name} was replaced.'],
  noPrompts: ['没有提示音', 'No prompts'],
  noPromptsHint: ['提示音随安装包提供；请检查安装。', 'They come with the package: look at the installation.'],

  blocked: ['黑名单', 'Blocked'],
  doNotCall: ['禁呼名单', 'Do not call'],
  blockedLine: ['黑名单：来自这些号码的呼叫不接', 'Blocked: calls from these numbers are not taken'],
  doNotCallLine: ['禁呼名单：不向这些号码呼出或回呼', 'Do not call: nobody calls these numbers, nor calls them back'],
  number: ['号码', 'Number'],
  reason: ['原因', 'Reason'],
  by: ['操作人', 'By'],
  since: ['加入时间', 'Since'],
  until: ['有效期至', 'Until'],
  inFile: ['配置文件', 'in the file'],
  add: ['加入', 'Add'],
  takeAway: ['移出', 'Take away'],
  takeAwaySure: ['确定移出 {number}？', 'Take {number} away?'],
  noNumbers: ['名单是空的', 'Nobody is on it'],
  noNumbersHint: ['在上面输入号码加入。', 'Write a number above to add it.'],
} as const satisfies Pairs;
