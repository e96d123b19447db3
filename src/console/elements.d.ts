// SPDX-License-Identifier: GPL-2.0-or-later
// Which of Element Plus's components do templates use? Those whose own types vue-tsc cannot read are told here, as far as they are used.

import type { DefineComponent } from 'vue';

interface SelectProps {
  modelValue?: unknown;
  clearable?: boolean;
  disabled?: boolean;
  filterable?: boolean;
  multiple?: boolean;
  placeholder?: string;
  ariaLabel?: string;
  onChange?: (value: never) => void;
  'onUpdate:modelValue'?: (value: never) => void;
}

interface DatePickerProps {
  modelValue?: string;
  type?: 'date' | 'datetime';
  format?: string;
  valueFormat?: string;
  name?: string;
  placeholder?: string;
  ariaLabel?: string;
  disabledDate?: (day: Date) => boolean;
  'onUpdate:modelValue'?: (value: string | null) => void;
}

declare module 'vue' {
  interface GlobalComponents {
    ElButton: typeof import('element-plus')['ElButton'];
    ElDatePicker: DefineComponent<DatePickerProps>;
    ElCheckbox: typeof import('element-plus')['ElCheckbox'];
    ElConfigProvider: DefineComponent<{ locale?: object; button?: object }>;
    ElDropdown: typeof import('element-plus')['ElDropdown'];
    ElDropdownItem: typeof import('element-plus')['ElDropdownItem'];
    ElDropdownMenu: typeof import('element-plus')['ElDropdownMenu'];
    ElIcon: typeof import('element-plus')['ElIcon'];
    ElInput: typeof import('element-plus')['ElInput'];
    ElInputNumber: typeof import('element-plus')['ElInputNumber'];
    ElOption: DefineComponent<{ value: unknown; label?: string }>;
    ElPopover: typeof import('element-plus')['ElPopover'];
    ElSelect: DefineComponent<SelectProps>;
    ElSwitch: typeof import('element-plus')['ElSwitch'];
    ElTooltip: typeof import('element-plus')['ElTooltip'];
  }
}
