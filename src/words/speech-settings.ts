// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of speech and of prompts by telephone mean, in Chinese?

import type { Sentences } from './translate.js';

export const SPEECH_SETTINGS: Sentences = {
  'A program and its arguments, without a shell: {text} is the text, else it comes by the standard input; {language} is zh-CN or en; {voice} is the voice. It writes a WAV to {file}, or to the standard output.':
    '程序及其参数，不经过 shell：{text} 为文字，不写时从标准输入传入；{language} 为 zh-CN 或 en；{voice} 为嗓音。程序把 WAV 写入 {file} 或标准输出。',
  'Gets a POST of { text, language, voice } as JSON, answers with a WAV.':
    '以 POST 发送 JSON { text, language, voice }，应答为 WAV。',
  'Headers that are sent along; secrets better by { environment: NAME } or { file: PATH }.':
    '随请求发送的头；密钥建议写 { environment: NAME } 或 { file: PATH }。',
  'Who speaks texts: espeak (espeak-ng, of the system), { command } or { url }.':
    '由谁合成文字：espeak（系统的 espeak-ng）、{ command } 或 { url }。',
  'Of Mandarin.': '普通话的嗓音。',
  'Of English.': '英语的嗓音。',
  'The voice of each language, by the name that the engine has for it.': '每种语言的嗓音，写引擎所用的名称。',
  'How long the engine may take for a text.': '引擎合成一段文字的最长时间。',
  'What a caller hears who waits for a text.': '等待合成时来电者听到的提示音。',
  'After so much silence; again and again every 5 s.': '静默多久后播放；此后每 5 秒重复。',
  'Megabytes of spoken texts that are kept at most.': '合成结果缓存的上限（兆字节）。',
  'A spoken text that nobody has heard for so long is dropped.': '合成结果多久无人收听后删除。',
  'Texts of flows, spoken by an engine.': '由引擎合成的流程文字。',
  'A program and its arguments, without a shell, begun for each question: signed 16-bit samples come by its standard input, {rate} a second, or as a WAV in {file} when he has ended; {phrases} is a file with a phrase a line, {grammar} one in JSGF, {language} zh-CN or en. What it prints is what was said.':
    '程序及其参数，不经过 shell，每句话启动一次：16 位有符号采样从标准输入传入，每秒 {rate} 个，或说完后写成 WAV 文件 {file}；{phrases} 为每行一个短语的文件，{grammar} 为 JSGF 语法文件，{language} 为 zh-CN 或 en。程序输出的内容即所说的话。',
  'Samples a second that it gets.': '传给程序的采样率。',
  'ws: sound as it comes, answers as JSON { text } (the protocol of vosk-server); http: a POST of a WAV for each utterance, answered by JSON { text }.':
    'ws：边说边传，应答为 JSON { text }（vosk-server 的协议）；http：每句话以 POST 发送 WAV，应答为 JSON { text }。',
  'The folder of a streaming model; relative to this file. See docs/speech.md.':
    '流式模型所在的文件夹；相对于本文件。见 docs/speech.zh-CN.md。',
  'Where the npm package is: its name or the path of its folder.': 'npm 包的名称或其文件夹路径。',
  'Processors that it may use.': '可以使用的处理器数。',
  'Who understands what is said: { command }, { url } or { sherpa }.':
    '由谁识别语音：{ command }、{ url } 或 { sherpa }。',
  'Whether who speaks stops the prompt, as a key does.': '来电者开口是否像按键一样打断提示音。',
  'So much of what is said is listened to.': '每句话最多听多久。',
  'How long the engine may take after the last word.': '说完之后引擎的最长用时。',
  'What callers say, understood by an engine; keys always work beside it.': '由引擎识别来电者所说的话；按键始终有效。',
  'Texts that are spoken, callers who speak: docs/speech.md.': '文字合成与语音识别：docs/speech.zh-CN.md。',
  'Prompts that may be recorded at a telephone by `dialCodes.recordPrompt`, by the number that is keyed in.':
    '可以用 `dialCodes.recordPrompt` 在话机上录制的提示音，以所按的编号对应。',
  'Records a prompt, hears it, or undoes the last change; see `promptNumbers`. Number and PIN are asked for.':
    '录制、试听提示音或撤销上次更改；见 `promptNumbers`。需要工号和密码。',
  'As yuan: 12.50.': '按人民币金额读出：12.50。',
  'As a time of day: 16:05.': '按时刻读出：16:05。',
  'As a length of time, to the second: seconds, 1h30min or 1:30:00.':
    '按时长读出，精确到秒：秒数、1h30min 或 1:30:00。',
  'As a waiting time, in full minutes; written like a duration.': '按等待时间读出，取整到分钟；写法同时长。',
  'As a telephone number, in groups.': '按电话号码分段读出。',
  'As the place in a queue.': '按排队位置读出。',
  'A text that an engine speaks, with values: Order {order} is under way. See speech.md.':
    '由引擎合成的文字，可含变量：订单 {order} 正在配送。见 speech.zh-CN.md。',
  'What is heard where it cannot be spoken; default: the step goes on by `failed`.':
    '无法合成时播放的提示音；默认按 `failed` 继续。',
  "What may be said for each choice: '1': [order, to order], or { zh-CN: [...], en: [...] }. Needs `speech.hear`.":
    "每个选项可以说的短语，如 `'1': [order]`，或 `{ zh-CN: [...], en: [...] }`。需要 `speech.hear`。",
  'true: he may say the digits. Needs `speech.hear`.': 'true 表示可以说出数字。需要 `speech.hear`。',
  'Said by callers who hear Chinese.': '听中文的来电者所说。',
  'Said by callers who hear English.': '听英文的来电者所说。',
  'sherpa-onnx, in a process of its own, with a model that the site has.':
    'sherpa-onnx，在独立进程中运行，模型由使用方提供。',
};
