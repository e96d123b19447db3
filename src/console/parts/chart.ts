// SPDX-License-Identifier: GPL-2.0-or-later
// How long does a chart live, and when is it drawn anew? With its part of the page; when its data, the window's width, the theme or the
// language change.

import { type EChartsCoreOption, type EChartsType, init } from 'echarts/core';
import { onMounted, onUnmounted, type Ref, watch } from 'vue';

/** A colour or a face of the theme that is shown: `themed('--muted')`. */
export const themed = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draws in `place` whatever `options` gives, again whenever `data` gives something else; `pick` is told which item was clicked. */
export function useChart(
  place: Ref<HTMLElement | undefined>,
  data: () => unknown,
  options: () => EChartsCoreOption,
  pick?: (index: number) => void,
): void {
  let chart: EChartsType | undefined;
  let themes: MutationObserver | undefined;
  const draw = () => chart?.setOption(options(), true);
  const fit = () => chart?.resize();
  onMounted(() => {
    chart = init(place.value as HTMLElement);
    if (pick !== undefined) chart.on('click', ({ dataIndex }) => pick(dataIndex));
    draw();
    window.addEventListener('resize', fit);
    themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributeFilter: ['class', 'lang'] });
  });
  onUnmounted(() => {
    window.removeEventListener('resize', fit);
    themes?.disconnect();
    chart?.dispose();
  });
  watch(data, draw);
}

/** What every curve has in common: the theme's face and colours, a legend above, a grid that leaves room for both axes. */
export function curveFrame() {
  const [muted, line] = [themed('--muted'), themed('--line')];
  return {
    ...{ animation: false, textStyle: { fontFamily: themed('--face'), color: muted } },
    legend: { top: 4, left: 0, textStyle: { color: muted }, icon: 'roundRect', itemHeight: 4 },
    tooltip: {
      ...{ trigger: 'axis', backgroundColor: themed('--surface'), borderColor: line },
      textStyle: { color: themed('--text') },
    },
    xAxis: { axisLine: { lineStyle: { color: line } }, axisLabel: { color: muted } },
    yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: line } }, axisLabel: { color: muted } },
  };
}
