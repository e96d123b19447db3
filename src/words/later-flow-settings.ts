// SPDX-License-Identifier: GPL-2.0-or-later
// What do PINs of customers, dialled extensions, surveys and clips mean in the file, in Chinese?

import type { Sentences } from './translate.js';

export const LATER_FLOW_SETTINGS: Sentences = {
  'The value with the customer’s id, or a number of his.': '存有客户编号或其电话号码的变量。',
  'The value with his PIN; collect it with `mask`.': '存有其密码的变量；收号时请写 `mask`。',
  'The value that keeps his id when the PIN is right.': '密码正确时保存其客户编号的变量。',
  'After so many wrong PINs in a call: `fallback`.': '一次通话中密码错误达到该次数时转 `fallback`。',
  'Where he goes on whose PIN is wrong, until then; default: `fallback`.':
    '未达到该次数时，密码错误转到哪里；默认 `fallback`。',
  'Where he goes on who is locked out after wrong PINs (`access`); default: `fallback`.':
    '因密码多次错误被锁定（`access`）时转到哪里；默认 `fallback`。',
  'The value with the id of an agent, or the number of a station: it is rung, nothing outside.':
    '存有座席工号或分机号的变量：对其振铃，不呼叫外线。',
  'A flow to which its callers come when the agent has hung up, such as one that asks for a score; default: they are cleared.':
    '座席挂机后来电者进入的流程，如满意度评分；默认释放呼叫。',
  'Two digits, dialled after the code `dialCodes.clip`.': '两位数字，拨在功能码 `dialCodes.clip` 之后。',
  'What is played: a prompt, or the path of a WAV file.': '播放的内容：提示音名称，或 WAV 文件路径。',
  'Who hears it, and nothing else meanwhile.': '谁听到（播放期间只听到它）。',
  'What it says, for the card of codes.': '内容说明，供功能码卡片使用。',
  'Stored sounds that an agent plays amid a call by a code, such as terms that must be read out.':
    '座席在通话中按编号播放的语音片段，如必须宣读的条款。',
  'After a flash: plays a stored sound in the call; the two digits of one of `clips` follow.':
    '拍叉后：播放语音片段；后接 `clips` 中的两位数字。',
};
