// Whether the server can write changes down. It says so itself when that changes; while it
// cannot, it is asked again, so that the notice goes away even where no stream is.

import { get } from '../core/api';

const AGAIN = 10_000;

let reason = $state<string | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export const server = {
	/** Why nothing can be changed now; null: all is well. */
	get readOnly() { return reason; },
};

export function noteState(writable: boolean, why: string | null): void {
	reason = writable ? null : why ?? 'disk_full';
	clearTimeout(timer);
	if (!writable) timer = setTimeout(askServer, AGAIN);
}

export const noteReadOnly = (why: string): void => noteState(false, why);

/** What cannot be asked is known by the lost connection. */
export function askServer(): void {
	get<{ writable?: boolean; reason?: string | null }>('health').then(
		(health) => noteState(health.writable !== false, health.reason ?? null),
		() => { if (reason !== null) noteState(false, reason); });
}
