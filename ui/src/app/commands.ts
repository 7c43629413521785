// What the command list of Ctrl+K can do, besides finding records.

import type { Key } from '../core/i18n';
import { language, setLanguage } from '../state/language.svelte';
import { cache } from '../state/queries.svelte';
import { go } from '../state/router.svelte';
import { lockScreen, may, signOut } from '../state/session.svelte';
import { sayFault } from '../state/toasts.svelte';
import { lastUndo, undo } from '../state/undo.svelte';
import { keyboard } from './keyboard.svelte';
import { allowedNav } from './routes';

export interface Command {
	text: Key;
	keys: string;
	run: () => void;
}

async function otherLanguage(): Promise<void> {
	await setLanguage(language() === 'vi' ? 'en' : 'vi');
	cache.reset();
}

/** Those that this account may use now. */
export function commands(): Command[] {
	return [
		...allowedNav().map((item): Command => ({ text: item.text, keys: `g ${item.key}`,
			run: () => go(item.href) })),
		...(lastUndo() ? [{ text: 'undo' as Key, keys: 'Ctrl+Z', run: () => void undo() }] : []),
		...(may('unit_write') || may('programme_write')
			? [{ text: 'import.title' as Key, keys: '', run: () => go('/import') }] : []),
		{ text: 'command.print', keys: 'Ctrl+P', run: () => setTimeout(() => print()) },
		{ text: 'lock', keys: 'Ctrl+L', run: () => { void lockScreen(); } },
		{ text: 'command.language', keys: '', run: () => { otherLanguage().catch(sayFault); } },
		{ text: 'me.title', keys: '', run: () => go('/me') },
		{ text: 'keys.title', keys: '?', run: () => { keyboard.open = 'help'; } },
		{ text: 'nav.help', keys: '', run: () => location.assign('/help') },
		{ text: 'sign_out', keys: '', run: () => { signOut().catch(sayFault); } },
	];
}
