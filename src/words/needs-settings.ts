// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of skills, needs and priority mean, in Chinese?

import type { Sentences } from './translate.js';

export const NEEDS_SETTINGS: Sentences = {
  'What he can do, and how well: 1 to 10.': '其技能及等级：1 至 10。',
  'As it stands at the agents.': '与座席处的写法相同。',
  'Who has less will not do: 1 to 10.': '低于此等级的座席不接：1 至 10。',
  'From its coming into the queue.': '从进入队列时算起。',
  'Needs above this level are lowered to it.': '高于此等级的要求降至此等级。',
  'This skill is needed no more.': '不再要求此技能。',
  'It waits in this queue, too.': '同时也在此队列中等待。',
  'Members up to this penalty are for it. Before the first such step: those with 0 alone.':
    '惩罚值不高于此值的成员可以接听。第一个此类步骤之前：仅惩罚值为 0 的成员。',
  'No longer for one agent alone.': '不再只等某一座席。',
  'It leaves the queue and goes there; the last step.': '离开队列转往该去向；只能是最后一步。',
  'What an agent must be able to do.': '座席必须具备的技能。',
  'What of it is given up, and when; in place of that of the queue.': '何时放宽哪些要求；代替队列的放宽步骤。',
  'What calls need, by a name: `needs: NAME` takes it with its `relax`. At most 1,000.':
    '按名称定义的呼叫要求：`needs: 名称` 即采用该要求及其 `relax`。最多 1,000 个。',
  'What a call needs for whose caller a dialogue has chosen this language: skills, or the name of a profile.':
    '语音流程为来电者选定该语言后，其呼叫的要求：技能列表，或需求方案的名称。',
  'Points of priority that a waiting call gains in a minute. 0: none; then calls of less priority may wait for ever.':
    '等待的呼叫每分钟增加的优先级分数。0：不增加；此时优先级低的呼叫可能永远等待。',
  'Added to the priority of its calls when an agent of several queues is free.':
    '属于多个队列的座席空闲时，加到该队列呼叫的优先级上。',
  'What its agents must be able to do for a call: skills, or the name of a profile. Default: nothing.':
    '该队列的座席接听时必须具备的：技能列表，或需求方案的名称。默认没有要求。',
  'What of it is given up as a call waits, step by step, whatever it is that happens. Default: nothing.':
    '呼叫等待期间逐步放宽的要求，到时即放宽，不依赖其他事件。默认不放宽。',
  'Of its calls: higher goes first.': '其呼叫的优先级：数值大者优先。',
  'What its calls need, besides what their queue asks; of a skill in both this level holds.':
    '其呼叫在队列要求之外的要求；两处都有的技能以此处的等级为准。',
  'What is given up as they wait, in place of the list of the queue.': '等待期间放宽的要求，代替队列的放宽步骤。',
  'Where a call goes when all who are signed in are not ready, on a break; default: it waits.':
    '已签入的座席全部示忙（小休）时来电的去向；默认等待。',
  'Where a call goes when none who are signed in can do what it needs, not even when all its `relax` has come; default: it waits.':
    '已签入的座席都不具备所需技能、`relax` 全部生效后仍不具备时来电的去向；默认等待。',
  'What becomes of waiting calls when nobody is left for them. false: they wait on; true: they go where a call would go that came now: the last agent has signed out, `nobodySignedIn` or else `overflow`; all are on a break, `nobodyReady`; nobody can do what they need, `nobodySkilled`. Or a destination, for when the last has signed out.':
    '队列中已无座席可用时，等待中的呼叫如何处理。false：继续等待；true：与此时新来的呼叫同样处理：最后一位座席签出，按 `nobodySignedIn`，否则按 `overflow`；全部示忙，按 `nobodyReady`；无人具备所需技能，按 `nobodySkilled`。也可填目的地，用于最后一位座席签出时。',
};
