// SPDX-License-Identifier: GPL-2.0-or-later
// What is said of offers and of wrap-up when something is refused, or put right, in Chinese?

import type { Sentences } from './translate.js';

export const OFFERS: Sentences = {
  'nobody is signed in here': '本机无人签入',
  '"none" is a call without a code: take another name': '“none”表示未登记：请改用其他名称',
  'none can be given: write "wrapUpCodes" too': '没有可登记的代码：请同时写“wrapUpCodes”',
  'there is no time to give one: "wrapUp" is 0s': '没有时间登记：“wrapUp”为 0s',
  'agent {} has no line that can answer by itself: write "outside.kept: true", or give him a telephone of the house':
    '座席 {} 没有可自动应答的线路：请写“outside.kept: true”，或为其配置内部话机',
  'agent {} has no call to give a code for': '座席 {} 没有可登记小结的通话',
  'there is no wrap-up code "{}": {}': '没有小结代码“{}”：{}',
  'the queue has none': '该队列没有小结代码',
  'agent {}: a wrap-up code is needed first: {}': '座席 {}：请先登记小结代码：{}',
  'agent {} is {}: there is no wrap-up to make longer': '座席 {} 处于{=}状态：没有整理可以延长',
  'agent {}: his wrap-up is as long as its queue allows': '座席 {}：整理已达队列允许的上限',
  '{}: write a number of seconds, such as 60': '{}：请写秒数，例如 60',
  'agent {}: station {} cannot answer by itself: {}': '座席 {}：分机 {} 不能自动应答：{}',
  'he is to be kept on the line (outside.kept), or signs in at a telephone of the house':
    '须保持连接（outside.kept），或在内部话机签入',
  "an agent's telephone has failed; he is not rung until it works": '座席话机故障；恢复之前不振铃',
  "an agent's state does not go with his telephone; it is put right": '座席状态与话机不符；已纠正',
};
