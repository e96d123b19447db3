// SPDX-License-Identifier: GPL-2.0-or-later
// Which pages are there, for whom, and in which order does the rail show them?

import {
  Aim,
  Bell,
  Calendar,
  ChatLineRound,
  CircleClose,
  Clock,
  Connection,
  DataAnalysis,
  DataLine,
  Files,
  FirstAidKit,
  Headset,
  Key,
  Lock,
  Medal,
  Mic,
  Microphone,
  Monitor,
  Notebook,
  Phone,
  PhoneFilled,
  Setting,
  Share,
  Tickets,
  Timer,
  TrendCharts,
  Trophy,
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
  /** One of those with which a shop is managed: they stand together behind one entry of the rail. */
  readonly manage?: true;
}

export const PAGES: readonly RailPage[] = [
  { path: '/desk', title: 'frame.workbench', icon: Headset, agents: true },
  { path: '/today', title: 'frame.today', icon: Calendar, right: 'calls.read' },
  { path: '/supervise', title: 'frame.supervise', icon: Monitor, right: 'status.read' },
  { path: '/team', title: 'frame.team', icon: Trophy, right: 'calls.read' },
  { path: '/wave', title: 'frame.wave', icon: DataLine, right: 'status.read' },
  { path: '/calls', title: 'frame.calls', icon: Phone },
  { path: '/recordings', title: 'frame.recordings', icon: Microphone, right: 'calls.read' },
  { path: '/quality', title: 'frame.quality', icon: Medal },
  { path: '/reports', title: 'frame.reports', icon: TrendCharts, right: 'calls.read' },
  { path: '/voicemail', title: 'frame.voicemail', icon: ChatLineRound },
  { path: '/callbacks', title: 'frame.callbacks', icon: PhoneFilled },
  { path: '/leads', title: 'frame.leads', icon: Aim, right: 'calls.read' },
  { path: '/customers', title: 'frame.customers', icon: User },
  { path: '/book', title: 'frame.book', icon: Notebook, agents: true },
  { path: '/alarms', title: 'frame.alarms', icon: Bell, right: 'status.read' },
  { path: '/wall', title: 'frame.wall', icon: DataAnalysis, right: 'status.read' },
  { path: '/hours', title: 'frame.hours', icon: Clock, right: 'hours.change', manage: true },
  { path: '/queues', title: 'frame.queues', icon: Tickets, right: 'settings.read', manage: true },
  { path: '/people', title: 'frame.people', icon: UserFilled, right: 'people.manage', manage: true },
  { path: '/shifts', title: 'frame.shifts', icon: Timer, right: 'status.read', manage: true },
  { path: '/flows', title: 'frame.flows', icon: Share, right: 'settings.read', manage: true },
  { path: '/prompts', title: 'frame.prompts', icon: Mic, right: 'prompts.change', manage: true },
  { path: '/numbers', title: 'frame.numbers', icon: CircleClose, right: 'numbers.read', manage: true },
  { path: '/lines', title: 'frame.lines', icon: Connection, right: 'lines.service', manage: true },
  { path: '/programs', title: 'frame.programs', icon: Key, right: 'people.manage', manage: true },
  { path: '/settings', title: 'frame.settings', icon: Setting, right: 'settings.read', manage: true },
  { path: '/audit', title: 'frame.audit', icon: Files, right: 'audit.read', manage: true },
  { path: '/backup', title: 'frame.backup', icon: FirstAidKit, right: 'backups.manage', manage: true },
  { path: '/personal', title: 'frame.personal', icon: Lock, right: 'personal.manage', manage: true },
];

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/home' },
  { path: '/home', component: () => import('../pages/HomePage.vue') },
  { path: '/desk', component: () => import('../pages/desk/DeskPage.vue') },
  { path: '/today', component: () => import('../pages/TodayPage.vue') },
  { path: '/supervise', component: () => import('../pages/supervise/SupervisePage.vue') },
  { path: '/team', component: () => import('../pages/supervise/TeamPage.vue') },
  { path: '/wall', component: () => import('../pages/WallPage.vue'), meta: { bare: true } },
  { path: '/wave', component: () => import('../pages/wave/WavePage.vue') },
  { path: '/voicemail', component: () => import('../pages/VoicemailPage.vue') },
  { path: '/calls', component: () => import('../pages/records/CallsPage.vue') },
  { path: '/calls/:call', component: () => import('../pages/records/TimelinePage.vue') },
  { path: '/recordings', component: () => import('../pages/records/RecordingsPage.vue') },
  { path: '/quality', component: () => import('../pages/quality/QualityPage.vue') },
  { path: '/reports', component: () => import('../pages/reports/ReportsPage.vue') },
  { path: '/personal', component: () => import('../pages/PersonalPage.vue') },
  { path: '/callbacks', component: () => import('../pages/CallbacksPage.vue') },
  { path: '/leads', component: () => import('../pages/records/LeadsPage.vue') },
  { path: '/customers', component: () => import('../pages/customers/CustomersPage.vue') },
  { path: '/book', component: () => import('../pages/AddressBookPage.vue') },
  { path: '/hours', component: () => import('../pages/house/HoursPage.vue') },
  { path: '/queues', component: () => import('../pages/house/QueuesPage.vue') },
  { path: '/programs', component: () => import('../pages/house/ProgramsPage.vue') },
  { path: '/people', component: () => import('../pages/PeoplePage.vue') },
  { path: '/shifts', component: () => import('../pages/house/ShiftsPage.vue') },
  { path: '/backup', component: () => import('../pages/BackupPage.vue') },
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
