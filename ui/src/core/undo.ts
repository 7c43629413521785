// Taking back the last change made in this tab: a compensating change, never a lost entry.

import type { AnyRecord } from './api';
import type { Fields } from './merge';

/** What puts the changed fields back as they were before; null where nothing changed. */
export function inverse(before: AnyRecord, patch: Fields): Fields | null {
	const back = Object.fromEntries(Object.keys(patch).map((name) =>
		[name, before[name] === undefined ? null : before[name]]));
	return Object.keys(back).length > 0 ? back : null;
}
