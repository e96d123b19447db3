// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test give a span of the driver an alarm that only a card has? A dynamic span knows RED and YELLOW and leaves the other
// bits alone; this module sets them, as a card's driver would, and has the driver tell it:
//
//	echo "SPAN BITS" > /sys/module/span_alarms/parameters/set	bits of dahdi/user.h: 1 RECOVER, 16 BLUE, 256 LOS; 0 none
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

#include <dahdi/kernel.h>

static const int known_to_dynamic_spans = DAHDI_ALARM_RED | DAHDI_ALARM_YELLOW | DAHDI_ALARM_LOOPBACK;

// The driver keeps its list of spans to itself.
static struct dahdi_span *(*find_and_get)(int number);

static int set_alarms(const char *text, const struct kernel_param *unused)
{
	struct dahdi_span *span;
	unsigned long flags;
	int number, bits;

	if (sscanf(text, "%d %d", &number, &bits) != 2)
		return -EINVAL;
	span = find_and_get(number);
	if (!span)
		return -ENODEV;
	spin_lock_irqsave(&span->lock, flags);
	span->alarms = (span->alarms & known_to_dynamic_spans) | (bits & ~known_to_dynamic_spans);
	dahdi_alarm_notify(span);
	spin_unlock_irqrestore(&span->lock, flags);
	module_put(span->ops->owner);
	return 0;
}

static const struct kernel_param_ops alarms = { .set = set_alarms };
module_param_cb(set, &alarms, NULL, 0200);

static int __init begin(void)
{
	struct kprobe probe = { .symbol_name = "span_find_and_get" };
	int failed = register_kprobe(&probe);

	if (failed)
		return failed;
	find_and_get = (void *)probe.addr;
	unregister_kprobe(&probe);
	return 0;
}

static void __exit end(void) {}

module_init(begin);
module_exit(end);
MODULE_LICENSE("GPL");
