// SPDX-License-Identifier: GPL-2.0-or-later
// Which leaks are not ours? libpri has no function that frees a controller and what hangs on it.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_suppressions() {
  return "leak:pri_ctrl_new\n"
         "leak:pri_schedule_event\n"
         "leak:q921_transmit_iframe\n"
         "leak:q931_create_call_record\n";
}
