// SPDX-License-Identifier: GPL-2.0-or-later
// What is said about speech, in Chinese: engines that speak and understand, and prompts recorded by telephone.

import type { Sentences } from './translate.js';

export const SPEECH_SENTENCES: Sentences = {
  '{} version of prompt {}': '提示音 {2} 没有版本 {1}',
  'while something was done for him': '在为其办理期间',
  'while a text was being spoken': '在合成文字期间',
  'there is no engine that speaks texts': '没有可合成文字的引擎',
  'there is nothing to be said': '没有要合成的文字',
  'it has more than {} characters': '文字超过 {} 个字符',
  'nobody understands what callers say: write speech.hear into the file': '没有语音识别引擎：请在文件中写 speech.hear',
  'nobody understands what callers say: write speech.hear, or take it out':
    '没有语音识别引擎：请写 speech.hear，或删去此项',
  'the recording was not understood: {}': '该录音无法识别：{}',
  'version {}: spillway prompts versions {} lists them': '版本 {}：用 spillway prompts versions {} 查看',
  'a caller could not be understood': '未能识别来电者的话',
  'an engine of speech fails': '语音引擎失败',
  'somebody may not record prompts': '有人无权录制提示音',
  'is not a number to key in: write 1 to 4 digits in quotes': '不是可输入的编号：请写带引号的 1 至 4 位数字',
  'is no name for a prompt': '不能作为提示音的名称',
  'is not an address: write {}': '不是地址：请写 {}',
  'is not the name of a voice': '不是语音的名称',
  'is not an engine: write espeak, { command: [PROGRAM, ...] } or { url: http://... }':
    '不是引擎：请写 espeak、{ command: [PROGRAM, ...] } 或 { url: http://... }',
  'is not an engine: write { command: [PROGRAM, ...] }, { url: ws://... } or { sherpa: { model: FOLDER } }':
    '不是引擎：请写 { command: [PROGRAM, ...] }、{ url: ws://... } 或 { sherpa: { model: FOLDER } }',
};
