// Who is signed in and what they may do. The server decides; the screens only hide.

import { ApiFault, call, get } from '../core/api';
import { loadMetadata, Metadata, type TypeInfo } from '../core/metadata';
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
let expired = $state(false);
let locked = $state(false);
let justSignedIn = false;
// Not a signal: an effect's teardown would see the signal's former value.
let over = true;

export const who = {
	get session() { return session; },
	/** False until the server was asked the first time. */
	get known() { return asked; },
	/** The server ended the session while work was open: sign in again and go on. */
	get expired() { return expired; },
	/** Somebody left this screen and locked it. */
	get locked() { return expired && locked; },
};

export function metadata(): Metadata {
	return known;
}

export function may(right: string): boolean {
	return session?.rights.includes(right) ?? false;
}

/** May this account write records of this kind, by whatever door there is? */
export const mayWrite = (type: TypeInfo | undefined): boolean =>
	type !== undefined && may(type.write_right);
export const mayAdd = (type: TypeInfo | undefined): boolean => mayWrite(type) && type!.adds;
export const mayChange = (type: TypeInfo | undefined): boolean => mayWrite(type) && type!.changes;
export const mayRemove = (type: TypeInfo | undefined): boolean => mayWrite(type) && type!.removes;
export const mayRead = (type: TypeInfo | undefined): boolean =>
	type !== undefined && may(type.read_right);

export const isSessionOver = (): boolean => over;

export function expireSession(): void {
	if (session) expired = true;
}

/** `keep`: the open work stays, should the session be over. */
export async function refreshSession(keep = false): Promise<void> {
	try {
		const found = await get<Session>('session');
		if (session && session.account.id !== found.account.id) cache.clear();
		if (known.types().length === 0) known = await loadMetadata();
		session = found;
		over = false;
		expired = false;
	} catch (reason) {
		if (!(reason instanceof ApiFault) || reason.status !== 401) throw reason;
		if (keep) expireSession();
		else forgetSession();
	} finally {
		asked = true;
	}
}

/** True once after a sign-in here: what was opened under another account must begin anew. */
export function takeSignedIn(): boolean {
	const taken = justSignedIn;
	justSignedIn = false;
	return taken;
}

export async function signIn(login: string, password: string, code: string): Promise<void> {
	await call('POST', 'session', { body: code === ''
		? { login, password } : { login, password, code } });
	if (expired) {
		locked = false;
		return goOn();
	}
	justSignedIn = true;
	cache.clear();
	await refreshSession();
}

/** The same person goes on where they were; another one begins anew. */
async function goOn(): Promise<void> {
	const before = session?.account.id;
	await refreshSession();
	if (session?.account.id === before) cache.reset();
	else location.assign('/');
}

export async function signOut(): Promise<void> {
	try {
		await call('DELETE', 'session');
	} finally {
		forgetSession();
	}
}

/** The server forgets this screen at once; the work on it stays, hidden, until the same
    person signs in again. A reload shows no more than the sign-in. */
export async function lockScreen(): Promise<void> {
	if (!session || expired) return;
	locked = true;
	expired = true;
	await call('DELETE', 'session').catch(() => undefined);
}

/** The server no longer knows us: nothing of what was read stays. */
export function forgetSession(): void {
	session = null;
	expired = false;
	over = true;
	cache.clear();
}
