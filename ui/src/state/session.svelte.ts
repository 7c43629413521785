// Who is signed in and what they may do. The server decides; the screens only hide.

import { ApiFault, call, get } from '../core/api';
import { loadMetadata, Metadata } from '../core/metadata';
import type { Language } from '../core/i18n';
import { cache } from './queries.svelte';

export interface Session {
	account: { id: string; login: string; display_name: string; clearance: string;
		language: Language | null };
	rights: string[];
	deployment: string;
	office: string | null;
	demo: boolean;
}

let session = $state.raw<Session | null>(null);
let known = $state.raw<Metadata>(new Metadata([]));
let asked = $state(false);

export const who = {
	get session() { return session; },
	/** False until the server was asked the first time. */
	get known() { return asked; },
};

export function metadata(): Metadata {
	return known;
}

export function may(right: string): boolean {
	return session?.rights.includes(right) ?? false;
}

export async function refreshSession(): Promise<void> {
	try {
		const found = await get<Session>('session');
		if (known.types().length === 0) known = await loadMetadata();
		session = found;
	} catch (reason) {
		if (!(reason instanceof ApiFault) || reason.status !== 401) throw reason;
		session = null;
	} finally {
		asked = true;
	}
}

export async function signIn(login: string, password: string, code: string): Promise<void> {
	await call('POST', 'session', { body: code === ''
		? { login, password } : { login, password, code } });
	await refreshSession();
}

export async function signOut(): Promise<void> {
	try {
		await call('DELETE', 'session');
	} finally {
		forgetSession();
	}
}

/** The server no longer knows us: nothing of what was read stays. */
export function forgetSession(): void {
	session = null;
	cache.clear();
}
