import type { AnyRecord } from '../../core/api';

/** Whether a grant holds on a day; its last day is the one before `valid_to`. */
export function forceOf(grant: AnyRecord, day: string): 'now' | 'later' | 'over' {
	const from = grant.valid_from as string | null | undefined;
	const to = grant.valid_to as string | null | undefined;
	if (to && to <= day) return 'over';
	return from && from > day ? 'later' : 'now';
}
