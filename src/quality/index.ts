// SPDX-License-Identifier: GPL-2.0-or-later
// The door of quality: how talks are judged. Pure; nothing here reads or writes.

export { type Answers, type Form, type Question, type Verdict, verdictOf } from './form.js';
export { type Candidate, drawOf, type Rule, ruleFor } from './sampling.js';
export { type Calibration, calibrationsOf, type Judged, type Mean, type Trends, trendsOf } from './trends.js';
