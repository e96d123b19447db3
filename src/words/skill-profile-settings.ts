// SPDX-License-Identifier: GPL-2.0-or-later
// How do settings of skills that are chosen at a telephone read in Chinese?

/** English description to Chinese. */
export const SKILL_PROFILE_SETTINGS: Readonly<Record<string, string>> = {
  'What an agent can do for now: the digit of one of `skillProfiles` follows; 0: what his entry says again.':
    '座席当前的技能：后跟 `skillProfiles` 中的数字；0 为恢复座席条目中的技能。',
  'As events and lists call it.': '事件和列表中使用的名称。',
  'Dialled behind `dialCodes.skills`.': '在 `dialCodes.skills` 之后拨。',
  'What he can do then; 0: he cannot. Of all other skills his entry holds.':
    '选择后的技能及等级；0 表示不具备。其他技能仍以座席条目为准。',
  'Who may choose it; default: all agents.': '可以选择此方案的座席；默认为全部座席。',
  'What an agent may say at a telephone that he can do, until he signs out, for 12 hours at most.':
    '座席可在话机上选择的技能方案；签出时失效，最长 12 小时。',
};
