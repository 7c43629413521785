// Every address and the screen behind it; a screen's code is loaded when it is first opened.

import type { Component } from 'svelte';
import type { Key } from '../core/i18n';
import { may } from '../state/session.svelte';

export interface Screen {
	path: string;
	title: Key;
	// Each screen states its own parameters; the path's are checked where it is opened.
	load: () => Promise<{ default: Component<any> }>;
}

const myWork = () => import('../features/my_work/MyWork.svelte');
const admin = () => import('../features/admin/Admin.svelte');
const lessons = () => import('../features/lesson/Lessons.svelte');

export const screens: Screen[] = [
	{ path: '/', title: 'nav.my_work', load: myWork },
	{ path: '/my_work', title: 'nav.my_work', load: myWork },
	{ path: '/programmes', title: 'nav.programmes',
		load: () => import('../features/programme/ProgrammeList.svelte') },
	{ path: '/programmes/:id/:tab?', title: 'nav.programmes',
		load: () => import('../features/programme/ProgrammePage.svelte') },
	{ path: '/exercises', title: 'nav.exercises',
		load: () => import('../features/exercise/ExerciseList.svelte') },
	{ path: '/exercises/:id/:tab?', title: 'nav.exercises',
		load: () => import('../features/exercise/ExercisePage.svelte') },
	{ path: '/runs', title: 'nav.conduct',
		load: () => import('../features/conduct/RunList.svelte') },
	{ path: '/runs/:id/:tab?', title: 'nav.conduct',
		load: () => import('../features/conduct/RunPage.svelte') },
	{ path: '/sheet', title: 'nav.sheet',
		load: () => import('../features/conduct/Observations.svelte') },
	{ path: '/inbox/:tab?', title: 'nav.inbox',
		load: () => import('../features/conduct/Inbox.svelte') },
	{ path: '/lessons/findings/:id/:tab?', title: 'nav.lessons',
		load: () => import('../features/lesson/FindingPage.svelte') },
	{ path: '/lessons/tasks/:id/:tab?', title: 'nav.lessons',
		load: () => import('../features/lesson/TaskPage.svelte') },
	{ path: '/lessons/:tab?', title: 'nav.lessons', load: lessons },
	{ path: '/reports/texts/:id', title: 'nav.reports',
		load: () => import('../features/report/OneReport.svelte') },
	{ path: '/reports/:id?', title: 'nav.reports',
		load: () => import('../features/report/Reports.svelte') },
	{ path: '/units', title: 'nav.units', load: () => import('../features/unit/Units.svelte') },
	{ path: '/import', title: 'import.title',
		load: () => import('../features/unit/UnitImport.svelte') },
	{ path: '/units/:id/:tab?', title: 'nav.units',
		load: () => import('../features/unit/UnitPage.svelte') },
	{ path: '/admin/:tab?', title: 'nav.admin', load: admin },
	{ path: '/me', title: 'me.title', load: () => import('../features/admin/Me.svelte') },
	{ path: '/records/accounts/:id/:tab?', title: 'nav.records',
		load: () => import('../features/admin/AccountPage.svelte') },
	{ path: '/records/:type/:id/:tab?', title: 'nav.records',
		load: () => import('../record/AnyRecord.svelte') },
	{ path: '/records/:type', title: 'nav.records',
		load: () => import('../record/AnyList.svelte') },
];

export interface NavItem {
	href: string;
	text: Key;
	/** After "g". */
	key: string;
	/** In the bar at the bottom of a phone too. */
	main: boolean;
	rights: string[];
	/** Who has one of these has another entry for it. */
	unless?: string[];
}

export const nav: NavItem[] = [
	{ href: '/', text: 'nav.my_work', key: 'v', main: true, rights: [] },
	{ href: '/programmes', text: 'nav.programmes', key: 'n', main: true, rights: ['programme_read'] },
	{ href: '/exercises', text: 'nav.exercises', key: 'd', main: true, rights: ['exercise_read'] },
	{ href: '/inbox', text: 'nav.inbox', key: 'p', main: true, rights: ['run_answer'] },
	{ href: '/runs', text: 'nav.conduct', key: 'h', main: true, rights: ['run_script_read'] },
	{ href: '/runs', text: 'nav.watch', key: 'h', main: true, rights: ['run_read'],
		unless: ['run_script_read', 'run_answer'] },
	{ href: '/sheet', text: 'nav.sheet', key: 'c', main: true, rights: ['run_log_write'] },
	{ href: '/lessons', text: 'nav.lessons', key: 't', main: true,
		rights: ['lesson_read', 'plan_read'] },
	{ href: '/reports', text: 'nav.reports', key: 'b', main: false, rights: ['report_read'] },
	{ href: '/units', text: 'nav.units', key: 'u', main: false, rights: ['unit_read'] },
	{ href: '/admin', text: 'nav.admin', key: 'q', main: true,
		rights: ['account_read', 'journal_read', 'backup', 'person_read'] },
];

/** The sections that this account may open. */
export const allowedNav = (): NavItem[] => nav.filter((item) =>
	(item.rights.length === 0 || item.rights.some((right) => may(right))) &&
	!item.unless?.some((right) => may(right)));
