// The event stream of this tab, and since when it is lost.

import { API } from '../core/api';
import { batch, openStream, type StreamMessage } from '../core/events';
import { cache } from './queries.svelte';
import { askServer, noteState } from './server.svelte';
import { isSessionOver, refreshSession, takeSignedIn } from './session.svelte';

let lostSince = $state<number | null>(null);

export const connection = {
	get lostSince() { return lostSince; },
};

/** A seat in a run brings rights or takes them: the sections follow. A gap may hide one. */
const movesRights = (message: StreamMessage): boolean => message.kind === 'reset' ||
	(message.kind === 'change' && ['run_member', 'grant'].includes(message.change.type));

function apply(messages: StreamMessage[]): void {
	if (messages.some(movesRights)) refreshSession(true).catch(() => undefined);
	for (const message of messages) {
		if (message.kind === 'change') cache.changed(message.change);
		else if (message.kind === 'reset') cache.reset();
		else if (message.kind === 'session') refreshSession().catch(() => undefined);
		// The server may be down as well: then there is nothing to ask yet.
		else if (message.kind === 'refused') refreshSession(true).catch(() => undefined);
		else if (message.kind === 'state') noteState(message.writable, message.reason);
		else {
			if (message.kind === 'open') cache.retryFailed();
			lostSince = message.kind === 'lost' ? message.since : null;
		}
	}
}

/** Listens until the result is called. */
export function connect(): () => void {
	// A hidden tab draws no frames, but must not gather messages without end.
	askServer();
	const add = batch(apply, (run) => setTimeout(run, 16));
	const close = openStream(`${API}/events`, takeSignedIn(), add);
	return () => {
		close(isSessionOver());
		lostSince = null;
	};
}
