// SPDX-License-Identifier: GPL-2.0-or-later
// Which pages are there, for whom, and in which order does the rail show them?

import {
  Bell,
  Calendar,
  CircleClose,
  Connection,
  DataAnalysis,
  Files,
  Headset,
  Mic,
  Microphone,
  Monitor,
  Phone,
  PhoneFilled,
  Setting,
  Share,
  User,
  UserFilled,
} from '@element-plus/icons-vue';
import type { Component } from 'vue';
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router';
import type { RightName } from '../../api/contract/index.js';
import type { WordKey } from '../words/index.js';

/** A page of the rail. `agents`: for who answers calls. */
export interface RailPage {
  readonly path: string;
  readonly title: WordKey;
  readonly icon: Component;
  readonly right?: RightName;
  readonly agents?: boolean;
}

export const PAGES: readonly RailPage[] = [
  { path: '/desk', title: 'frame.workbench', icon: Headset, agents: true },
  { path: '/today', title: 'frame.today', icon: Calendar, right: 'calls.read' },
  { path: '/supervise', title: 'frame.supervise', icon: Monitor, right: 'status.read' },
  { path: '/calls', title: 'frame.calls', icon: Phone },
  { path: '/recordings', title: 'frame.recordings', icon: Microphone, right: 'calls.read' },
  { path: '/callbacks', title: 'frame.callbacks', icon: PhoneFilled },
  { path: '/customers', title: 'frame.customers', icon: User },
  { path: '/people', title: 'frame.people', icon: UserFilled, right: 'people.manage' },
  { path: '/lines', title: 'frame.lines', icon: Connection, right: 'lines.service' },
  { path: '/prompts', title: 'frame.prompts', icon: Mic, right: 'prompts.change' },
  { path: '/numbers', title: 'frame.numbers', icon: CircleClose, right: 'numbers.read' },
  { path: '/flows', title: 'frame.flows', icon: Share, right: 'settings.read' },
  { path: '/settings', title: 'frame.settings', icon: Setting, right: 'settings.read' },
  { path: '/alarms', title: 'frame.alarms', icon: Bell, right: 'status.read' },
  { path: '/audit', title: 'frame.audit', icon: Files, right: 'audit.read' },
  { path: '/wall', title: 'frame.wall', icon: DataAnalysis, right: 'status.read' },
];

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/home' },
  { path: '/home', component: () => import('../pages/HomePage.vue') },
  { path: '/desk', component: () => import('../pages/desk/DeskPage.vue') },
  { path: '/today', component: () => import('../pages/TodayPage.vue') },
  { path: '/supervise', component: () => import('../pages/supervise/SupervisePage.vue') },
  { path: '/wall', component: () => import('../pages/WallPage.vue'), meta: { bare: true } },
  { path: '/calls', component: () => import('../pages/records/CallsPage.vue') },
  { path: '/calls/:call', component: () => import('../pages/records/TimelinePage.vue') },
  { path: '/recordings', component: () => import('../pages/records/RecordingsPage.vue') },
  { path: '/callbacks', component: () => import('../pages/CallbacksPage.vue') },
  { path: '/customers', component: () => import('../pages/customers/CustomersPage.vue') },
  { path: '/people', component: () => import('../pages/PeoplePage.vue') },
  { path: '/lines', component: () => import('../pages/LinesPage.vue') },
  { path: '/prompts', component: () => import('../pages/PromptsPage.vue') },
  { path: '/numbers', component: () => import('../pages/NumbersPage.vue') },
  { path: '/flows', component: () => import('../pages/FlowsPage.vue') },
  { path: '/settings', component: () => import('../pages/settings/SettingsPage.vue') },
  { path: '/alarms', component: () => import('../pages/AlarmsPage.vue') },
  { path: '/audit', component: () => import('../pages/AuditPage.vue') },
  { path: '/:rest(.*)', redirect: '/home' },
];

/** By hash: the web process serves one page, whatever is open. */
export const router = createRouter({ history: createWebHashHistory(), routes });
