// SPDX-License-Identifier: GPL-2.0-or-later
// How does ICU spell a number? Lines "locale ruleset number" in, words out: its rule-based number format (CLDR's rules) as a filter.
#include <unicode/rbnf.h>

#include <iostream>
#include <string>

int main() {
  std::string locale, rules, number;
  while (std::cin >> locale >> rules >> number) {
    UErrorCode error = U_ZERO_ERROR;
    icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, icu::Locale(locale.c_str()), error);
    icu::UnicodeString words;
    icu::FieldPosition position;
    const auto ruleSet = icu::UnicodeString::fromUTF8(rules);
    format.format(static_cast<int64_t>(std::stoll(number)), ruleSet, words, position, error);
    if (U_FAILURE(error)) {
      std::cerr << locale << ' ' << rules << ' ' << number << ": " << u_errorName(error) << '\n';
      return 1;
    }
    std::string text;
    words.toUTF8String(text);
    std::cout << text << '\n';
  }
}
