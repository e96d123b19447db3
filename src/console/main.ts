// SPDX-License-Identifier: GPL-2.0-or-later
// The console begins here.

import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import './tokens.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app/App.vue';
import { router } from './app/routes.js';
import { i18n } from './words/index.js';

createApp(App).use(createPinia()).use(i18n).use(router).mount('#app');
