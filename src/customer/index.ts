// SPDX-License-Identifier: GPL-2.0-or-later
// The customer room's door: who the customers are, whose number is whose, and who serves them before anybody else.

export {
  CUSTOMER_FIELDS,
  type Customer,
  type CustomerField,
  type CustomerText,
  customerText,
  HIGHEST_GRADE,
  type KeyOf,
  type KnownCustomer,
  readCustomer,
} from './customer.js';
export {
  CUSTOMER_COLUMNS,
  CustomerFile,
  type CustomerRow,
  MOST_CUSTOMERS,
  MOST_PROBLEMS,
  readCustomers,
} from './customer-file.js';
export { Directory } from './directory.js';
export { LastAgents, MOST_REMEMBERED, type Talk } from './last-agents.js';
export {
  type Preference,
  type PreferenceFacts,
  type PreferenceRules,
  type Presence,
  preferenceOf,
} from './preference.js';
