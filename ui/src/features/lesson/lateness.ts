// Which corrective tasks are late. Late is computed, never stored.

import type { AnyRecord } from '../../core/api';

const FINISHED = new Set(['done', 'verified', 'closed', 'rejected']);

export const dueOf = (task: AnyRecord): string | null =>
	(task.due_on ?? task.due_date ?? null) as string | null;

export function isLate(task: AnyRecord, today: string): boolean {
	const due = dueOf(task);
	return due !== null && due < today && !FINISHED.has(String(task.state));
}

/** Late first, then by due day, the undated after them, the finished last. */
export function byUrgency(today: string): (a: AnyRecord, b: AnyRecord) => number {
	const rank = (task: AnyRecord) => isLate(task, today) ? 0
		: FINISHED.has(String(task.state)) ? 2 : 1;
	return (a, b) => rank(a) - rank(b) ||
		(dueOf(a) ?? '9999').localeCompare(dueOf(b) ?? '9999');
}
