// The outbox of this account on this device.

import { callJson } from '../core/api';
import { type Deed, Outbox, type Refused } from '../core/outbox';
import { touched } from './queries.svelte';
import { who } from './session.svelte';

const AGAIN = 5000;

let waiting = $state(0);
let refused = $state.raw<Refused[]>([]);
let box: Outbox | null = null;
let owner = '';

function keep(name: string, text: string): void {
	try {
		localStorage.setItem(name, text);
	} catch {
		// storage may be forbidden or full; what waits then lasts until the page is closed
	}
}
function kept(name: string): string | null {
	try {
		return localStorage.getItem(name);
	} catch {
		return null;
	}
}

/** Another person at the same device has a box of their own. */
function mine(): Outbox {
	const account = who.session?.account.id ?? '';
	if (box && owner === account) return box;
	const name = `dientap.outbox.${account}`;
	owner = account;
	box = new Outbox({
		load: () => kept(name),
		keep: (text) => keep(name, text),
		send: (deed) => callJson(deed.method ?? 'POST', deed.path, { body: deed.body,
			create: deed.method === 'PUT' }),
		changed: (count, rejects) => { waiting = count; refused = rejects; },
		sent: (deed) => touched(deed.type, deed.recordId),
	});
	waiting = box.waiting;
	return box;
}

export const outbox = {
	/** How many deeds wait for the link. */
	get waiting() { return waiting; },
	get refused() { return refused; },
	add: (deed: Deed): Promise<boolean> => mine().add(deed),
	forget: (deed: Deed): void => mine().forget(deed),
};

/** Tries again while the component lives, and at once when the network is back. */
export function useOutbox(): void {
	$effect(() => {
		const flush = () => { void mine().flush(); };
		flush();
		addEventListener('online', flush);
		const timer = setInterval(() => { if (mine().waiting > 0) flush(); }, AGAIN);
		return () => {
			removeEventListener('online', flush);
			clearInterval(timer);
		};
	});
}
