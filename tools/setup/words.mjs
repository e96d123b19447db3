// SPDX-License-Identifier: GPL-2.0-or-later
// How does set-up speak to a Chinese reader? By a catalogue of its own: nothing of src is built yet when it begins.

/** By what the programs say in English; `{}` stands for what is put in, in the same order. */
export const CHINESE = {
  'set-up: ': '准备：',
  '{}: still at it after {} s': '{}：仍在进行，已 {} 秒',
  '{}: {} ({} s)': '{}：{}（{} 秒）',
  done: '完成',
  '{}: {}. The end of {}:\n\n{}\n': '{}：{}。{} 的末尾：\n\n{}\n',
  'ended with {}': '以 {} 结束',
  'ended with code {}': '以返回码 {} 结束',
  'waiting for another one (process {})': '等待另一个准备过程结束（进程 {}）',
  'usage: node tools/setup/main.mjs demo|test|fuzz': '用法：node tools/setup/main.mjs demo|test|fuzz',
  'Node {} or newer is needed, this is {}. README.md says how to get it.':
    '需要 Node {} 或更新版本，当前为 {}。获取方法见 README.zh-CN.md。',
  'this is no Debian; the equivalents of these packages must be here: {}':
    '这不是 Debian；须已安装与以下软件包相当的内容：{}',
  'Debian packages are missing. Run this, then try again:\n\n  {}\n':
    '缺少 Debian 软件包。请执行下面的命令，然后重试：\n\n  {}\n',
  'finishing an installation that was interrupted': '完成上次被中断的安装',
  'reading the package lists': '读取软件包列表',
  'installing Debian packages: {}': '安装 Debian 软件包：{}',
  'node_modules is a link to another folder; it is left as it is': 'node_modules 是指向其他目录的链接；保持不变',
  'installing npm packages (some minutes when better-sqlite3 must be compiled)':
    '安装 npm 软件包（需要编译 better-sqlite3 时要几分钟）',
  'the npm package {} cannot be used: {}': 'npm 软件包 {} 无法使用：{}',
  'building {}, left out by npm (ignore-scripts)': '编译 {}（npm 因 ignore-scripts 略过）',
  'Node has no headers beside it; they are downloaded if they are needed': 'Node 旁没有头文件；需要时会下载',
  "npm's cache {} cannot be written ({}); .setup/npm-cache is used":
    'npm 缓存 {} 无法写入（{}）；改用 .setup/npm-cache',
  'Node ended with {}': 'Node 以 {} 结束',
  'Node ended with code {}': 'Node 以返回码 {} 结束',
  'building the native part': '编译原生模块',
  'building TypeScript': '编译 TypeScript',
  'building the examples': '编译示例',
  'building the console': '构建控制台',
  'bundling the rooms': '合并各模块目录',
  "checking the tests' types": '检查测试的类型',
  'building the tests': '编译测试',
  'configuring the native tests': '配置原生测试',
  'building the native tests': '编译原生测试',
  'native tests, then those of TypeScript: half an hour on two quiet cores, more on busy ones':
    '先运行原生测试，再运行 TypeScript 测试：两个空闲核心上约半小时，繁忙时更久',
};

/**
 * Whether the locale is a Chinese one, by the variables that the C library asks, in its order.
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function isChinese({ LC_ALL, LC_MESSAGES, LANG }) {
  return (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('zh');
}

/**
 * A sentence in the reader's language.
 * @param {keyof typeof CHINESE} sentence
 * @param {readonly (string | number)[]} values for its `{}`
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function words(sentence, values = [], environment = process.env) {
  const form = isChinese(environment) ? CHINESE[sentence] : sentence;
  let next = 0;
  return form.replaceAll('{}', () => String(values[next++] ?? ''));
}

/**
 * A line of set-up's own.
 * @param {keyof typeof CHINESE} sentence
 * @param {readonly (string | number)[]} [values]
 */
export function tell(sentence, values) {
  console.log(words('set-up: ') + words(sentence, values));
}

/**
 * A text that fits into so many columns of a terminal; a Chinese character takes two.
 * @param {string} text
 * @param {number} columns
 */
export function shortened(text, columns) {
  let [width, end] = [0, 0];
  for (const character of text) {
    width += /[\u2E80-\uFFEF]/u.test(character) ? 2 : 1;
    if (width > columns) return `${text.slice(0, end)}...`;
    end += character.length;
  }
  return text;
}
