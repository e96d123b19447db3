// SPDX-License-Identifier: GPL-2.0-or-later
// How does each language say a value? Numbers as ICU spells them; around them what grammars say, worked out on texts and not as src/ivr does it.
//
// Mandarin (吕叔湘 现代汉语八百词, GB/T 15835-2011): 两 stands before 千, 万, 亿 and before a measure word (元 角 分 点 小时 分钟 天);
// before 百 and 十, in ordinals (第二) and digits it is 二. 一十 at the beginning is 十. A gap is one 零. Years digit by digit.
// English: British "and"; no commas and hyphens, as nobody hears them.

/** Everything that ICU is asked, once: `ask(locale, rules, n)` notes it in the first round and knows it in the second. */
export function grammar(ask) {
  const zhCount = (n) => (Number(n) === 2 ? '两' : zhNumber(n));
  const zhDigits = (text, one = '一') => [...text].map((d) => (d === '1' ? one : '零一二三四五六七八九'[d])).join('');
  const EN = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  const enDigits = (text) => [...text].map((d) => EN[d]).join(' ');
  const heard = (words) => words.replaceAll(',', '').replaceAll('-', ' ');

  // ICU knows no 零 between 亿 and 万 (it says 一亿二万), the textbook does: so what is above 亿 and what is below are spelled alone.
  function zhNumber(n) {
    const size = Number(String(n).replace('-', ''));
    const [above, below] = [Math.floor(size / 1e8), size % 1e8];
    const minus = String(n).startsWith('-') ? '负' : '';
    if (above === 0) return zhBelow(n);
    if (below === 0) return `${minus}${zhCount(above)}亿`;
    const rest = zhBelow(below);
    return `${minus}${zhCount(above)}亿${below < 1e7 ? '零' : ''}${rest.startsWith('十') ? '一' : ''}${rest}`;
  }

  function zhBelow(n) {
    return ask('zh', '%spellout-cardinal', n)
      .replaceAll('〇', '零')
      .replace(/二千/g, '两千')
      .replace(/(^|负|[万亿]零?)二(?=[万亿])/g, '$1两');
  }
  const enNumber = (n) => heard(ask('en', '%spellout-cardinal-verbose', n));
  const many = (n, unit) => (Number(n) === 0 ? [] : [`${enNumber(n)} ${unit}${Number(n) === 1 ? '' : 's'}`]);
  const sign = (text, word) => (text.startsWith('-') ? word : '');

  function split(seconds) {
    return [
      Math.floor(seconds / 86_400),
      Math.floor((seconds % 86_400) / 3600),
      Math.floor((seconds % 3600) / 60),
      seconds % 60,
    ];
  }

  const zh = {
    number(text) {
      const [whole, behind] = text.replace('-', '').split('.');
      return `${sign(text, '负')}${zhNumber(whole)}${behind === undefined ? '' : `点${zhDigits(behind)}`}`;
    },
    amount(text) {
      const [yuan, behind = ''] = text.replace('-', '').split('.');
      const [jiao, fen] = behind.padEnd(2, '0');
      let said = yuan === '0' ? '' : `${zhCount(yuan)}元`;
      if (jiao !== '0') said += `${zhCount(jiao)}角`;
      else if (fen !== '0' && said !== '') said += '零';
      if (fen !== '0') said += `${zhCount(fen)}分`;
      return said === '' ? '零元' : `${sign(text, '负')}${said}`;
    },
    date(text) {
      const [year, month, day] = text.split('-');
      return `${zhDigits(year)}年${zhNumber(month)}月${zhNumber(day)}日`;
    },
    time(text) {
      const [hour, minute] = text.split(':').map(Number);
      const part = ['凌晨', '上午', '中午', '下午', '晚上'][[6, 12, 13, 18, 24].findIndex((end) => hour < end)];
      const behind = minute === 0 ? '' : minute === 30 ? '半' : `${minute < 10 ? '零' : ''}${zhNumber(minute)}分`;
      return `${part}${zhCount(hour > 12 ? hour - 12 : hour)}点${behind}`;
    },
    duration(text) {
      const [days, hours, minutes, seconds] = split(Number(text));
      const day = days > 0 ? `${zhCount(days)}天` : '';
      if (minutes === 30 && seconds === 0) {
        return hours > 0 ? `${day}${zhCount(hours)}个半小时` : `${day}${day === '' ? '' : '零'}半小时`;
      }
      const said = [
        [days, '天'],
        [hours, '小时'],
        [minutes, '分钟'],
        [seconds, '秒'],
      ]
        .map(([n, unit]) => (n === 0 ? '零' : `${zhCount(n)}${unit}`))
        .join('');
      return said.replace(/零+/g, '零').replace(/^零|零$/g, '') || '零秒';
    },
    wait(text) {
      const minutes = Math.ceil(Number(text) / 60);
      if (Number(text) < 60) return '不到一分钟';
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return `${hours > 0 ? `${zhCount(hours)}小时` : ''}${rest > 0 ? `${zhCount(rest)}分钟` : ''}`;
    },
    position: (text) => `您现在排在第${zhNumber(text)}位。`,
    phone: (text) =>
      spokenPhone(text, '加', ',', (group) =>
        group
          .replaceAll('*', 's')
          .replace(/[0-9]/g, (d) => zhDigits(d, '幺'))
          .replaceAll('s', '星号')
          .replaceAll('#', '井号'),
      ),
  };

  const en = {
    number(text) {
      const [whole, behind] = text.replace('-', '').split('.');
      return `${sign(text, 'minus ')}${enNumber(whole)}${behind === undefined ? '' : ` point ${enDigits(behind)}`}`;
    },
    amount(text) {
      const [yuan, behind = ''] = text.replace('-', '').split('.');
      const fen = Number(behind.padEnd(2, '0'));
      const said = [
        ...(yuan === '0' ? [] : [`${enNumber(yuan)} yuan`]),
        ...(fen === 0 ? [] : [`${enNumber(fen)} fen`]),
      ];
      return said.length === 0 ? 'zero yuan' : `${sign(text, 'minus ')}${said.join(' and ')}`;
    },
    date(text) {
      const [year, month, day] = text.split('-').map(Number);
      const name = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
        new Date(`${text}T12:00:00Z`),
      );
      // ICU spells 2006 the American way, "two thousand six"; with a British "and" it is the cardinal number.
      const years = year % 1000 < 10 ? enNumber(year) : heard(ask('en', '%spellout-numbering-year', year));
      return `the ${heard(ask('en', '%spellout-ordinal', day))} of ${name} ${years}${month > 12 ? '!' : ''}`;
    },
    time(text) {
      const [hour, minute] = text.split(':').map(Number);
      if (text === '00:00') return 'midnight';
      if (text === '12:00') return 'noon';
      const behind = minute === 0 ? '' : minute < 10 ? ` oh ${EN[minute]}` : ` ${enNumber(minute)}`;
      return `${enNumber(hour % 12 || 12)}${behind} ${hour < 12 ? 'a m' : 'p m'}`;
    },
    duration(text) {
      const [days, hours, minutes, seconds] = split(Number(text));
      const said = [
        ...many(days, 'day'),
        ...many(hours, 'hour'),
        ...many(minutes, 'minute'),
        ...many(seconds, 'second'),
      ];
      return said.join(' ') || 'zero seconds';
    },
    wait(text) {
      const minutes = Math.ceil(Number(text) / 60);
      return Number(text) < 60
        ? 'less than one minute'
        : [...many(Math.floor(minutes / 60), 'hour'), ...many(minutes % 60, 'minute')].join(' ');
    },
    position: (text) => `You are number ${enNumber(text)} in the queue.`,
    phone: (text) =>
      spokenPhone(text, 'plus ', ' , ', (group) =>
        [...group].map((key) => (key === '*' ? 'star' : key === '#' ? 'hash' : EN[key])).join(' '),
      ),
  };
  return { zh, en };
}

/** Written groups stay; else: +86, mobile 3-4-4, 400 and 800 3-3-4, area code (010 and 02x of three, others of four) and 4-4 or 3-4, short ones whole. */
function spokenPhone(text, plus, breath, say) {
  const international = text.startsWith('+');
  const groups = text.split(/[^\d*#]+/).filter((group) => group !== '');
  const said = groups.length > 1 || /[*#]/.test(text) ? groups : grouped(groups[0]);
  return `${international ? plus : ''}${said.map(say).join(breath)}`;
}

function grouped(digits) {
  const cut = (text, ...sizes) => {
    const [size, ...others] = sizes;
    return size === undefined ? [] : [text.slice(0, size), ...cut(text.slice(size), ...others)];
  };
  if (digits.length === 13 && /^861[3-9]/.test(digits)) return ['86', ...cut(digits.slice(2), 3, 4, 4)];
  if (digits.length === 11 && /^(1[3-9]|010|02)/.test(digits)) return cut(digits, 3, 4, 4);
  if (digits.length === 10 && /^[48]00/.test(digits)) return cut(digits, 3, 3, 4);
  if (digits.length === 12 && /^0[3-9]/.test(digits)) return cut(digits, 4, 4, 4);
  if (digits.length === 11 && /^0[3-9]/.test(digits)) return cut(digits, 4, 3, 4);
  if (digits.length === 7 && /^[2-8]/.test(digits)) return cut(digits, 3, 4);
  if (digits.length < 7) return [digits];
  // Others: fours from the right; what remains is a group when it has three digits, and joins the first when it has fewer.
  const groups = [];
  for (let end = digits.length; end > 0; end -= 4) groups.unshift(digits.slice(Math.max(0, end - 4), end));
  if (groups[0].length < 3) groups.splice(0, 2, groups[0] + groups[1]);
  return groups;
}
