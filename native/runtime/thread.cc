// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/thread.h"

#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstring>

namespace spillway {
namespace {

// linux/ioprio.h: of the threads that share the disk by turns, the last.
constexpr int kWhoIsThread = 1;
constexpr int kLastBestEffort = (2 << 13) | 7;

}  // namespace

std::thread StartThread(const char* name, std::function<void()> work) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    std::thread thread(std::move(work));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    pthread_setname_np(thread.native_handle(), name);
    return thread;
  } catch (...) {
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    throw;
  }
}

RealTimeRank RaiseToRealTime(std::thread& thread, int priority) {
  sched_param parameters{};
  parameters.sched_priority = priority;
  const int error = pthread_setschedparam(thread.native_handle(), SCHED_FIFO, &parameters);
  if (error == 0) return {true, ""};
  return {
      false,
      std::string("The media thread has no real-time priority (") + std::strerror(error) +
          "), so audio may break up when the machine is busy. To allow it: LimitRTPRIO=50 in the "
          "systemd unit, or the line \"* - rtprio 50\" in /etc/security/limits.conf and a new "
          "login, or: setcap cap_sys_nice+ep \"$(readlink -f \"$(command -v node)\")\"."};
}

void YieldDisk() noexcept { syscall(SYS_ioprio_set, kWhoIsThread, 0, kLastBestEffort); }

}  // namespace spillway
