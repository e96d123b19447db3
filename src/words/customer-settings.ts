// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of customers and areas mean, in Chinese?

import type { Sentences } from './translate.js';

export const CUSTOMER_SETTINGS: Sentences = {
  'An agent is remembered for so many days after a call.': '通话之后的这些天内记住该座席。',
  'A caller waits so long for this agent when he is busy; then any agent is right.':
    '该座席忙时来电者等待的最长时间；之后由任一座席接听。',
  'Ask the caller whether he wants this agent, and only when the agent is idle; false: without a question.':
    '询问来电者是否由该座席接听，且仅在该座席空闲时询问；false 为不询问。',
  'Callers go first to the agent who served their number last; default: to anybody.':
    '按记忆分配：优先转给上次为该号码服务的座席；默认转给任一座席。',
  'An area code with its 0, or the beginning of numbers as they are dialled at home.':
    '带 0 的区号，或本地拨号形式的号码开头。',
  'Where callers from there go.': '该地区来电的去向。',
  'In place of `to`: where it goes by its area, the longest that fits; of others this rule does not hold.':
    '代替 `to`：按归属地决定去向，匹配最长者生效；不符合任何一条时，本规则不成立。',
  'Callers by their area: the longest that fits, of equal ones the first; others, and who withholds his number, stay here.':
    '按归属地转接：最长匹配优先，长度相同时按顺序；其他来电及无主叫号码的来电留在本处。',
  'Customers go first to their own agent, his deputy, or an idle agent of the group: docs/customers.md.':
    '按客户转接：优先转给其专属座席、备用座席或所属组的空闲座席：docs/customers.zh-CN.md。',
  'Points of priority for each point of a customer’s grade; 0: all are alike.':
    '客户等级每高一级所加的优先级；0 表示不区分。',
  'A CSV file prefix,province,city,areacode with areas of mobile numbers, or in place of ours; relative to this file.':
    '归属地 CSV 文件，列为 prefix,province,city,areacode：给出手机号段的归属地，或替换自带的区号表；相对于本文件。',
};
